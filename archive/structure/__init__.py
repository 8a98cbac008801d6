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
from archive.structure.lay import Laid, lay
from archive.structure.lines import StandingEntry, words_of
from archive.structure.order import place_among
from archive.structure.readings import Meaning, Understand, as_printed

__all__ = [
    "MARKS",
    "Act",
    "Added",
    "Decision",
    "Keyed",
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
    "Understand",
    "Undone",
    "as_printed",
    "in_force",
    "lay",
    "place_among",
    "words_of",
]
