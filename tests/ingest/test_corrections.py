"""Corrections come in from a table: all that can be applied, and not a line more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import originals
from archive.corrections import Correction
from archive.errors import InputError
from archive.folder import DataFolder
from archive.records import Entry, Reading, Roster, Status
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter, StoredScan
from ingest import transcripts
from ingest.carry import Context
from ingest.continuation import basis, context_of, digest, settle
from ingest.corrections import Outcome, take_in_table
from ingest.interpret import Interpretation, interpret
from ingest.pages import Transcript
from ingest.parse import groups
from ingest.parse.evidence import Doubt
from tests.ingest.drawing import page

TABLE = """
    | 姓名   | 籍贯   | 职务 | 牺牲时间 | 民族 |
    | 沙窝乡 | <      | <    | <        | <    |
    | 王德股 | 东李村 | 战士 | 1947.3   | 汉   |
    | 李股英 | 西李村 | 〃   | 1911.5   |      |
"""
NEXT = """
    | 姓名   | 籍贯   | 职务 | 牺牲时间 | 民族 |
    | 赵股山 | 东李村 | 战士 | 1947.3   | 汉   |
"""
HEAD = "id,field,saw,text,why\n"
Import = Callable[..., Outcome]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    for name, table in (("1.png", TABLE), ("2.png", NEXT)):
        add(folder, name, table)
    return folder


@pytest.fixture
def take_in(folder: DataFolder, tmp_path: Path) -> Import:
    def _take_in(table: str, who: str = "李梅", *, dry_run: bool = False) -> Outcome:
        file = tmp_path / "decided.csv"
        file.write_text(table, "utf-8")
        return take_in_table(folder, file, who, dry_run=dry_run)

    return _take_in


def add(folder: DataFolder, name: str, table: str) -> None:
    """A scan whose page was read as `table`."""
    file = folder.root.parent / name
    file.write_text(name)
    sha256 = originals.hash_of(file)
    stored = transcripts.dumps(page(table))
    with ArchiveWriter.open(folder) as writer:
        writer.put_roster(Roster("r", "英名录", county="惠民县"), "", {})
        originals.keep(folder, file, sha256)
        writer.add_scan(StoredScan(sha256, name, "/in", len(name), "PNG", 1, "r"), name)
        (waiting,) = (each for each in writer.pages() if each.scan.sha256 == sha256)
        context = context_of(waiting, writer.rosters())
        found = interpret(transcripts.loads(stored), context)
        rests_on = basis(digest(stored), context, "", "")
        writer.store(waiting, found.record, basis=rests_on, needs_context=False, engine="drawn", transcript=stored)


def entries(folder: DataFolder) -> list[tuple[str, Entry]]:
    with ArchiveReader.open(folder) as archive:
        return [(each.id, each.entry) for each in archive.entries()]


def standing(folder: DataFolder, at: int, field: str) -> Reading:
    found = entries(folder)[at][1].keyed()[field]
    assert isinstance(found, Reading)
    return found


def ids(folder: DataFolder) -> list[str]:
    return [id for id, _ in entries(folder)]


def decisions(folder: DataFolder) -> int:
    with ArchiveReader.open(folder) as archive:
        return sum(map(len, archive.corrections(ids(folder)).values()))


def test_a_line_corrects_and_a_line_confirms(folder: DataFolder, take_in: Import) -> None:
    first, second, _ = ids(folder)
    outcome = take_in(f"{HEAD}{first},name,王德股,王德勝,看原件\n{second},姓名,李股英,李股英,\n")
    assert (len(outcome.plan.planned), outcome.plan.refused, outcome.failed) == (2, [], ())
    name = standing(folder, 0, "name")
    assert (name.text, name.value, name.status) == ("王德勝", "王德胜", Status.VERIFIED)
    assert name.machine is not None
    assert name.machine.text == "王德股"
    assert standing(folder, 1, "name").status is Status.VERIFIED


def test_a_table_that_comes_twice_adds_nothing_the_second_time(folder: DataFolder, take_in: Import) -> None:
    first = ids(folder)[0]
    table = f"{HEAD}{first},name,王德股,王德胜,\n{first},name,王德胜,王德勝,异体\n{first},position,战士,战士,\n"
    take_in(table)
    assert decisions(folder) == 3
    outcome = take_in(table)
    assert (outcome.plan.planned, outcome.plan.already, outcome.plan.refused) == ([], 3, [])
    assert decisions(folder) == 3
    assert standing(folder, 0, "name").text == "王德勝"


def test_a_dry_run_tells_all_and_writes_nothing(folder: DataFolder, take_in: Import) -> None:
    before = folder.database.read_bytes()
    outcome = take_in(f"{HEAD}{ids(folder)[0]},name,王德股,王德胜,\nnobody,name,甲,乙,\n", dry_run=True)
    (planned,) = outcome.plan.planned
    assert (planned.number, planned.place, planned.decision.value) == (2, "1.png page 1 row 1 name", "王德胜")
    assert [refused.number for refused in outcome.plan.refused] == [3]
    assert folder.database.read_bytes() == before


LINES = {
    "nobody,name,王德股,王德胜,": "there is no entry 'nobody'",
    "{0},unit,八团,九团,": "the entry has no field 'unit'; it has name, native_place",
    "{0},name,李股英,李胜莲,": "1.png page 1 row 1 name is by now '王德股', not '李股英'; look at it again",
    "{0},name,王德股,,": "its text is blank",
    "{0},position,战士,,": "its text is blank",
    "{0},position,战士,〃,": "it is a ditto mark now; write what it means under value",
    '{0},name,王德股,"王德\n胜",': "a line break",
    "{0},name,王德股": "it has 3 cells, not 5",
    "{0},name,王德股,王\u202e德,": "a character that nobody sees",
    "{0},name,王德股,王\u200b德,": "a character that nobody sees",
    f"{{0}},name,王德股,{'王' * 2001},": "a cell has more than 2000 characters",
}


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_a_line_that_cannot_be_applied_is_told_and_the_rest_is_done(
    folder: DataFolder, take_in: Import, line: str
) -> None:
    first, second, _ = ids(folder)
    outcome = take_in(f"{HEAD}{line.format(first)}\n{second},name,李股英,李股英,\n")
    (refused,) = outcome.plan.refused
    assert refused.number == 2
    assert LINES[line] in refused.reason
    assert standing(folder, 1, "name").status is Status.VERIFIED
    assert decisions(folder) == 1


def test_nobody_decides_without_a_name(folder: DataFolder, take_in: Import) -> None:
    first = ids(folder)[0]
    outcome = take_in(f"{HEAD}{first},name,王德股,王德胜,\n", who="")
    assert "does not say who decided" in outcome.plan.refused[0].reason
    assert take_in(f"id,who,field,saw,text,why\n{first},赵兰,name,王德股,王德胜,\n", who="").plan.planned


@pytest.mark.parametrize(("mark", "between"), [("", ","), ("\ufeff", ","), ("\ufeff", ";"), ("", "\t")])
def test_a_table_of_a_spreadsheet_is_understood(folder: DataFolder, take_in: Import, mark: str, between: str) -> None:
    table = f'{mark}"entry","field","saw","text","why"\r\n"{ids(folder)[0]}","name"," 王德股 ","王德胜",""\r\n,,,,\r\n'
    assert len(take_in(table.replace(",", between)).plan.planned) == 1
    assert standing(folder, 0, "name").text == "王德胜"


def test_names_are_taken_as_people_write_them(folder: DataFolder, take_in: Import) -> None:
    first = ids(folder)[0]
    take_in(f"{HEAD}{first},name,王德股,王德\u3ada,\n")
    assert standing(folder, 0, "name").text == "王德\u3ada"


@pytest.mark.parametrize(
    "table",
    ["", "姓名,text\n", "id,field,saw,text\n", "id,field,saw,text,why,vaule\n", "id,entry,field,saw,text,why\n"],
)
def test_a_table_with_other_columns_is_refused_whole(take_in: Import, table: str) -> None:
    with pytest.raises(InputError, match="the columns are id, field, saw, text, why, and value and who if you like"):
        take_in(table)


def test_a_table_in_another_encoding_is_refused_whole(folder: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "gbk.csv"
    file.write_bytes(f"{HEAD}x,name,王德股,王德胜,".encode("gbk"))
    with pytest.raises(InputError, match="not UTF-8; save it as"):
        take_in_table(folder, file, "李梅")
    with pytest.raises(InputError, match="cannot be opened"):
        take_in_table(folder, tmp_path / "none.csv", "李梅")


class TestValues:
    """Where a line gives no value, it is what ingest would make of the text."""

    @pytest.mark.parametrize(
        ("decided", "value"),
        [
            ("death,1947.3,1947.8", "1947-08"),
            ("death,1947.3,不详", None),
            ("position,战士,戰士", "战士"),
            ("native_place,东李村,東季村", "惠民县沙窝乡东季村"),
            ("native_place,东李村,东李村", "惠民县沙窝乡东李村"),
            ("native_place,东李村,滨县东李村", "滨县东李村"),
            ("民族,汉,回", "回"),
        ],
    )
    def test_is_understood_under_the_headings_that_stand_over_the_entry(
        self, folder: DataFolder, take_in: Import, decided: str, value: str | None
    ) -> None:
        assert take_in(f"{HEAD}{ids(folder)[0]},{decided},\n").plan.refused == []
        field, _, text = decided.split(",")
        found = standing(folder, 0, field)
        assert (found.text, found.value, found.status) == (text, value, Status.VERIFIED)

    def test_of_a_confirmed_ditto_stays_what_the_line_above_says(self, folder: DataFolder, take_in: Import) -> None:
        take_in(f"{HEAD}{ids(folder)[1]},position,〃,〃,\n")
        assert standing(folder, 1, "position").value == "战士"

    def test_is_what_the_line_gives_if_it_gives_one(self, folder: DataFolder, take_in: Import) -> None:
        table = "id,field,saw,text,value,why\n{0},position,战士,〃,班长,\n{0},death,1947.3,1947.3,三月,\n"
        outcome = take_in(table.format(ids(folder)[0]))
        assert standing(folder, 0, "position").value == "班长"
        assert ["is no date" in refused.reason for refused in outcome.plan.refused] == [True]

    def test_a_blank_cell_needs_a_reason(self, folder: DataFolder, take_in: Import) -> None:
        take_in(f"{HEAD}{ids(folder)[0]},民族,汉,,原件空白\n")
        found = standing(folder, 0, "民族")
        assert (found.text, found.value, found.status) == ("", None, Status.VERIFIED)

    @given(
        st.lists(st.sampled_from(["惠民县", "二区", "沙窝乡", "大李管区"]), unique=True, max_size=3),
        st.sampled_from(["东李村", "", "沙窝乡东李村", "惠民县东李村"]),
    )
    def test_a_place_under_its_own_headings_again_is_the_same(self, over: list[str], place: str) -> None:
        headings = tuple(map(groups.group, over))
        whole = groups.joined(headings, place)
        head = whole.removesuffix(place) if place else whole
        assert groups.rejoined(head, place) == whole


class TestLearning:
    """What was decided is evidence at once for what was not, and says nothing of what was."""

    def test_flags_what_is_read_alike_on_other_pages_of_the_roster(self, folder: DataFolder, take_in: Import) -> None:
        before = standing(folder, 2, "name")
        assert before.status is Status.ACCEPTED
        first, second, _ = ids(folder)
        take_in(f"{HEAD}{first},name,王德股,王德胜,\n")
        assert standing(folder, 2, "name") == before, "once may be chance"
        take_in(f"{HEAD}{second},name,李股英,李胜英,\n")
        after = standing(folder, 2, "name")
        assert (after.text, after.status) == ("赵股山", Status.FLAGGED)
        assert Doubt.CONFUSED in after.doubts
        assert after.votes[-1].text == "赵胜山"

    def test_says_nothing_of_what_a_person_decided(self, folder: DataFolder, take_in: Import) -> None:
        first, second, third = ids(folder)
        take_in(f"{HEAD}{third},name,赵股山,赵股山,\n")
        take_in(f"{HEAD}{first},name,王德股,王德胜,\n{second},name,李股英,李胜英,\n")
        name = standing(folder, 2, "name")
        assert (name.text, name.status, name.confidence) == ("赵股山", Status.VERIFIED, 1.0)

    def test_gives_the_dittos_below_what_was_decided_above(self, folder: DataFolder, take_in: Import) -> None:
        take_in(f"{HEAD}{ids(folder)[0]},position,战士,班长,\n")
        below = standing(folder, 1, "position")
        assert (below.text, below.value) == ("〃", "班长")

    def test_shows_a_confirmed_ditto_whose_line_above_was_corrected_later(
        self, folder: DataFolder, take_in: Import
    ) -> None:
        first, second, _ = ids(folder)
        take_in(f"{HEAD}{second},position,〃,〃,\n")
        take_in(f"{HEAD}{first},position,战士,班长,\n")
        assert standing(folder, 1, "position").value == "战士", "the decision stands"
        with ArchiveReader.open(folder) as archive:
            assert [told.row for told in archive.loose_decisions()] == [2]

    def test_ends_the_same_whatever_the_order_of_the_tables(self, tmp_path: Path) -> None:
        ends = []
        for order in ((0, 1), (1, 0)):
            folder = DataFolder(tmp_path / f"data{order[0]}")
            add(folder, "1.png", TABLE)
            add(folder, "2.png", NEXT)
            first, second, _ = ids(folder)
            lines = [f"{first},name,王德股,王德胜,\n", f"{second},death,1911.5,1947.5,\n"]
            for at in order:
                file = tmp_path / "decided.csv"
                file.write_text(HEAD + lines[at], "utf-8")
                take_in_table(folder, file, "李梅")
            ends.append(entries(folder))
        assert ends[0] == ends[1]


def test_corrections_come_in_while_scans_are_read_and_teach_when_that_is_done(
    folder: DataFolder, take_in: Import
) -> None:
    first = ids(folder)[0]
    with ArchiveWriter.open(folder) as reader:
        outcome = take_in(f"{HEAD}{first},position,战士,班长,看原件\n")
        assert (len(outcome.plan.planned), outcome.settled) == (1, False)
        assert standing(folder, 0, "position").text == "班长"
        assert standing(folder, 1, "position").value == "战士", "the ditto mark below waits"
        settle(reader, interpret)
    assert standing(folder, 1, "position").value == "班长"


def test_what_is_decided_while_pages_are_settled_teaches_them_too(folder: DataFolder) -> None:
    first = ids(folder)[0]

    def interrupted(transcript: Transcript, context: Context) -> Interpretation:
        if not decisions(folder):
            with DecisionWriter.open(folder) as desk:
                desk.decide([Correction(first, "position", "t", "李梅", "", "战士", "战士", "班长", "班长")])
        return interpret(transcript, context)

    with ArchiveWriter.open(folder) as reader:
        reader.put_roster(Roster("r", "英名录", county="阳信县"), "", {})
        settle(reader, interrupted)
    assert standing(folder, 1, "position").value == "班长"


def test_a_decision_never_takes_away_the_line_that_it_is_about(folder: DataFolder, take_in: Import) -> None:
    first = ids(folder)[0]

    def sees_nobody(transcript: Transcript, context: Context) -> Interpretation:
        found = interpret(transcript, context)
        return replace(found, record=replace(found.record, entries=()))

    assert take_in(f"{HEAD}{first},position,战士,班长,看原件\n").failed == ()
    with ArchiveWriter.open(folder) as writer:
        writer.put_roster(Roster("r", "英名录", county="阳信县"), "", {})
        pages = {page.id: page for page in writer.pages()}
        failed = settle(writer, sees_nobody)
    assert standing(folder, 0, "position").text == "班长"
    ((page, reason),) = failed
    assert page.id in pages
    assert "row 1, on which somebody decided" in reason
