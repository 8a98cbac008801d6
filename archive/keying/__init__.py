"""Keying again what was read: by a second person who sees the paper alone, and by a third where they differ."""

from archive.keying.accuracy import Accuracy, interval
from archive.keying.sample import LONGEST, draw
from archive.keying.values import Cell, Part, Round, Task, same

__all__ = ["LONGEST", "Accuracy", "Cell", "Part", "Round", "Task", "draw", "interval", "same"]
