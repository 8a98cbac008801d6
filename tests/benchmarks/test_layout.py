"""The check of layouts tells who has a row of their own, without a word being read."""

from __future__ import annotations

from typing import Any

from archive.records import Box
from tests.benchmarks.layout import Laid, LaidCell, Tally, check

WIDE, HIGH = 100, 40


def box_at(row: int, column: int) -> list[float]:
    """Where print stands in a cell of an even grid."""
    return [column * WIDE + 10.0, row * HIGH + 5.0, 60.0, 25.0]


def person(row: int, first: int = 0) -> dict[str, Any]:
    return {name: {"text": "字", "box": box_at(row, first + n)} for n, name in enumerate(("name", "sex", "death"))}


def page(*people: dict[str, Any], layout: str = "ruled") -> dict[str, Any]:
    return {"scan": "a.jpg", "layout": layout, "damage": "light", "records": list(people)}


def cell(row: int, column: int, rows: int = 1, columns: int = 1) -> LaidCell:
    box = Box(column * WIDE, row * HIGH, columns * WIDE, rows * HIGH)
    return LaidCell(0, row, column, rows, box, inked=True)


def grid(rows: range, columns: int = 3, kind: str = "ruled") -> Laid:
    return Laid(kind, tuple(cell(row, column) for row in rows for column in range(columns)))


PEOPLE = [person(1), person(2), person(3)]


def test_a_page_on_which_everybody_has_a_row_is_right() -> None:
    tally = check(page(*PEOPLE), grid(range(4)))
    assert tally.is_right
    assert (tally.people, tally.fields, tally.whole) == (3, 9, 9)


def test_people_whose_names_lie_in_no_cell_are_unseen() -> None:
    tally = check(page(*PEOPLE), grid(range(3)))
    assert (tally.unseen, tally.whole) == (1, 6)
    assert not tally.is_right


def test_two_people_in_one_cell_or_one_row_are_merged() -> None:
    one_cell = (*grid(range(2)).cells, cell(2, 0, rows=2), *(cell(row, column) for row in (2, 3) for column in (1, 2)))
    assert check(page(*PEOPLE), Laid("ruled", one_cell)).merged == 2
    assert check(page(person(1), person(1, first=3)), grid(range(2), columns=6)).merged == 2


def test_pairs_stand_side_by_side_in_one_row() -> None:
    pair = page(person(1), person(1, first=3), layout="paired")
    assert check(pair, grid(range(2), columns=6)).is_right
    assert check(pair, grid(range(2), columns=3)).unseen == 1


def test_a_full_row_of_nobody_is_empty_and_headings_are_not() -> None:
    assert check(page(*PEOPLE), grid(range(4))).empty == 0
    assert check(page(*PEOPLE), grid(range(6))).empty == 2


def test_people_in_another_order_than_printed_are_misplaced() -> None:
    assert check(page(PEOPLE[1], PEOPLE[0], PEOPLE[2]), grid(range(4))).misplaced == 1


def test_fields_that_share_a_cell_or_stand_in_a_row_of_their_own_are_not_whole() -> None:
    cells = (*grid(range(2)).cells, cell(2, 0), cell(2, 1, columns=2))
    assert check(page(*PEOPLE[:2]), Laid("ruled", cells)).whole == 4
    torn = page({**person(1), "death": {"text": "字", "box": box_at(2, 2)}})
    assert check(torn, grid(range(3))).whole == 2


def test_a_page_taken_for_another_kind_is_wrong() -> None:
    tally = check(page(*PEOPLE), grid(range(4), kind="other"))
    assert (tally.wrong_kind, tally.unseen) == (1, 0)
    assert check(page(*PEOPLE, layout="borderless"), grid(range(4), kind="borderless")).is_right


def test_counts_add_up() -> None:
    assert Tally(pages=1, people=3) + Tally(pages=1, unseen=2) == Tally(pages=2, people=3, unseen=2)
