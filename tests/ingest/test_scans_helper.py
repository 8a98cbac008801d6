"""The child process that decodes: whatever becomes of it, the parent goes on."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from archive.errors import InputError
from ingest.scans import decode, helper
from tests.ingest.making import encoded, page_pixels, written
from tests.patience import SECONDS, until


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return written(tmp_path, "scan.png", encoded(page_pixels(), "PNG"))


def question(path: Path) -> dict[str, object]:
    return {"do": "count", "path": str(path), "kind": "PNG"}


def test_a_child_that_takes_too_long_is_ended_and_replaced(tmp_path: Path, scan: Path) -> None:
    os.mkfifo(tmp_path / "endless")
    impatient = helper.Helper(seconds=5)  # in which a busy machine starts a child, too
    try:
        began = time.monotonic()
        with pytest.raises(InputError, match=r"endless: takes longer than 5 s to decode; save it again as PNG"):
            impatient.ask(question(tmp_path / "endless"), "endless")
        assert time.monotonic() - began < SECONDS
        assert impatient.ask(question(scan), "scan")[0]["pages"] == 1
    finally:
        impatient.close()


def test_a_child_that_dies_is_replaced(scan: Path) -> None:
    own = helper.Helper()
    try:
        own.ask(question(scan), "scan")
        assert own._process is not None
        own._process.kill()
        own._process.wait()
        with pytest.raises(InputError, match="scan: breaks the decoder"):
            own.ask(question(scan), "scan")
        assert own.ask(question(scan), "scan")[0]["pages"] == 1
    finally:
        own.close()


def test_threads_take_turns(scan: Path) -> None:
    pages: list[bool] = []

    def look() -> None:
        pages.extend(np.array_equal(decode(scan, 1).pixels, page_pixels()) for _ in range(5))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert pages == [True] * 20


def look_elsewhere(path: Path, answer: multiprocessing.SimpleQueue[bool]) -> None:
    answer.put(bool(np.array_equal(decode(path, 1).pixels, page_pixels())))


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_another_process_has_a_child_of_its_own(scan: Path, start: str) -> None:
    decode(scan, 1)
    context = multiprocessing.get_context(start)
    answer = context.SimpleQueue()
    process = context.Process(target=look_elsewhere, args=(scan, answer))
    process.start()
    assert answer.get()
    process.join()
    assert np.array_equal(decode(scan, 1).pixels, page_pixels())


def test_the_child_ends_with_a_parent_that_is_killed(scan: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from ingest.scans import decode, helper;"
        f"decode(Path({str(scan)!r}), 1); print(helper._helper._process.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen(  # noqa: S603 - the program above
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until(lambda: not running(child))


def running(pid: int) -> bool:
    """Whether the process lives; one that nobody has buried yet does not."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text("ascii", "replace").rpartition(")")[2].split()[0] != "Z"


def test_a_program_that_decodes_ends_without_a_word(scan: Path) -> None:
    program = f"from pathlib import Path; from ingest.scans import decode; decode(Path({str(scan)!r}), 1)"
    done = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
