"""Where each character of a reading stands on the scan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from archive.records import Box, Reading
from archive.review.machine import Glyph


@dataclass(frozen=True, slots=True)
class Character:
    """One character of a reading, in its place; `score`, and the runner-up `other`, where a reader told them."""

    char: str
    box: Box
    score: float | None = None
    other: str = ""


def characters_of(reading: Reading, line_turns: int, seen: Sequence[Glyph]) -> list[Character]:
    """The characters of a reading's text, of which each stands where it was `seen`, else in its even share of the box.

    `line_turns` counter-clockwise turns make the text run across. Where somebody put a character right, it stands
    where the one stood that was read. Nothing where the layout gives the reading no box.
    """
    box = reading.box
    if box is None or not reading.text:
        return []
    within = [glyph for glyph in seen if _holds(box, glyph.box)]
    read = reading.machine.text if reading.machine else reading.text
    if len(within) == len(reading.text) and "".join(glyph.char for glyph in within) == read:
        return [
            Character(char, glyph.box, *((glyph.score, glyph.other) if char == glyph.char else (None, "")))
            for char, glyph in zip(reading.text, within, strict=True)
        ]
    many = len(reading.text)
    return [Character(char, _share(box, at, many, line_turns)) for at, char in enumerate(reading.text)]


def _holds(box: Box, other: Box) -> bool:
    x, y = other.x + other.width / 2, other.y + other.height / 2
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height


def _share(box: Box, at: int, many: int, turns: int) -> Box:
    place = many - 1 - at if turns % 4 >= 2 else at
    if turns % 2:
        return Box(box.x, box.y + box.height * place / many, box.width, box.height / many)
    return Box(box.x + box.width * place / many, box.y, box.width / many, box.height)
