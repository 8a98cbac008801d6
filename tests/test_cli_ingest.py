"""`bohai ingest` at the door: what stands once it is done."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

import bohai
import search
from archive.beside import FOLLOWING
from archive.folder import DataFolder
from archive.store import ArchiveReader
from ingest import batch, corrections, watch
from ingest.crew import Crew
from ingest.scans import Found
from tests.ingest.faults import STAGES, Page, interpret, scan
from tests.ingest.making import flat_picture, page_pixels, pdf

Output = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A new data folder where the program runs, with the readers it really has."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOHAI_DATA", raising=False)
    return DataFolder(tmp_path / "data")


@pytest.fixture
def folder(here: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """The same with readers that do what the pictures ask for."""
    read = batch.ingest_files

    def with_fake_readers(
        folder: DataFolder, files: Sequence[Found], wishes: batch.Wishes, _crew: Crew | None = None
    ) -> batch.Outcome:
        return read(folder, files, replace(wishes, stages=STAGES), Crew(lambda: ThreadPoolExecutor(1), 1))

    monkeypatch.setattr(batch, "ingest_files", with_fake_readers)
    monkeypatch.setattr(corrections, "take_in_table", partial(corrections.take_in_table, interpret=interpret))
    return here


def interrupt(_folder: DataFolder) -> None:
    """The Ctrl-C of somebody who has watched long enough."""
    raise KeyboardInterrupt


def test_whoever_was_read_is_found_at_once(folder: DataFolder) -> None:
    scan(Path("in/a.png"), mark=1)
    assert bohai.main(["ingest", "in"]) == 0
    assert bohai.main(["check"]) == 0
    assert search.find(folder, search.Search("1 of 40")).total == 1
    scan(Path("in/b.png"), mark=2)
    scan(Path("in/c.png"), Page.UNREADABLE)
    assert bohai.main(["ingest", "in"]) == 3
    assert bohai.main(["check"]) == 0
    assert search.find(folder, search.Search("2 of 40")).total == 1


def test_how_far_it_has_come_is_told_stage_by_stage(folder: DataFolder, capsys: Output) -> None:
    scan(Path("in/a.png"), mark=1)
    assert bohai.main(["ingest", "in"]) == 0
    stages = [
        "looking at files: 1 of 1, 0 failed",
        "reading pages: 1 of 1, 0 failed",
        "settling pages: 1 of 1, 0 failed",
    ]
    assert capsys.readouterr().err.splitlines() == stages


def test_the_same_scans_again_leave_the_index_as_it_is(folder: DataFolder) -> None:
    scan(Path("in/a.png"))
    assert bohai.main(["ingest", "in"]) == 0
    serving = (folder.index / "current").read_text()
    assert bohai.main(["ingest", "in"]) == 0
    assert (folder.index / "current").read_text() == serving


def test_whoever_arrives_while_a_folder_is_watched_is_found_at_once(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "SECONDS", 0.01)
    monkeypatch.setitem(bohai.HANDED_DOWN, FOLLOWING, ("search:refresh", "tests.test_cli_ingest:interrupt"))
    scan(Path("in/a.png"), mark=1)
    assert bohai.main(["ingest", "in", "--watch"]) == 130
    assert search.find(folder, search.Search("1 of 40")).total == 1
    assert bohai.main(["check"]) == 0


def test_a_restored_archive_is_in_order_at_once(folder: DataFolder) -> None:
    scan(Path("in/a.png"), mark=1)
    assert bohai.main(["ingest", "in"]) == 0
    assert bohai.main(["backup", "b.tar"]) == 0
    assert bohai.main(["restore", "b.tar", "--data", "again"]) == 0
    assert bohai.main(["check", "--data", "again"]) == 0
    assert search.find(DataFolder(Path("again")), search.Search("1 of 40")).total == 1


def test_what_people_decided_is_taken_in_and_found_at_once(folder: DataFolder, capsys: Output) -> None:
    scan(Path("in/a.png"), mark=1)
    scan(Path("in/b.png"), mark=2)
    assert bohai.main(["ingest", "in"]) == 0
    with ArchiveReader.open(folder) as archive:
        first, second = (entry.id for entry in archive.entries())
    lines = [f"{first},name,1 of 40,王德勝,看原件", f"{second},name,2 of 40,2 of 40,", f"{second},sex,男,女,"]
    Path("decided.csv").write_text("\n".join(["id,field,saw,text,why", *lines]), "utf-8")
    capsys.readouterr()
    asked = ["import", "corrections", "decided.csv", "--who", "李梅"]
    assert bohai.main([*asked, "--dry-run"]) == 3
    out, err = told(capsys)
    assert out == [
        "line 2: a.png page 1 row 1 name: '1 of 40' → '王德勝', meaning '王德胜'",
        "line 3: b.png page 1 row 1 name: '2 of 40' confirmed, meaning '2 of 40'",
        "would be 1 corrected, 1 confirmed, 0 already so, 1 not applied",
    ]
    assert err == ["decided.csv line 4: the entry has no field 'sex'; it has name, native_place"]
    assert search.find(folder, search.Search("王德胜")).total == 0
    assert bohai.main([*asked, "--data", "data"]) == 3
    assert told(capsys)[0] == ["1 corrected, 1 confirmed, 0 already so, 1 not applied"]
    assert search.find(folder, search.Search("王德胜")).hits[0].id == first
    assert bohai.main(asked) == 3
    assert told(capsys)[0] == ["0 corrected, 0 confirmed, 2 already so, 1 not applied"]


def told(output: Output) -> tuple[list[str], list[str]]:
    """The lines on standard output, and those on standard error that are no progress."""
    out, err = output.readouterr()
    progress = ("looking at files", "reading pages", "settling pages")
    return out.splitlines(), [line for line in err.splitlines() if not line.startswith(progress)]


def test_of_a_mixed_folder_all_that_can_be_read_is_read_and_the_rest_told_a_line_each(
    folder: DataFolder, capsys: Output
) -> None:
    scan(Path("in/a.png"), mark=1)
    scan(Path("in/back.png"), Page.BLANK)
    whole = scan(Path("whole.png"), mark=2).read_bytes()
    for name, data in (
        ("cut.png", whole[: len(whole) // 2]),
        ("letter.jpg", b"Dear sir"),
        ("locked.pdf", locked_pdf()),
        ("nothing.tif", b""),
    ):
        Path("in", name).write_bytes(data)
    Path("in", "notes.txt").write_text("nobody's scan")
    Path("empty").mkdir()
    assert bohai.main(["ingest", "in", "empty"]) == 3
    out, err = told(capsys)
    assert out == [
        "3 new scans, 2 pages read",
        "the archive holds 1 entry, 1 flagged reading, 0 open ledgers",
        "back.png page 1: it holds no roster; no line of print can be read on it",
    ]
    places = [line.partition(": ")[0] for line in err]
    assert places == ["empty", "letter.jpg", "locked.pdf", "nothing.tif", "cut.png page 1"]
    assert all("; " in line for line in err), "each says what to do next"
    assert bohai.main(["check"]) == 0


def locked_pdf() -> bytes:
    """A PDF that opens only for who knows its password."""
    return pdf(flat_picture(page_pixels()), encryption=pikepdf.Encryption(owner="o", user="u"))


def test_a_blank_leaf_is_no_failure_and_is_said_to_be_blank(here: DataFolder, capsys: Output) -> None:
    Path("in").mkdir()
    Image.effect_noise((620, 877), 12).point(lambda grey: min(255, grey + 90)).save("in/back.png")
    assert bohai.main(["ingest", "in"]) == 0
    assert told(capsys)[0][-1] == "back.png page 1: it holds no roster; no line of print can be read on it"
    assert bohai.main(["status"]) == 0
    assert "empty   back.png page 1: it holds no roster; no line of print can be read on it" in told(capsys)[0]


def test_without_the_second_reader_one_line_names_the_package_and_nothing_is_lost(
    here: DataFolder, capsys: Output, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    Path("in").mkdir()
    Image.new("L", (620, 877), 230).save("in/page.png")
    with monkeypatch.context() as without:
        without.setenv("PATH", str(tmp_path))
        assert bohai.main(["ingest", "in"]) == 4
    (line,) = told(capsys)[1]
    assert line.startswith("Tesseract, the second reader, is not installed; ")
    assert "apt-get install tesseract-ocr" in line
    assert bohai.main(["ingest", "in"]) == 0
