"""What the machine saw lies where it stands on the upright page, and says what it is without colour."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Box, Line, LineKind
from ingest.interpret import Context, interpret
from ingest.pages import VERTICAL
from ingest.seen import CELL, EXPLAINED, LINE_WORDS, LOOKS, ORDER, TABLE, UNSETTLED, Seen, see, turned
from tests.ingest.drawing import line, page

ROSTER = """
    | 姓名   | 性别 | 籍贯   |
    | 王德勝 | 男   | 东李村 |
    | 李秀英 |      | 西李村 |
"""


def seen(quarter_turns: int = 0, kind: str = "ruled") -> Seen:
    transcript = replace(page(ROSTER, outside=[line("英名录", height=40)], quarter_turns=quarter_turns), kind=kind)
    record = interpret(transcript, Context()).record
    return see(transcript, record.entries, record.ledger.lines)


@pytest.mark.parametrize(
    ("turns", "place"),
    [(0, (10, 20, 30, 5)), (1, (20, 60, 5, 30)), (2, (60, 175, 30, 5)), (3, (175, 10, 5, 30))],
)
def test_a_box_goes_with_its_page_when_the_page_is_turned(turns: int, place: tuple[float, ...]) -> None:
    assert turned(Box(10, 20, 30, 5), turns, 100, 200) == Box(*place)


def test_a_page_that_is_turned_is_as_wide_as_it_was_high() -> None:
    assert (seen().width, seen().height) == (4000, 3000)
    assert (seen(1).width, seen(1).height) == (3000, 4000)


def test_each_reading_with_print_is_seen_and_a_blank_cell_is_not() -> None:
    marks = seen().readings
    assert [(one.row, one.reading.text) for one in marks] == [
        *((1, text) for text in ("王德勝", "男", "东李村")),
        *((2, text) for text in ("李秀英", "西李村")),
    ]


def test_lines_that_are_no_entries_are_seen_with_what_they_are() -> None:
    assert [one.line.kind for one in seen().lines] == [LineKind.TITLE, LineKind.HEADING]


def test_the_order_runs_through_the_first_pieces() -> None:
    assert [row for row, _ in seen().order] == [1, 2]
    assert [place.y for _, place in seen().order] == [150, 190]
    assert [y for _, y in seen().path] == [170, 210]


def test_on_a_vertical_page_the_order_runs_along_the_heads_of_the_columns() -> None:
    down = seen(kind=VERTICAL)
    assert down.runs_down
    assert [(x, y) for x, y in down.path] == [(place.x + place.width / 2, place.y) for _, place in down.order]


def test_a_line_that_nobody_can_explain_looks_unlike_one_that_is_explained() -> None:
    transcript = page(ROSTER)
    lines = [Line(kind, "王石", Box(0, 0, 10, 10)) for kind in (LineKind.UNEXPLAINED, LineKind.BLANK)]
    assert [one.look for one in see(transcript, (), lines).lines] == [UNSETTLED, EXPLAINED]


def test_no_two_looks_differ_in_colour_alone() -> None:
    looks = [*LOOKS.values(), CELL, TABLE, ORDER, EXPLAINED, UNSETTLED]
    assert len({(look.weight, look.dashes) for look in looks}) == len(looks)


def test_every_kind_of_line_has_words() -> None:
    assert set(LINE_WORDS) == set(LineKind)
