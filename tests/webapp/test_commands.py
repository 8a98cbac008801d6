from __future__ import annotations

import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.store import ArchiveWriter
from bohai import main
from tests.patience import SECONDS
from tests.webapp.small_archive import SmallArchive
from webapp.serving import listen

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody else listens."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_serve_prints_an_address_that_answers(small: SmallArchive) -> None:
    command = [sys.executable, "-m", "bohai", "--data", str(small.folder.root), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            with urllib.request.urlopen(address, timeout=SECONDS) as reply:  # noqa: S310 - our own server
                assert reply.status == 200
                assert "渤海英烈名录" in reply.read().decode()
        finally:
            process.terminate()


def test_a_port_that_is_taken_is_told_in_one_line(
    small: SmallArchive, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(small.folder.root), "serve", "--port", str(taken)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert f"127.0.0.1:{taken}: the port is taken" in line
    assert "--port" in line


def test_without_an_archive_there_is_nothing_to_serve(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "serve", "--port", "0"]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert "there is no archive here" in line
    assert "bohai ingest" in line


def test_an_empty_archive_is_told_before_it_is_served(
    tmp_path: Path, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    ArchiveWriter.open(DataFolder(tmp_path)).close()
    assert main(["--data", str(tmp_path), "serve", "--port", str(taken)]) == 1
    assert "the archive is empty; run `bohai ingest scans/`" in capsys.readouterr().err


def test_a_public_address_that_is_none_is_told_in_one_line(
    small: SmallArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(small.folder.root), "serve", "--public-address", "roll.example.org"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "roll.example.org: it is no address of a site" in line


def test_an_address_of_another_machine_is_told_in_one_line() -> None:
    with pytest.raises(BohaiError, match="cannot listen there") as told:
        listen("203.0.113.1", 0)
    assert "address of this machine" in told.value.remedy


def test_port_0_takes_a_free_one() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockname()[1] > 0


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--help"]) == 0
    assert "Example: bohai serve" in capsys.readouterr().out


def test_processes_are_for_the_public_site(small: SmallArchive, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--kiosk", str(small.folder.root), "--processes", "2"]) == 2
    assert "--processes does not go with --kiosk" in capsys.readouterr().err
