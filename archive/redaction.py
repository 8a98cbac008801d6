"""What is kept from the public: a region of a page, and the readings that stand in it. Pure.

A living relative's address, say. The page is shown all the same, with the region painted over, and so is the person;
what stands in the region is left out of the site, its index and what is published. Who fell is never kept from
anybody: a region may not lie on a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from archive.records import Box, Entry, Reading

_TOUCHED: Final = 0.1
"""Share of a reading's box that a region covers at least to keep the reading back: of an address whose number is
hidden the rest would still lead there. Less is the edge of a frame drawn by hand."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """A region of a page that is kept from the public since `at` (ISO 8601, UTC), by whom and why."""

    id: int
    scan: str
    page: int
    box: Box
    at: str
    who: str
    why: str


def withhold(entry: Entry, regions: Sequence[Box]) -> Entry:
    """The entry as the public may see it: without the readings that stand in one of `regions`, but with its name."""
    if not regions:
        return entry
    shown = tuple(each for each in entry.readings if each.field == "name" or not _stands_in(each, regions))
    return entry if len(shown) == len(entry.readings) else replace(entry, readings=shown)


def names_within(region: Box, entries: Iterable[Entry]) -> list[str]:
    """The names, as they stand, on which `region` would lie."""
    return [
        reading.text
        for entry in entries
        for reading in entry.readings
        if reading.field == "name" and _stands_in(reading, (region,))
    ]


def _stands_in(reading: Reading, regions: Sequence[Box]) -> bool:
    box = reading.box
    if box is None or box.width <= 0 or box.height <= 0:
        return False
    return any(_common_area(box, region) >= _TOUCHED * box.width * box.height for region in regions)


def _common_area(one: Box, two: Box) -> float:
    width = min(one.x + one.width, two.x + two.width) - max(one.x, two.x)
    height = min(one.y + one.height, two.y + two.height) - max(one.y, two.y)
    return max(0.0, width) * max(0.0, height)
