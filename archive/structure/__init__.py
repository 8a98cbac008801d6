"""The lines of a page as people settled them: added, taken out, cut, joined, named; laid over what the machine read."""

from archive.structure.acts import (
    MARKS,
    Act,
    Added,
    Decision,
    Keyed,
    LooseStructure,
    Marked,
    Merged,
    Removed,
    Renamed,
    Seen,
    Settled,
    Split,
    Undone,
    in_force,
)
from archive.structure.knowledge import AS_PRINTED, Knowledge, Meaning
from archive.structure.lay import Laid, lay
from archive.structure.lines import StandingEntry, words_of
from archive.structure.order import place_among

__all__ = [
    "AS_PRINTED",
    "MARKS",
    "Act",
    "Added",
    "Decision",
    "Keyed",
    "Knowledge",
    "Laid",
    "LooseStructure",
    "Marked",
    "Meaning",
    "Merged",
    "Removed",
    "Renamed",
    "Seen",
    "Settled",
    "Split",
    "StandingEntry",
    "Undone",
    "in_force",
    "lay",
    "place_among",
    "words_of",
]
