"""Finding: from words as people remember them to entries."""

from search.finder import Hit, Results, faults, find, refresh
from search.index import IndexUnavailable
from search.question import Filters

__all__ = ["Filters", "Hit", "IndexUnavailable", "Results", "faults", "find", "refresh"]
