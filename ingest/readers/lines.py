"""What a reader is: something that turns pictures of single lines into characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.pages import Glyph
from ingest.rectify.light import Grey


@dataclass(frozen=True, slots=True)
class LineReading:
    """One line as one reader sees it; `confidence` is the lowest score of its characters, 0 to 1."""

    text: str
    confidence: float
    glyphs: tuple[Glyph, ...] = ()


class Reader(Protocol):
    """Reads pictures of one line each, dark on white, and never fails in silence.

    An empty text means that the reader looked and saw nothing; an engine that breaks raises BohaiError.
    """

    @property
    def name(self) -> str:
        """The engine with its version, as transcripts remember it."""
        ...

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        """A reading for each picture, in order; pictures are uint8 (height, width)."""
        ...
