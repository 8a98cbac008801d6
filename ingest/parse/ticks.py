"""Ticks of a pencil and pieces of rules before or after a printed line, which belong to no text."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ingest.pages import Cell
from ingest.parse.pieces import cut, stretch
from ingest.parse.upright import along

_TICKS: Final = "√✓✔☑|¦"
"""What a tick, or a piece of a rule, is read as."""


_RULES: Final = "|¦"


def begins_with_rule(cell: Cell) -> bool:
    """Whether a piece of a rule is read before a line, which may be a stroke of its first character."""
    return cell.text.text.startswith(tuple(_RULES))


def without_ticks(cell: Cell, line_turns: int) -> Cell:
    """The line of a text column without the ticks round its print; as it is where it holds nothing else."""
    words = cell.text.text
    start, end = len(words) - len(words.lstrip(_TICKS)), len(words.rstrip(_TICKS))
    if start >= end or end - start == len(words):
        return cell
    part, ink = stretch(cell.text, start, end), cell.ink
    ink = along(ink, *part, line_turns) if ink and part else ink
    return replace(cell, text=cut(cell.text, start, end), ink=ink)
