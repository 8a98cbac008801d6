"""All readings in which one character is read, the least certain first."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import ArchivedEntry
from archive.store import standing
from archive.store.queue import GROUPS, Sift
from archive.store.standing import CHUNK, Ask


@dataclass(frozen=True, slots=True)
class Bearer:
    """A reading by its key, in the entry as it stands."""

    archived: ArchivedEntry
    key: str


@dataclass(frozen=True, slots=True)
class Bearers:
    """Some readings that hold a character, and whether there may be more."""

    readings: tuple[Bearer, ...]
    more: bool


def bearers(ask: Ask, char: str, sift: Sift, limit: int, offset: int = 0) -> Bearers:
    """At most `limit` readings whose text holds `char`, of the fields and the roster that `sift` asks for.

    What waits for a person comes first, then what the machine was least sure of, then what was decided. What people
    put in place of something else is found where it was read; it is not there if `char` is no more in it.
    """
    fields = GROUPS.get(sift.field, (sift.field,)) if sift.field else ()
    of_fields = f"AND field IN ({', '.join('?' * len(fields))})" if fields else ""
    of_roster = "WHERE scans.roster = ?" if sift.roster is not None else ""
    found = ask(
        # The texts are looked through in their index first: the readings themselves, with their evidence, are long.
        f"""WITH found AS MATERIALIZED (
              SELECT entry, position, field FROM readings INDEXED BY readings_by_text
              WHERE instr(text, ?) > 0 {of_fields})
            SELECT found.entry, found.position FROM found
            CROSS JOIN readings ON readings.entry = found.entry AND readings.position = found.position
            JOIN entries ON entries.id = found.entry
            JOIN pages ON pages.id = entries.page JOIN scans ON scans.sha256 = pages.scan
            LEFT JOIN doubts ON doubts.entry = found.entry AND doubts.field = found.field AND doubts.what <> 'lost'
            {of_roster}
            ORDER BY doubts.entry IS NULL, readings.confidence, found.entry, found.position
            LIMIT ? OFFSET ?""",  # noqa: S608 - our own words
        [char, *fields, *([sift.roster] if sift.roster is not None else []), limit, offset],
    )
    ids = list(dict.fromkeys(row["entry"] for row in found))
    entries: dict[str, ArchivedEntry] = {}
    for start in range(0, len(ids), CHUNK):
        entries |= standing.load(ask, ids[start : start + CHUNK])
    told = []
    for row in found:
        keyed = list(entries[row["entry"]].entry.keyed().items())
        key, reading = keyed[row["position"]]
        if char in reading.text:
            told.append(Bearer(entries[row["entry"]], key))
    return Bearers(tuple(told), len(found) == limit)
