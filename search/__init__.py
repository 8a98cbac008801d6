"""Finding: from words as people remember them to entries."""

from search.finder import SORTS, Hit, Results, Search, complete, faults, find, refresh
from search.index.builds import IndexUnavailable
from search.listing import Listed, listing
from search.questions.marks import Piece, marked
from search.questions.question import Filters
from search.questions.suggest import Completion

__all__ = [
    "SORTS",
    "Completion",
    "Filters",
    "Hit",
    "IndexUnavailable",
    "Listed",
    "Piece",
    "Results",
    "Search",
    "complete",
    "faults",
    "find",
    "listing",
    "marked",
    "refresh",
]
