"""What settling the lines of a page needs to know of rosters: columns that are others, and headings that are."""

from __future__ import annotations

from functools import reduce
from typing import Final

from archive.records import Reading
from archive.structure import Knowledge, Meaning
from archive.structure.knowledge import Headings
from ingest.doubt import SURE_FLAG, WEIGHTS
from ingest.parse import ditto, groups, values
from ingest.parse.characters import simplified


def meaning(field: str, reading: Reading) -> Meaning:
    """What `reading` means in `field`; a ditto mark means there what it meant in the column as it was read."""
    is_mark = field != "name" and ditto.find(reading.text, digits_mean=True) is not None
    told = values.understand(field, (reading.value or "") if is_mark else reading.text)
    against = any(WEIGHTS[doubt] <= SURE_FLAG for doubt in told.doubts)
    return Meaning(told.value, against or (is_mark and told.value is None) or (field == "name" and told.value is None))


def regrouped(reading: Reading, before: Headings, after: Headings) -> Meaning:
    """What a place means under the headings `after`, which was read under those `before`.

    What stood before it and comes from elsewhere, an earlier page or the roster, stays before it. A ditto mark means
    what stands over it, which is told otherwise.
    """
    if ditto.find(reading.text, digits_mean=False) is not None:
        return Meaning(reading.value)
    own = values.understand("native_place", reading.text).value or ""
    whole = reading.value or ""
    head = whole.removesuffix(own) if whole.endswith(own) else ""
    read_under = {simplified(each.printed) for each in map(groups.group, before)}
    carried = tuple(each for each in groups.told_by(head) if each.printed not in read_under)
    return Meaning(groups.joined(reduce(groups.pushed, map(groups.group, after), carried), own) or None)


KNOWLEDGE: Final = Knowledge(meaning, regrouped)
"""All of it."""
