"""Small archives for the tests of finding."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from archive.folder import DataFolder
from archive.records import (
    ArchivedEntry,
    Box,
    Entry,
    Ledger,
    PageRecord,
    Reading,
    Roster,
    Status,
    Vote,
    entry_id,
)
from archive.store import ArchiveWriter, StoredScan
from search.index.cards import Card, Source, make_card, people
from search.index.opened import open_current
from search.questions.answering import LARGEST_PAGE, Results, Search, answer
from search.questions.question import Filters
from search.refreshing import refresh_from

BOX = Box(0, 0, 10, 10)
SHA256 = hashlib.sha256(b"a scan").hexdigest()

Texts = Mapping[str, str | tuple[str, str | None]]
"""Field → text, or text and value; a text alone means itself."""


@dataclass
class ListSource:
    """Entries in a list, in the place of an archive."""

    listed: list[ArchivedEntry]
    number: int = 1

    def generation(self) -> int:
        return self.number

    def linked_persons(self) -> set[str]:
        return {one.person for one in self.listed if one.person != one.id}

    def entries(self) -> Iterator[ArchivedEntry]:
        return iter(self.listed)


def reading(field: str, text: str | tuple[str, str | None], status: Status = Status.ACCEPTED) -> Reading:
    printed, value = (text, text) if isinstance(text, str) else text
    return Reading(field, field, printed, value, 0.9, status, BOX)


def entry(row: int, texts: Texts, person: str = "", county: str = "") -> ArchivedEntry:
    own_id = entry_id(SHA256, 1, row)
    readings = tuple(reading(field, text) for field, text in texts.items())
    roster = Roster("r", "英名录", county=county) if county else None
    return ArchivedEntry(own_id, person or own_id, "一.png", SHA256, 1, roster, Entry(row, BOX, readings))


def source_of(*people: Texts) -> ListSource:
    return ListSource([entry(row, texts) for row, texts in enumerate(people, start=1)])


def doubtful(one: ArchivedEntry, *votes: str) -> ArchivedEntry:
    """The entry with its name flagged, and what each reader took it for."""
    readings = tuple(
        replace(r, status=Status.FLAGGED, votes=tuple(Vote(f"reader {i}", v, 0.5) for i, v in enumerate(votes)))
        if r.field == "name"
        else r
        for r in one.entry.readings
    )
    return replace(one, entry=replace(one.entry, readings=readings))


def cards_of(source: ListSource) -> list[Card]:
    return [make_card(person) for person in people(source)]


def built(source: Source, folder: Path) -> Path:
    refresh_from(source, folder)
    return folder


def answers(folder: Path, words: str, filters: Filters = Filters(), **more: Any) -> Results:  # noqa: B008 - frozen
    """What the index in `folder` answers, all of it unless `limit` says less."""
    opened = open_current(folder)
    try:
        return answer(opened, Search(words, filters, **{"limit": LARGEST_PAGE, **more}))
    finally:
        opened.close()


def names(results: Results) -> list[str]:
    return [hit.name for hit in results.hits]


def why(results: Results) -> dict[str, tuple[str, ...]]:
    return {hit.name: hit.why for hit in results.hits}


def flagging(one: Entry, fields: Collection[str]) -> Entry:
    """The entry with these fields flagged."""
    return replace(
        one, readings=tuple(replace(r, status=Status.FLAGGED) if r.field in fields else r for r in one.readings)
    )


def store(folder: DataFolder, *people: Texts, flagged: Mapping[int, Collection[str]] | None = None) -> None:
    """Puts people into a real archive, in place of those who were there; `flagged` names fields by row."""
    entries = tuple(
        flagging(entry(row, texts).entry, (flagged or {}).get(row, ())) for row, texts in enumerate(people, start=1)
    )
    record = PageRecord(1, 100, 100, 0, "ruled", "英名录", entries, Ledger(()))
    with ArchiveWriter.open(folder) as writer:
        if writer.scan(SHA256) is None:
            writer.add_scan(StoredScan(SHA256, "一.png", "scans", 1, "PNG", 1), "一.png")
        (page,) = writer.pages()
        writer.store(page, record, basis="test", needs_context=False, engine="test", transcript="{}")
