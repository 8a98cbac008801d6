"""Stamps, stains and lone marks in a table make nobody, and where they may be print a person is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import LineKind, Status
from tests.ingest.drawing import table, texts, understood


@pytest.mark.parametrize(
    ("mark", "confidence", "kind"),
    [
        ("t,", 0.2, LineKind.FURNITURE),
        ("4", 0.2, LineKind.UNEXPLAINED),  # a faint figure may be all that is left of a person's line
        ("t,", 0.5, LineKind.UNEXPLAINED),
    ],
)
def test_letters_that_were_read_out_of_a_stamp_make_nobody(mark: str, confidence: float, kind: LineKind) -> None:
    drawn = table(f"""
        | 姓名   | 籍贯   | 职务 | 牺牲时间 | 备注 |
        | 王一山 | 东李村 | 战士 | 1947     |      |
        |        | Kia    | {mark} |        |      |
        | 王二山 | 西李村 | 班长 | 1948     |      |
    """)
    cells = tuple(
        replace(cell, text=replace(cell.text, confidence=confidence)) if cell.text.text in ("Kia", mark) else cell
        for cell in drawn.cells
    )
    record = understood(replace(drawn, cells=cells)).record
    assert [texts(entry)["name"] for entry in record.entries] == ["王一山", "王二山"]
    assert (kind, f"Kia {mark}") in [(line.kind, line.text) for line in record.ledger.lines]
    assert record.ledger.balanced is (kind is LineKind.FURNITURE)


@pytest.mark.parametrize(
    ("name", "place", "people"),
    [("", "4", ["王一山", "王二山"]), ("4", "", ["王一山", "王二山"]), ("李", "", ["王一山", "李", "王二山"])],
)
def test_one_mark_that_is_hardly_read_makes_somebody_only_where_names_stand(
    name: str, place: str, people: list[str]
) -> None:
    drawn = table(f"""
        | 姓名   | 籍贯   | 职务 | 牺牲时间 | 备注 |
        | 王一山 | 东李村 | 战士 | 1947     |      |
        | {name} | {place} |    |          |      |
        | 王二山 | 西李村 | 班长 | 1948     |      |
    """)
    cells = tuple(
        replace(cell, text=replace(cell.text, confidence=0.2)) if cell.text.text in ("李", "4") else cell
        for cell in drawn.cells
    )
    record = understood(replace(drawn, cells=cells)).record
    assert [texts(entry)["name"] for entry in record.entries] == people
    assert not record.ledger.balanced or name == "李"


@pytest.mark.parametrize("unsure", [True, False])
def test_marks_between_two_rows_make_nobody_though_they_stand_where_names_do_unless_they_are_clear(
    unsure: bool,
) -> None:
    drawn = table("""
        | 姓名   | 籍贯   | 职务 | 牺牲时间 | 备注 |
        | 王一山 | 东李村 | 战士 | 1947     |      |
        | 郦□    |        |      |          |      |
        | 王二山 | 西李村 | 班长 | 1948     |      |
    """)
    found = (cell for cell in drawn.cells if cell.row != 2 or cell.column == 0)
    cells = tuple(
        replace(c, text=replace(c.text, confidence=0.05 if unsure else 0.9)) if c.row == 2 else c for c in found
    )
    record = understood(replace(drawn, cells=cells)).record
    assert [texts(e)["name"] for e in record.entries] == ["王一山", *([] if unsure else ["郦□"]), "王二山"]
    assert record.ledger.balanced is not unsure


@pytest.mark.parametrize("mark", ["〃", "2", "."])
def test_a_mark_alone_beside_a_person_makes_nobody(mark: str) -> None:
    record = understood(f"""
        | 姓名   | 职务 | 籍贯   | 姓名   | 职务 | 籍贯   |
        | 王一山 | 战士 | 东李村 | 王二山 | 班长 | 西李村 |
        | 王三山 | 排长 | 南李村 |        |      | {mark} |
    """).record
    assert [texts(entry)["name"] for entry in record.entries] == ["王一山", "王二山", "王三山"]
    assert (LineKind.UNEXPLAINED, mark) in [(line.kind, line.text) for line in record.ledger.lines]
    assert not record.ledger.balanced


@pytest.mark.parametrize(
    ("confidence", "people"), [(0.36, ["王一山", "王二山", "王三山"]), (0.9, ["王一山", "王二山", "王三山", ""])]
)
def test_marks_that_are_hardly_read_beside_a_person_make_nobody(confidence: float, people: list[str]) -> None:
    drawn = table("""
        | 姓名   | 职务 | 籍贯   | 姓名   | 职务 | 籍贯   |
        | 王一山 | 战士 | 东李村 | 王二山 | 班长 | 西李村 |
        | 王三山 | 排长 | 南李村 |        | 恩   | 湘     |
    """)
    cells = tuple(
        replace(cell, text=replace(cell.text, confidence=confidence)) if cell.text.text in ("恩", "湘") else cell
        for cell in drawn.cells
    )
    record = understood(replace(drawn, cells=cells)).record
    assert [texts(entry).get("name", "") for entry in record.entries] == people
    assert ((LineKind.UNEXPLAINED, "恩 湘") in [(line.kind, line.text) for line in record.ledger.lines]) is (
        confidence < 0.5
    )


@pytest.mark.parametrize(("name", "confidence", "people"), [("三", 0.2, 3), ("三", 0.6, 4), ("恩", 0.2, 4)])
def test_bare_strokes_that_are_hardly_read_for_a_name_beside_a_person_make_nobody(
    name: str, confidence: float, people: int
) -> None:
    drawn = table(f"""
        | 姓名   | 籍贯   | 姓名   | 籍贯   |
        | 王一山 | 东李村 | 王二山 | 西李村 |
        | 王三山 | 南李村 | {name} |        |
    """)
    cells = tuple(
        replace(cell, text=replace(cell.text, confidence=confidence)) if cell.text.text == name else cell
        for cell in drawn.cells
    )
    record = understood(replace(drawn, cells=cells)).record
    assert len(record.entries) == people
    assert record.ledger.balanced is (people == 4)


@pytest.mark.parametrize(("unread", "people"), [((2,), 3), ((0,), 4), ((1, 2), 4)])
@pytest.mark.parametrize("beside", ["| 王四山 | 战士 | 东李村 ", ""], ids=["beside a person", "in a row"])
def test_ink_that_nobody_could_read_may_be_somebody_where_names_stand_or_in_several_cells(
    unread: tuple[int, ...], people: int, beside: str
) -> None:
    sets = 2 if beside else 1
    drawn = table(f"""
        {"| 姓名   | 职务 | 籍贯   " * sets}| 备注 | 号 | 性别 |
        {"| 王一山 | 战士 | 东李村 " * sets}| 烈属 |    | 男   |
        {"| 王二山 | 战士 | 东李村 " * sets}| 烈属 |    | 男   |
        {"| 王三山 | 战士 | 东李村 " * sets}| 烈属 |    | 男   |
        {beside}| | | | 恩? | | |
    """)
    first = 3 * (sets - 1)
    cells = tuple(
        replace(cell, ink=cell.box, text=replace(cell.text, confidence=0.1))
        if cell.row == 4 and cell.column - first in unread
        else cell
        for cell in drawn.cells
    )
    record = understood(replace(drawn, cells=cells)).record
    own = len(record.entries) - 3 * sets - bool(beside)
    assert own == people - 3
    assert record.ledger.balanced is bool(own)


@pytest.mark.parametrize(("words", "people"), [("歹", 0), ("歹 李庄", 1), ("1949年", 1)])
@pytest.mark.parametrize("beside", ["| 王四山 | 战士 | 东李村 ", ""], ids=["beside a person", "in a row"])
def test_one_character_alone_makes_nobody_unless_it_stands_for_a_name(words: str, people: int, beside: str) -> None:
    sets = 2 if beside else 1
    place, _, more = words.partition(" ")
    record = understood(f"""
        {"| 姓名   | 职务 | 籍贯   " * sets}|
        {"| 王一山 | 战士 | 东李村 " * sets}|
        {"| 王二山 | 战士 | 东李村 " * sets}|
        {beside}| | {more} | {place} |
    """).record
    assert len(record.entries) == 2 * sets + bool(beside) + people
    assert record.ledger.balanced is bool(people)


@pytest.mark.parametrize(
    ("below", "doubted"),
    [
        ("|   |        |    | 头乡钟村 | 8日     |    |", {"native_place", "death"}),
        ("|   |        |    |          | 月      |    |", {"death"}),
        ("|   |        |    | 头乡钟村 | 8日     | 长 |", {"native_place", "death", "position"}),
        ("| 2 |        |    | 头乡钟村 | 8日     |    |", set()),
        ("|   |        | 男 | 头乡钟村 | 8日     |    |", set()),
        ("|   | 张玉山 |    | 头乡钟村 | 8日     |    |", set()),
    ],
)
def test_what_a_nameless_line_may_go_on_with_is_in_doubt(below: str, doubted: set[str]) -> None:
    first = understood(f"""
        | 序号 | 姓名   | 性别 | 籍贯       | 牺牲时间  | 职务 |
        | 1    | 王德胜 | 男   | 宁津县小泊 | 1947年3月 | 战士 |
        {below}
        | 3    | 李秀英 | 女   | 商河县西镇 | 1946年5月 | 护士 |
    """).record.entries[0]
    assert {r.field for r in first.readings if "may go on in the line below" in r.doubts} == doubted
    assert all(r.status is Status.FLAGGED for r in first.readings if r.field in doubted)
