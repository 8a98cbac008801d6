"""Several processes that answer as one site."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from archive.folder import DataFolder
from tests.archive.decided import decide
from tests.patience import SECONDS, until
from tests.webapp.small_archive import SmallArchive

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def own(small: SmallArchive, indexed: DataFolder, tmp_path: Path) -> SmallArchive:
    """The small archive with an index, for a test to change."""
    return replace(small, folder=DataFolder(shutil.copytree(indexed.root, tmp_path / "own")))


@pytest.fixture
def served(own: SmallArchive) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A site of two processes that answers, and its address."""
    command = [
        sys.executable,
        "-m",
        "bohai",
        "--data",
        str(own.folder.root),
        "serve",
        "--port",
        "0",
        "--processes",
        "2",
    ]
    with subprocess.Popen(  # noqa: S603 - ours
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        address = process.stdout.readline().strip().rstrip("/")
        try:
            got(address + "/")
            until(lambda: len(children(process.pid)) == 2)
            yield process, address
        finally:
            process.terminate()
            process.wait(30)


def test_each_process_answers_and_tells_of_a_correction_at_once(
    served: tuple[subprocess.Popen[str], str], own: SmallArchive
) -> None:
    _, address = served
    person = f"{address}/martyrs/{own.id(2)}"
    for _ in range(12):
        assert "李大成" not in got(person)
    decide(own, 2, "name", "李大成", "李大成")
    for _ in range(12):
        assert "李大成" in got(person)


def test_a_process_that_ends_is_started_again(served: tuple[subprocess.Popen[str], str]) -> None:
    process, address = served
    time.sleep(2)  # one that ends sooner than that would not stay up
    before = children(process.pid)
    os.kill(min(before), signal.SIGKILL)
    until(lambda: len(children(process.pid)) == 2 and children(process.pid) != before)
    assert "渤海英烈名录" in got(address + "/")


def test_whoever_has_more_visitors_leaves_them_to_the_other_as_long_as_that_takes_them_in(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    process, address = served
    one, other = sorted(children(process.pid))
    with ExitStack() as stack:

        def come(visitors: int) -> int:
            """Have so many more visitors come, whose connections stay open; how many of them `one` takes in."""
            before = sockets(one)
            for _ in range(visitors):
                visitor = stack.enter_context(closing(HTTPConnection(urlsplit(address).netloc, timeout=SECONDS)))
                visitor.request("GET", "/healthz")
                assert visitor.getresponse().read()
            return sockets(one) - before

        until(lambda: come(1) == 1)  # it answers,
        until(lambda: come(1) == 0)  # and so does the other
        os.kill(other, signal.SIGSTOP)
        try:
            assert come(20) == 20
        finally:
            os.kill(other, signal.SIGCONT)
        # Left to chance it would have half of them; a busy machine may be late with some.
        assert come(20) <= 5


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_site_that_is_told_to_stop_takes_all_its_processes_along(
    served: tuple[subprocess.Popen[str], str], how: signal.Signals
) -> None:
    process, _ = served
    others = children(process.pid)
    process.send_signal(how)
    assert process.wait(30) == 0
    assert process.stderr
    assert "Traceback" not in process.stderr.read()
    assert not [other for other in others if alive(other)]


def test_processes_whose_first_one_was_killed_leave_too(served: tuple[subprocess.Popen[str], str]) -> None:
    process, _ = served
    others = children(process.pid)
    process.kill()
    process.wait(30)
    until(lambda: not [other for other in others if alive(other)])


def got(address: str) -> str:
    with urllib.request.urlopen(address, timeout=SECONDS) as reply:  # noqa: S310 - our own server
        return str(reply.read().decode())


def children(parent: int) -> set[int]:
    """The processes that answer for a site."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text("ascii").split()
    return {int(pid) for pid in listed if "spawn_main" in Path(f"/proc/{pid}/cmdline").read_text("utf-8")}


def sockets(pid: int) -> int:
    """How many connections a process holds, and what it listens with."""
    held = 0
    for file in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            held += str(file.readlink()).startswith("socket:")
    return held


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
