"""Finding: from words as people remember them to entries."""

from search.finder import (
    SORTS,
    Hit,
    Results,
    Search,
    companions_of,
    complete,
    edition,
    faults,
    find,
    refresh,
    tally,
    tally_year,
)
from search.index.builds import IndexUnavailable
from search.listing import Listed, listing
from search.questions.companions import Companions, Company
from search.questions.marks import Piece, marked
from search.questions.question import Filters
from search.questions.suggest import Completion
from search.rolls import Tally, YearTally

__all__ = [
    "SORTS",
    "Companions",
    "Company",
    "Completion",
    "Filters",
    "Hit",
    "IndexUnavailable",
    "Listed",
    "Piece",
    "Results",
    "Search",
    "Tally",
    "YearTally",
    "companions_of",
    "complete",
    "edition",
    "faults",
    "find",
    "listing",
    "marked",
    "refresh",
    "tally",
    "tally_year",
]
