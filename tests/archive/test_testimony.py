"""Of each field the reading is told that may be relied on, and which one that is does not depend on who asks."""

from __future__ import annotations

from archive.records import Status
from archive.testimony import readings_of, spokesman
from tests.webapp.small_archive import Cell, make_person


def told(*lines: tuple[Cell, ...]) -> str | None:
    read = spokesman(readings_of(make_person(*lines)).get("unit", ()))
    return read and f"{read[1].text} {read[0].scan}"


def test_the_first_entry_that_says_something_speaks() -> None:
    assert told((Cell("unit", ""),), (Cell("unit", "渤海军区"),), (Cell("unit", "民兵"),)) == "渤海军区 2.jpg"


def test_a_trusted_reading_speaks_before_a_flagged_one() -> None:
    doubtful = Cell("unit", "渤海军区", status=Status.FLAGGED)
    assert told((doubtful,), (Cell("unit", "民兵"),)) == "民兵 2.jpg"
    assert told((doubtful,), (Cell("unit", ""),)) == "渤海军区 1.jpg"


def test_of_what_an_entry_tells_twice_the_first_counts() -> None:
    assert told((Cell("unit", "民兵"), Cell("unit", "渤海军区"))) == "民兵 1.jpg"


def test_nobody_speaks_where_nothing_is_told() -> None:
    assert told((Cell("name", "王德胜"),)) is None
    assert told((Cell("unit", ""),)) is None
