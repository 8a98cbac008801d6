"""The press of one page: how its characters differ from those of the table of print, all in the same way.

A page is set in one typeface, inked by one hand and seen by one scanner, so that what sets its characters apart
from the average print moves all of them alike. The characters that the first reader is sure of show by how much;
undone, that leaves the others far nearer to what they are (style transfer mapping: Zhang and Liu, "Writer
adaptation with style transfer mapping", 2013). It knows nothing of words: every character is moved the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ingest.readers import prints
from ingest.readers.cutting import Floats
from ingest.readers.prints import Prints

_LEAST: Final = 30
"""Sure characters from which a page shows more of its press than its style of type."""
_CAUTION: Final = 0.3
"""How strongly a page is held to differ in nothing, in mean squares of its characters' rows."""


@dataclass(frozen=True, slots=True)
class Press:
    """The style of a page's type, and what turns rows of that table's space into such as the table knows."""

    table: Prints
    turn: Floats
    shift: Floats

    def undone(self, told: Floats) -> Floats:
        """Characters of the page, told by their slopes (n, FEATURES), as rows without what its press made of them."""
        return np.asarray(self.table.placed(told) @ self.turn.T + self.shift, np.float32)


def of_page(told: Floats, chars: Sequence[str], *, simplified: bool) -> Press:
    """The press of a page that surely shows the characters `chars`, which the table knows, told so (n, FEATURES)."""
    styles = prints.styles(prints.SIMPLIFIED if simplified else prints.TRADITIONAL)
    shown = styles[0].placed(told)
    table = min(styles, key=lambda style: _unlike(style, shown, chars))
    # What the reader is sure of and print denies is left out, be it misread or cut amiss.
    nearest = prints.nearest(table, shown, simplified=simplified)
    borne_out = np.array([near == char for near, char in zip(nearest, chars, strict=True)], bool)
    meant = prints.meant(table, [char for char, is_so in zip(chars, borne_out, strict=True) if is_so])
    return Press(table, *_moved(shown[borne_out], meant))


def _unlike(table: Prints, shown: Floats, chars: Sequence[str]) -> float:
    return float(np.median(((prints.meant(table, chars) - shown) ** 2).sum(axis=1))) if len(chars) else 0.0


def _moved(shown: Floats, meant: Floats) -> tuple[Floats, Floats]:
    """By what characters whose rows are `meant` are to be turned and shifted where they are `shown` so."""
    count, dimensions = shown.shape
    if count < _LEAST:
        return np.eye(dimensions, dtype=np.float32), np.zeros(dimensions, np.float32)
    middle, aim = shown.mean(axis=0), meant.mean(axis=0)
    spread = (shown - middle).T @ (shown - middle)
    towards = (meant - aim).T @ (shown - middle)
    caution = np.eye(dimensions, dtype=np.float32) * (_CAUTION * float((shown * shown).sum()) / dimensions)
    turn = np.asarray(np.linalg.solve(spread + caution, (towards + caution).T).T, np.float32)
    return turn, np.asarray(aim - turn @ middle, np.float32)
