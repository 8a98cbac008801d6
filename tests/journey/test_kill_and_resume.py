"""A power cut in the middle of a run costs nothing: the export is the same, byte for byte."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.store import ArchiveReader
from tests.journey.steps import bohai, command, environment, exported, lay_out

NAMES = ("compound-100-008.jpg", "paired-100-016.jpg", "ruled-100-018.jpg")
PATIENCE = 600
"""Seconds until the first page is stored, on the slowest machine."""


def pages_read(data: Path) -> int:
    """How many pages the archive holds by now; none before there is an archive."""
    try:
        with ArchiveReader.open(DataFolder(data)) as archive:
            return archive.counts().pages_read
    except BohaiError:
        return 0


def cut_off(process: subprocess.Popen[bytes], data: Path, after: int) -> None:
    """Kill a run and everything it started as soon as `after` pages are stored."""
    deadline = time.monotonic() + PATIENCE
    while pages_read(data) < after:
        assert process.poll() is None, "the run ended before it could be cut off"
        assert time.monotonic() < deadline, "no page was stored in time"
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)


def test_a_run_killed_twice_ends_as_if_never_killed(tmp_path: Path) -> None:
    scans = lay_out(NAMES, tmp_path / "scans")
    bohai(tmp_path / "whole", "ingest", scans, "--jobs", "2")
    for pages in (1, 2):
        process = subprocess.Popen(  # noqa: S603 - our own command
            command(tmp_path / "killed", "ingest", scans, "--jobs", "1"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            start_new_session=True,
        )
        cut_off(process, tmp_path / "killed", after=pages)
        assert pages_read(tmp_path / "killed") < len(NAMES)
    bohai(tmp_path / "killed", "ingest", scans, "--jobs", "1")
    whole = exported(tmp_path / "whole", tmp_path / "whole.jsonl")
    assert whole
    assert exported(tmp_path / "killed", tmp_path / "killed.jsonl") == whole
    bohai(tmp_path / "killed", "check")
