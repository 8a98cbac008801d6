"""Which of the readings that speak of a person is told of each field. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from archive.records import ArchivedEntry, Person, Reading

Read = tuple[ArchivedEntry, Reading]
"""A reading with the entry that it is of."""


def readings_of(person: Person) -> dict[str, list[Read]]:
    """By field, the reading that each entry of a person has of it, with its entry."""
    found: dict[str, list[Read]] = {}
    for archived in person.entries:
        first = {reading.field: reading for reading in reversed(archived.entry.readings)}
        for field, reading in first.items():
            found.setdefault(field, []).append((archived, reading))
    return found


def spokesman(readings: Sequence[Read]) -> Read | None:
    """Which of the readings of a field is told: a trusted one that says something, before one that is flagged."""
    trusted = (read for read in readings if read[1].trusted and (read[1].text or read[1].value))
    return next(trusted, None) or next((read for read in readings if not read[1].trusted), None)
