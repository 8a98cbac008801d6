"""Finding: from words as people remember them to entries."""

from search.finder import companions_of, complete, edition, find, roll, tally, tally_year
from search.index.builds import IndexUnavailable
from search.index.cards import Named
from search.questions.answering import SORTS, Hit, Results, Search
from search.questions.companions import Companions, Company
from search.questions.marks import Marks, Piece
from search.questions.question import Filters
from search.questions.suggest import Completion
from search.refreshing import faults, refresh
from search.rolls import FromPlace, OfSurname, Roll, Shared, Tally, YearTally

__all__ = [
    "SORTS",
    "Companions",
    "Company",
    "Completion",
    "Filters",
    "FromPlace",
    "Hit",
    "IndexUnavailable",
    "Marks",
    "Named",
    "OfSurname",
    "Piece",
    "Results",
    "Roll",
    "Search",
    "Shared",
    "Tally",
    "YearTally",
    "companions_of",
    "complete",
    "edition",
    "faults",
    "find",
    "refresh",
    "roll",
    "tally",
    "tally_year",
]
