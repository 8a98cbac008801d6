"""Many pages come in whole, whatever happens on the way."""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import BohaiError, MissingProgram
from archive.exports import jsonl
from archive.folder import DataFolder
from archive.integrity import faults
from archive.store import ArchiveReader, ArchiveWriter, FailedPage
from ingest.batch import Outcome, Wishes, ingest
from ingest.crew import Crew
from ingest.worker import Stages
from tests.ingest.faults import STAGES, Page, book, scan
from tests.patience import until

ROOT = Path(__file__).resolve().parents[2]


def run(folder: DataFolder, *paths: Path, reread: bool = False, stages: Stages = STAGES) -> Outcome:
    """A run whose readers are threads: quicker to start than processes, and the batch sees no difference."""
    crew = Crew(lambda: ThreadPoolExecutor(2), 2)
    return ingest(folder, paths, Wishes(reread=reread, stages=stages), crew)


def run_in_processes(folder: DataFolder, *paths: Path, jobs: int = 2) -> Outcome:
    return ingest(folder, paths, Wishes(jobs=jobs, stages=STAGES))


def exported(folder: DataFolder) -> str:
    stream = io.StringIO()
    with ArchiveReader.open(folder) as archive:
        jsonl.write(archive.entries(), stream)
    return stream.getvalue()


def places(folder: DataFolder) -> dict[tuple[str, int], str | None]:
    with ArchiveReader.open(folder) as archive:
        return {(one.scan, one.page): one.entry.readings[1].value for one in archive.entries()}


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    place = tmp_path / "scans"
    for number in range(4):
        scan(place / "惠民" / f"{number}.png", mark=number)
    book(place / "册.tif", [Page.FINE, Page.CONTINUES, Page.SLOW])
    return place


def test_a_folder_of_scans_becomes_entries(folder: DataFolder, scans: Path) -> None:
    outcome = run(folder, scans)
    assert (outcome.book.new, outcome.read, outcome.failed) == (5, 7, ())
    assert outcome.counts.entries == 7
    assert outcome.counts.ledgers_open == 1
    assert faults(folder) == []
    original = next(iter(sorted((scans / "惠民").iterdir()))).read_bytes()
    assert original in [place.read_bytes() for place in folder.originals.glob("*/*")]
    assert len(list((folder.root / "tiles").rglob("*.jpg"))) == 7


def test_the_same_scans_again_change_nothing(folder: DataFolder, scans: Path) -> None:
    run(folder, scans)
    before = folder.database.read_bytes()
    outcome = run(folder, scans)
    assert (outcome.book.new, outcome.book.again, outcome.read) == (0, 5, 0)
    assert folder.database.read_bytes() == before


def test_one_reader_and_two_readers_give_the_same_bytes(tmp_path: Path, scans: Path) -> None:
    alone, together = DataFolder(tmp_path / "alone"), DataFolder(tmp_path / "together")
    run_in_processes(alone, scans, jobs=1)
    run_in_processes(together, scans, jobs=2)
    assert exported(alone) == exported(together) != ""


def test_the_first_name_keeps_a_content_that_comes_twice(folder: DataFolder, tmp_path: Path) -> None:
    scan(tmp_path / "in" / "b.png", mark=1)
    scan(tmp_path / "in" / "a.png", mark=1)
    outcome = run(folder, tmp_path / "in")
    assert outcome.book.copies == [("b.png", "a.png")]
    assert places(folder).keys() == {("a.png", 1)}


def test_a_page_that_cannot_be_read_is_told_with_its_reason_and_the_rest_is_done(
    folder: DataFolder, scans: Path
) -> None:
    scan(scans / "z.png", Page.UNREADABLE)
    outcome = run(folder, scans)
    assert outcome.failed == (FailedPage("z.png", 1, "nothing is printed on it; scan the other side"),)
    assert (outcome.counts.pages_read, outcome.counts.pages_failed) == (7, 1)


def test_a_page_without_people_is_kept_and_told_by_the_run_that_read_it(folder: DataFolder, scans: Path) -> None:
    scan(scans / "z.png", Page.BLANK)
    outcome = run(folder, scans)
    assert [(page.scan, page.page, page.lines) for page in outcome.empty] == [("z.png", 1, 0)]
    assert (outcome.failed, outcome.counts.pages_read, outcome.counts.entries) == ((), 8, 7)
    assert run(folder, scans).empty == ()


@pytest.mark.parametrize("kind", [Page.BREAKS, Page.NOT_UNDERSTOOD, Page.IMPOSSIBLE])
def test_a_fault_of_the_program_costs_one_page(folder: DataFolder, scans: Path, kind: Page) -> None:
    scan(scans / "a.png", kind)
    outcome = run(folder, scans)
    assert [failed.scan for failed in outcome.failed] == ["a.png"]
    assert outcome.counts.entries == 7


def test_a_page_that_brings_its_reader_down_costs_itself_alone(folder: DataFolder, scans: Path) -> None:
    scan(scans / "a.png", Page.CRASHES)
    outcome = run_in_processes(folder, scans)
    assert [failed.scan for failed in outcome.failed] == ["a.png"]
    assert "brought the reader down" in outcome.failed[0].reason
    assert outcome.counts.pages_read == 7


def test_failed_pages_are_tried_again(folder: DataFolder, scans: Path) -> None:
    bad = scan(scans / "z.png", mark=9)
    outcome = run(folder, scans, stages=replace(STAGES, read="tests.ingest.faults:refuse"))
    assert (outcome.counts.pages_read, outcome.counts.pages_failed) == (0, 8)
    assert run(folder, bad).counts.pages_read == 1
    assert run(folder, scans).counts.pages_failed == 0


def test_pictures_that_are_missing_are_made_again(folder: DataFolder, scans: Path) -> None:
    run(folder, scans)
    tiles = folder.root / "tiles"
    before = {place.relative_to(tiles): place.read_bytes() for place in tiles.rglob("*.jpg")}
    shutil.rmtree(tiles)
    run(folder, scans)
    assert {place.relative_to(tiles): place.read_bytes() for place in tiles.rglob("*.jpg")} == before


def test_a_good_copy_takes_the_place_of_one_that_never_gave_a_page(folder: DataFolder, scans: Path) -> None:
    scan(scans / "z.png", Page.UNREADABLE)
    run(folder, scans)
    scan(scans / "z.png", mark=9)
    assert run(folder, scans).failed == ()
    with ArchiveReader.open(folder) as archive:
        assert archive.failures() == []
        assert len(archive.scans()) == 6


def test_a_file_that_is_no_scan_is_remembered_until_it_is_gone(folder: DataFolder, scans: Path) -> None:
    broken = scans / "broken.png"
    broken.write_bytes(b"no picture")
    outcome = run(folder, scans)
    assert [failed.scan for failed in outcome.failed] == ["broken.png"]
    assert outcome.counts.pages_failed == 1
    broken.unlink()
    assert run(folder, scans).counts.pages_failed == 0


def test_what_is_not_there_is_told_and_the_rest_is_done(folder: DataFolder, scans: Path) -> None:
    outcome = run(folder, scans, scans / "nowhere")
    assert [failed.scan for failed in outcome.failed] == ["nowhere"]
    assert outcome.counts.pages_read == 7


def test_the_archive_does_not_swallow_its_own_pictures(tmp_path: Path, scans: Path) -> None:
    inside = DataFolder(scans / "data")
    run(inside, scans)
    assert run(inside, scans).counts.scans == 5


def test_a_missing_program_stops_the_run_and_condemns_no_page(folder: DataFolder, scans: Path) -> None:
    bad = scan(scans / "a.png", Page.NOT_INSTALLED)
    with pytest.raises(MissingProgram, match="apt install tesseract-ocr"):
        run(folder, bad)
    with ArchiveReader.open(folder) as archive:
        assert (archive.counts().pages_failed, archive.pending()) == (0, 1)


def test_reading_again_keeps_what_was_read_where_it_fails_now(folder: DataFolder, scans: Path) -> None:
    run(folder, scans)
    before = exported(folder)
    outcome = run(folder, scans, reread=True, stages=replace(STAGES, read="tests.ingest.faults:refuse"))
    assert {(failed.reason, failed.kept) for failed in outcome.failed} == {("it is dark today", True)}
    assert exported(folder) == before
    assert run(folder, scans, reread=True).failed == ()
    with ArchiveReader.open(folder) as archive:
        assert archive.failures() == []


def test_a_picture_of_what_was_seen_is_drawn_for_each_page(folder: DataFolder, scans: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "drawn"
    crew = Crew(lambda: ThreadPoolExecutor(1), 1)
    ingest(folder, [scans], Wishes(overlay=drawn, stages=STAGES), crew)
    names = sorted(place.relative_to(drawn).as_posix() for place in drawn.rglob("*.jpg"))
    assert names == [
        *("册.tif.1.jpg", "册.tif.2.jpg", "册.tif.3.jpg"),
        *(f"惠民/{number}.png.1.jpg" for number in range(4)),
    ]


class TestContinuation:
    """A page without headings is read by those of the page before it."""

    def test_takes_the_page_before_it_in_the_book(self, folder: DataFolder, tmp_path: Path) -> None:
        scan(tmp_path / "in" / "9.png", mark=9)
        scan(tmp_path / "in" / "10.png", Page.CONTINUES, mark=10)
        scan(tmp_path / "in" / "11.png", Page.CONTINUES, mark=11)
        run(folder, tmp_path / "in")
        assert places(folder)["10.png", 1] == "9 of 40"
        assert places(folder)["11.png", 1] == "9 of 40 > 10 of 40"

    def test_takes_no_page_of_another_folder(self, folder: DataFolder, tmp_path: Path) -> None:
        scan(tmp_path / "in" / "a" / "1.png", mark=1)
        scan(tmp_path / "in" / "b" / "2.png", Page.CONTINUES, mark=2)
        run(folder, tmp_path / "in")
        assert places(folder)["b/2.png", 1] == "None"

    def test_learns_of_a_page_that_comes_later(self, folder: DataFolder, tmp_path: Path) -> None:
        together = DataFolder(tmp_path / "together")
        later = scan(tmp_path / "in" / "2.png", Page.CONTINUES, mark=2)
        scan(tmp_path / "in" / "3.png", Page.CONTINUES, mark=3)
        run(folder, tmp_path / "in")
        assert places(folder)[later.name, 1] == "None"
        scan(tmp_path / "in" / "1.png", mark=1)
        run(folder, tmp_path / "in")
        run(together, tmp_path / "in")
        assert exported(folder) == exported(together)
        assert places(folder)["3.png", 1] == "1 of 40 > 2 of 40"

    def test_takes_what_the_roster_says_also_when_it_is_said_later(self, folder: DataFolder, tmp_path: Path) -> None:
        scan(tmp_path / "in" / "1.png")
        run(folder, tmp_path / "in")
        (tmp_path / "in" / "roster.toml").write_text('title = "英名录"\ncounty = "惠民县"\n', "utf-8")
        run(folder, tmp_path / "in")
        assert places(folder)["1.png", 1] == "惠民县"

    def test_complains_once_of_a_roster_that_cannot_be_read(self, folder: DataFolder, scans: Path) -> None:
        (scans / "roster.toml").write_text("title = ", "utf-8")
        outcome = run(folder, scans)
        assert len(outcome.failed) == 1
        assert outcome.counts.pages_read == 7


class TestKill:
    """A run that is cut off goes on where it was."""

    def test_at_any_moment_ends_as_if_never_killed(self, tmp_path: Path) -> None:
        place = tmp_path / "in"
        for number in range(20):
            scan(place / f"{number}.png", Page.SLOW if number % 3 else Page.CONTINUES, mark=number)
        scan(place / "0 again.png", Page.CONTINUES, mark=0)
        whole, cut = DataFolder(tmp_path / "whole"), DataFolder(tmp_path / "cut")
        run(whole, place)
        for kill in range(1, 4):
            child = start(cut, place, "threads")
            until(lambda: pages_read(cut) >= kill * 2)  # noqa: B023 - called at once
            assert child.poll() is None
            child.send_signal(signal.SIGKILL)
            child.wait()
        assert pages_read(cut) < pages_read(whole)
        run(cut, place)
        assert exported(cut) == exported(whole)
        assert faults(cut) == []

    def test_leaves_no_reader_behind(self, folder: DataFolder, tmp_path: Path) -> None:
        for number in range(30):
            scan(tmp_path / "in" / f"{number}.png", Page.SLOW, mark=number)
        child = start(folder, tmp_path / "in", "processes")
        until(lambda: pages_read(folder) > 0)
        readers = children_of(child.pid)
        assert readers
        child.send_signal(signal.SIGKILL)
        child.wait()
        until(lambda: not any(Path(f"/proc/{reader}/cmdline").exists() for reader in readers))

    def test_is_undone_for_a_reader_that_may_not_write(self, folder: DataFolder, scans: Path) -> None:
        run(folder, scans)
        before = exported(folder)
        subprocess.run([sys.executable, "-c", HALF_A_WRITE, folder.database], check=False)  # noqa: S603
        assert folder.database.with_name("archive.db-journal").exists()
        assert exported(folder) == before


HALF_A_WRITE = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE readings SET text = hex(randomblob(9000))")
os.kill(os.getpid(), 9)
"""


def test_a_second_writer_is_told_that_there_is_a_first(folder: DataFolder, scans: Path) -> None:
    with ArchiveWriter.open(folder), pytest.raises(BohaiError, match="another bohai is writing"):
        run(folder, scans)
    assert run(folder, scans).counts.pages_read == 7


def start(folder: DataFolder, place: Path, readers: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.ingest.faults", str(folder.root), str(place), readers],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def pages_read(folder: DataFolder) -> int:
    try:
        with ArchiveReader.open(folder) as archive:
            return archive.counts().pages_read
    except BohaiError:
        return 0


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
