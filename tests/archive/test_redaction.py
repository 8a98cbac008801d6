"""What stands in a hidden region is kept back; a name never is."""

from __future__ import annotations

import pytest

from archive.records import Box
from archive.redaction import names_within, withhold
from tests.webapp.small_archive import COLUMN, LINE, WANG, make_entry

ENTRY = make_entry(1, WANG)
PLACE = ENTRY.keyed()["native_place"].box
assert PLACE is not None


def fields(*regions: Box) -> set[str]:
    return set(withhold(ENTRY, regions).keyed())


def test_without_regions_nothing_changes() -> None:
    assert withhold(ENTRY, ()) is ENTRY
    assert withhold(ENTRY, [Box(0, 900, 100, 100)]) is ENTRY


def test_what_stands_in_a_region_is_kept_back_and_nothing_else() -> None:
    assert fields(PLACE) == set(ENTRY.keyed()) - {"native_place"}


def test_a_region_over_the_end_of_a_cell_keeps_the_whole_reading_back() -> None:
    end = Box(PLACE.x + PLACE.width * 0.8, PLACE.y, PLACE.width * 0.2, PLACE.height)
    assert "native_place" not in fields(end)


@pytest.mark.parametrize("edge", [4.0, 12.0])
def test_a_frame_that_only_grazes_a_cell_leaves_it(edge: float) -> None:
    assert "birth" in fields(Box(PLACE.x - COLUMN + PLACE.width - edge, PLACE.y, COLUMN, LINE))


def test_a_name_is_never_kept_back_and_is_told() -> None:
    everything = Box(0, 0, 5000, 5000)
    assert fields(everything) == {"name"}
    assert names_within(everything, [ENTRY]) == ["王德勝"]
    assert names_within(PLACE, [ENTRY]) == []
