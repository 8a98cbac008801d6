"""Pages follow what people decide, once they pause."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import entry_id
from archive.review.machine import Settle
from archive.store import DecisionWriter
from ingest.machine import machine
from tests.archive.making import add, record
from tests.patience import until
from webapp.desk.settling import Pace, settle_in_a_process, settled_beside

QUICK = Pace(look=0.02, quiet=0.06, longest=0.6)


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def decide(folder: DataFolder, id: str, saw: str, text: str) -> None:
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(id, "name", "t", "李梅", "", saw, saw, text, text)])


def test_pages_are_settled_once_people_pause_and_not_again_before_somebody_decides(folder: DataFolder) -> None:
    id = entry_id(add(folder, "a.png", record("王德股")), 1, 1)
    settled: list[DataFolder] = []

    def run(settle: Settle, place: DataFolder) -> None:
        settled.append(place)

    with settled_beside(folder, machine(folder), QUICK, run):
        until(lambda: len(settled) == 1)
        decide(folder, id, "王德股", "王德胜")
        until(lambda: len(settled) == 2)
        time.sleep(0.3)
    assert settled == [folder, folder]


def test_steady_work_does_not_put_it_off_for_ever(folder: DataFolder) -> None:
    id = entry_id(add(folder, "a.png", record("王0")), 1, 1)
    settled: list[int] = []
    with settled_beside(folder, machine(folder), Pace(0.02, 10, 0.2), lambda *_: settled.append(1)):
        for turn in range(200):
            decide(folder, id, f"王{turn}", f"王{turn + 1}")
            if settled:
                return
            time.sleep(0.005)
    pytest.fail("nothing was settled")


def test_it_is_done_by_a_process_of_its_own(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德股"))
    settle_in_a_process(machine(folder).settle, folder)
    assert folder.lock.exists()
