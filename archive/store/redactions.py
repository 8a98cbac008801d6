"""Regions of pages that are kept from the public: which there are, and how they come to be and go."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from sqlite3 import Connection, Row

from archive.errors import RecordRefused, UsageError
from archive.records import ArchivedEntry, Box
from archive.redaction import Redaction, names_within, withhold
from archive.store import pages, standing
from archive.store.decisions import DecisionWriter
from archive.store.standing import CHUNK, Ask
from archive.store.values import SheetKey


def hide(writer: DecisionWriter, redaction: Redaction) -> int:
    """Keep a region from the public; its number. The `id` of `redaction` is not looked at.

    Raises RecordRefused if that page was not read, or the region lies beside it; UsageError without who and why, or
    where the region lies on the name of somebody who fell.
    """
    _refuse_nameless(redaction.who, redaction.why)
    box = redaction.box
    with writer.turn() as connection:
        ask = standing.asking(connection)
        page = pages.page(ask, redaction.scan, redaction.page)
        if page is None:
            raise RecordRefused(f"page {redaction.page} of that scan was not read", remedy="name one that was")
        if not (box.x < page.width and box.y < page.height and box.x + box.width > 0 and box.y + box.height > 0):
            raise RecordRefused("the region lies beside the page", where=f"{page.scan} page {page.number}")
        ids = pages.entry_ids_on(ask, redaction.scan, redaction.page)
        for start in range(0, len(ids), CHUNK):
            found = standing.load(ask, ids[start : start + CHUNK])
            if names := names_within(box, (each.entry for each in found.values())):
                raise UsageError(
                    f"the region lies on the name {names[0]!r}",
                    where=f"{page.scan} page {page.number}",
                    remedy="draw it so that it leaves the name free",
                )
        return _add(connection, redaction, undoes=None)


def show(writer: DecisionWriter, id: int, at: str, who: str, why: str) -> None:
    """Let the public see again what redaction `id` hid; raises RecordRefused if nothing is hidden by it."""
    _refuse_nameless(who, why)
    with writer.turn() as connection:
        found = connection.execute("SELECT * FROM current_redactions WHERE id = ?", (id,)).fetchall()
        if not found:
            raise RecordRefused(f"redaction {id} is not in force", remedy="look at the page again")
        _add(connection, replace(_to_redaction(found[0]), at=at, who=who, why=why), undoes=id)


def on_page(ask: Ask, scan: str, page: int) -> list[Redaction]:
    """What is hidden on a page, first to last."""
    found = ask("SELECT * FROM current_redactions WHERE scan = ? AND page = ? ORDER BY id", (scan, page))
    return [_to_redaction(row) for row in found]


def every(ask: Ask) -> list[Redaction]:
    """All that is hidden, first to last."""
    return [_to_redaction(row) for row in ask("SELECT * FROM current_redactions ORDER BY id")]


def regions(ask: Ask, keys: Collection[SheetKey]) -> dict[SheetKey, list[Box]]:
    """What is hidden of the pages with these scan hashes and numbers; without those of which nothing is."""
    wanted = sorted(set(keys))
    found: dict[SheetKey, list[Box]] = {}
    for start in range(0, len(wanted), CHUNK):
        asked = wanted[start : start + CHUNK]
        pairs = ", ".join(["(?, ?)"] * len(asked))
        for row in ask(
            f"SELECT * FROM current_redactions WHERE (scan, page) IN (VALUES {pairs})",  # noqa: S608 - only `?`
            [value for key in asked for value in key],
        ):
            found.setdefault((row["scan"], row["page"]), []).append(_to_redaction(row).box)
    return found


def for_the_public(ask: Ask, entries: Mapping[str, ArchivedEntry]) -> dict[str, ArchivedEntry]:
    """The same entries without what stands in hidden regions."""
    hidden = regions(ask, {(each.sha256, each.page) for each in entries.values()}) if entries else {}
    if not hidden:
        return dict(entries)
    return {
        id: replace(each, entry=withhold(each.entry, hidden.get((each.sha256, each.page), ())))
        for id, each in entries.items()
    }


def _add(connection: Connection, redaction: Redaction, undoes: int | None) -> int:
    box = redaction.box
    made = connection.execute(
        """INSERT INTO redactions (scan, page, x, y, width, height, undoes, at, who, why)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            redaction.scan,
            redaction.page,
            box.x,
            box.y,
            box.width,
            box.height,
            undoes,
            redaction.at,
            redaction.who,
            redaction.why,
        ),
    )
    return made.lastrowid or 0


def _to_redaction(row: Row) -> Redaction:
    box = Box(row["x"], row["y"], row["width"], row["height"])
    return Redaction(row["id"], row["scan"], row["page"], box, row["at"], row["who"], row["why"])


def _refuse_nameless(who: str, why: str) -> None:
    if not who.strip() or not why.strip():
        raise UsageError("what is kept from the public wants a name and a reason", remedy="give both")
