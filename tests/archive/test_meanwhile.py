"""Work that goes on beside what people do."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event, current_thread

import pytest

from archive.meanwhile import in_a_process, meanwhile


def note_process(file: Path, *, after: str) -> None:
    """Write down in which process this is."""
    file.write_text(f"{os.getpid()}{after}")


def test_work_is_done_in_a_thread_that_is_told_when_it_is_over_and_waited_for() -> None:
    began, ended = Event(), []

    def work(over: Event) -> None:
        began.set()
        over.wait()
        ended.append(current_thread().name)

    with meanwhile(work):
        assert began.wait(10)
        assert not ended
    assert ended
    assert ended != [current_thread().name]


def test_it_is_over_where_what_it_went_on_beside_fails() -> None:
    ended = Event()

    def work(over: Event) -> None:
        over.wait()
        ended.set()

    with pytest.raises(ValueError, match="beside"), meanwhile(work):
        raise ValueError("beside")
    assert ended.is_set()


def test_work_in_a_process_of_its_own_is_waited_for(tmp_path: Path) -> None:
    in_a_process(note_process, tmp_path / "noted", after=" is done")
    process, _, after = (tmp_path / "noted").read_text().partition(" ")
    assert int(process) != os.getpid()
    assert after == "is done"
