"""A row that is struck out is kept with its print and left to a person; it is no entry, and nobody is lost by it."""

from __future__ import annotations

from dataclasses import replace

from archive.records import LineKind
from ingest.interpret import Interpretation
from tests.ingest.drawing import kinds, table, texts, understood, value

ROSTER = """
    | 序号 | 姓名   | 性别 | 籍贯   |
    | 1    | 王一山 | 男   | 东李村 |
    | 2    | 王二山 | 男   | 西李村 |
    | 3    | 王三山 | 男   | 〃     |
"""


def struck(drawing: str, *rows: int) -> Interpretation:
    """The page of a drawing with strokes through some of its rows."""
    return understood(replace(table(drawing), struck=rows))


def test_it_is_no_entry_but_a_line_with_its_words() -> None:
    understanding = struck(ROSTER, 2)
    assert [texts(entry)["name"] for entry in understanding.record.entries] == ["王一山", "王三山"]
    assert kinds(understanding) == ["heading", "entry", "struck_out", "entry"]
    (line,) = (line for line in understanding.record.ledger.lines if line.kind is LineKind.STRUCK_OUT)
    assert line.text == "2 王二山 男 西李村"
    assert line.row is None


def test_a_person_is_asked_and_told_who_it_is() -> None:
    (point,) = struck(ROSTER, 2).record.ledger.open
    assert "王二山" in point
    assert "划去" in point


def test_its_serial_counts_and_a_ditto_mark_below_it_means_what_it_says() -> None:
    record = struck(ROSTER, 2).record
    assert not [point for point in record.ledger.open if "序号" in point]
    assert value(record.entries[1], "native_place") == "西李村"


def test_of_two_people_side_by_side_both_are_kept_in_its_words() -> None:
    understanding = struck(
        """
        | 姓名   | 职务 | 姓名   | 职务 |
        | 王一山 | 战士 | 王二山 | 班长 |
        | 王三山 | 〃   | 王四山 | 〃   |
        """,
        1,
    )
    assert kinds(understanding) == ["heading", "struck_out", "entry", "entry"]
    assert "王一山 战士 王二山 班长" in understanding.record.ledger.open[0]
    assert value(understanding.record.entries[1], "position") == "班长"
