"""Finding: from words as people remember them to entries."""

from search.finder import Hit, Results, Search, faults, find, refresh
from search.index.builds import IndexUnavailable
from search.questions.question import Filters

__all__ = ["Filters", "Hit", "IndexUnavailable", "Results", "Search", "faults", "find", "refresh"]
