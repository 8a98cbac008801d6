"""Finding: from words as people remember them to entries."""

from search.finder import SORTS, Hit, Results, Search, companions_of, complete, faults, find, refresh
from search.index.builds import IndexUnavailable
from search.questions.companions import Companions, Company
from search.questions.marks import Piece, marked
from search.questions.question import Filters
from search.questions.suggest import Completion

__all__ = [
    "SORTS",
    "Companions",
    "Company",
    "Completion",
    "Filters",
    "Hit",
    "IndexUnavailable",
    "Piece",
    "Results",
    "Search",
    "companions_of",
    "complete",
    "faults",
    "find",
    "marked",
    "refresh",
]
