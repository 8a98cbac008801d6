"""What the room that reads knows of rosters, as far as settling lines needs it; handed down to whoever lays a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from archive.records import Reading

Headings = tuple[str, ...]
"""The prints of the group headings that stand over a line on its page, first to last."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text means in a field (None: nothing, or not understood), and whether a person should look at that."""

    value: str | None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """`renamed`: what a reading means in the field of that name, whatever it stands in so far.

    `regrouped`: what a place means under other group headings; it is told those that the machine read it under, and
    those that stand over it by now.
    """

    renamed: Callable[[str, Reading], Meaning]
    regrouped: Callable[[Reading, Headings, Headings], Meaning]


def _as_it_is(reading: Reading) -> Meaning:
    return Meaning(reading.value)


AS_PRINTED: Final = Knowledge(
    renamed=lambda _field, reading: _as_it_is(reading), regrouped=lambda reading, _before, _after: _as_it_is(reading)
)
"""For whoever knows nothing of rosters: a value stays what it was."""
