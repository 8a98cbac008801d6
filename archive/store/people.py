"""Many people, and the sheets of paper they stand on, in few questions: what a page of the site is made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from archive.records import ArchivedEntry, Person
from archive.store import standing
from archive.store.standing import CHUNK, Ask
from archive.store.values import Sheet, SheetKey

Load = Callable[[Ask, Sequence[str]], dict[str, ArchivedEntry]]


def persons(ask: Ask, ids: Iterable[str], load: Load = standing.load) -> dict[str, Person]:
    """The persons of `ids`, by id; without those of whom no entry speaks.

    `load` gives entries as they are to be seen.
    """
    found: dict[str, list[ArchivedEntry]] = {}
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), CHUNK):
        asked = wanted[start : start + CHUNK]
        bearer = _entries_of(ask, asked)
        entries = list(bearer)
        for first in range(0, len(entries), CHUNK):
            for id, entry in load(ask, entries[first : first + CHUNK]).items():
                found.setdefault(bearer[id], []).append(entry)
    return {
        id: Person(id, tuple(sorted(found[id], key=lambda one: (one.scan, one.sha256, one.page, one.entry.row))))
        for id in wanted
        if id in found
    }


def sheets(ask: Ask, keys: Collection[SheetKey]) -> dict[SheetKey, Sheet]:
    """The pages with these scan hashes and numbers that were read, by both."""
    wanted = sorted(set(keys))
    found: dict[SheetKey, Sheet] = {}
    for start in range(0, len(wanted), CHUNK):
        asked = wanted[start : start + CHUNK]
        pairs = ", ".join(["(?, ?)"] * len(asked))
        # A join, pair by pair: of `(scan, number) IN (VALUES …)` SQLite makes a walk through all pages.
        rows = ask(
            f"""WITH wanted (scan, number) AS (VALUES {pairs})
                SELECT scans.name AS scan, scans.sha256, pages.number, pages.width, pages.height, pages.quarter_turns,
                  pages.kind, pages.title, NOT EXISTS (SELECT 1 FROM open_points WHERE page = pages.id) AS balanced
                FROM wanted CROSS JOIN pages ON pages.scan = wanted.scan AND pages.number = wanted.number
                JOIN scans ON scans.sha256 = pages.scan WHERE pages.state = 'read'""",  # noqa: S608 - only `?`
            [value for key in asked for value in key],
        )
        for row in rows:
            told = {key: row[key] for key in row.keys()}  # noqa: SIM118 - a Row iterates over its values
            found[row["sha256"], row["number"]] = Sheet(**told | {"balanced": bool(row["balanced"])})
    return found


def linked_persons(ask: Ask) -> frozenset[str]:
    """The ids of all persons of whom a linked entry speaks."""
    return frozenset(row["person"] for row in ask("SELECT DISTINCT person FROM current_links"))


def _entries_of(ask: Ask, ids: Sequence[str]) -> dict[str, str]:
    """The entries that speak of the persons of `ids`, and of whom; one that no link names is its own person."""
    marks = ", ".join("?" * len(ids))
    rows = ask(
        f"""SELECT entry, person FROM current_links WHERE person IN ({marks})
            UNION ALL SELECT id, id FROM entries
              WHERE id IN ({marks}) AND NOT EXISTS (SELECT 1 FROM current_links WHERE entry = entries.id)""",  # noqa: S608 - only `?`
        [*ids, *ids],
    )
    return {row["entry"]: row["person"] for row in rows}
