"""What else may be printed in a cell, as numbered choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from archive.records import ILLEGIBLE, Reading
from archive.review.choices import runners_up
from archive.review.glyphs import Character
from search.characters.lookalikes import likeness, lookalikes
from webapp.desk.review.contexts import Choice

MOST: Final = 9
_ROOM: Final = 0.995
"""Score of a character below which its runner-up is offered."""
_MOST_ALIKE: Final = 3
"""Look-alikes that are offered of one character."""


def choices_of(reading: Reading, characters: Sequence[Character]) -> tuple[Choice, ...]:
    """The likeliest other texts, at most MOST: what readers saw, their runners-up, then characters that look alike.

    `characters` are those of the reading, in order, with how surely each was read.
    """
    found: dict[str, str] = {}
    machine = reading.machine.text if reading.machine else None
    for text in runners_up(reading):
        found.setdefault(text, "机器原读" if text == machine else "另一次识读")
    for text, why in (*_runners_up_of(characters), *_alike(reading.text, characters)):
        found.setdefault(text, why)
    return tuple(Choice(text, why) for text, why in found.items() if text and text != reading.text)[:MOST]


def _runners_up_of(characters: Sequence[Character]) -> Iterator[tuple[str, str]]:
    least = sorted(
        (score, at)
        for at, each in enumerate(characters)
        if (score := each.score) is not None and score < _ROOM and each.other.strip()
    )
    for _, at in least:
        yield _with(characters, at, characters[at].other), "次选的字"


def _alike(text: str, characters: Sequence[Character]) -> Iterator[tuple[str, str]]:
    """Look-alikes, of the least certain character first, of the last one where nobody told how certain they are."""
    if len(characters) != len(text):
        return
    order = sorted(range(len(text)), key=lambda at: (_sureness(characters[at]), -at))
    for at in order:
        if text[at] != ILLEGIBLE:
            alike = sorted(lookalikes(text[at]), key=lambda other: -likeness(text[at], other))
            for other in alike[:_MOST_ALIKE]:
                yield _with(characters, at, other), "形近字"


def _sureness(character: Character) -> float:
    return 1.0 if character.score is None else character.score


def _with(characters: Sequence[Character], at: int, other: str) -> str:
    return "".join(other if place == at else each.char for place, each in enumerate(characters))
