"""Files that people ask for are whole or not there, and nothing else is lost for them."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TextIO

import pytest

from archive.errors import BohaiError
from archive.writing import make_once, write_whole, written_whole
from tests.patience import SECONDS


def write(dest: Path, words: str) -> None:
    def into(stream: TextIO) -> None:
        stream.write(words)

    write_whole(dest, "export", into)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_not_finished_leaves_the_file_that_was_there_and_nothing_beside_it(tmp_path: Path) -> None:
    dest = tmp_path / "people.csv"
    dest.write_text("the last one")

    def fail_midway(stream: TextIO) -> None:
        stream.write("half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(dest, "export", fail_midway)
    assert dest.read_text() == "the last one"
    assert names(tmp_path) == ["people.csv"]


def test_what_a_killed_process_left_is_not_part_of_the_next_file(tmp_path: Path) -> None:
    (tmp_path / ".people.csv.part").write_text("much more than is written now")
    write(tmp_path / "people.csv", "new")
    assert (tmp_path / "people.csv").read_text() == "new"
    assert names(tmp_path) == ["people.csv"]


def test_a_link_leads_to_the_new_file_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    latest = tmp_path / "latest.csv"
    latest.symlink_to(tmp_path / "disk" / "people.csv")
    for words in ("first", "second"):
        write(latest, words)
        assert latest.is_symlink()
        assert (tmp_path / "disk" / "people.csv").read_text() == words
    assert names(tmp_path / "disk") == ["people.csv"]


def test_a_pipe_is_written_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as beside:
        heard = beside.submit(pipe.read_text)
        write(pipe, "everybody")
        assert heard.result(timeout=SECONDS) == "everybody"
    assert pipe.is_fifo()
    assert names(tmp_path) == ["pipe"]


def test_two_that_write_one_file_at_once_never_mix_their_words(tmp_path: Path) -> None:
    dest = tmp_path / "archive.tar"
    begun, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with written_whole(dest, "backup") as raw:
            raw.write(b"first half, ")
            raw.flush()
            begun.set()
            assert go_on.wait(timeout=SECONDS)
            raw.write(b"second half")

    def second() -> str:
        with written_whole(dest, "backup") as raw:
            seen = dest.read_text()
            raw.write(b"another")
        return seen

    with ThreadPoolExecutor() as crew:
        one = crew.submit(first)
        assert begun.wait(timeout=SECONDS)
        other = crew.submit(second)
        assert not other.done()
        go_on.set()
        one.result(timeout=SECONDS)
        assert other.result(timeout=SECONDS) == "first half, second half"
    assert dest.read_text() == "another"
    assert names(tmp_path) == ["archive.tar"]


def test_a_disk_that_knows_no_locks_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: object, _what: int) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(fcntl, "flock", refuse)
    write(tmp_path / "people.csv", "everybody")
    assert (tmp_path / "people.csv").read_text() == "everybody"
    assert names(tmp_path) == ["people.csv"]


def test_where_nothing_can_be_written_one_line_says_so(tmp_path: Path) -> None:
    with pytest.raises(BohaiError, match="the export cannot be written") as told:
        write(tmp_path / "nowhere" / "people.csv", "")
    assert told.value.where.endswith("people.csv")


def test_a_secret_is_made_once_for_its_own_account(tmp_path: Path) -> None:
    place = tmp_path / "signing.key"
    for secret in (b"first", b"second"):
        make_once(place, secret)
    assert place.read_bytes() == b"first"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert names(tmp_path) == ["signing.key"]
