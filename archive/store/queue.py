"""What waits for a person: the queue of doubts, brought up to date page by page, sifted and counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Final

from archive.records import DATE_FIELDS, PLACE_FIELDS
from archive.review.doubts import What, doubts_of, unfit, urgencies
from archive.review.figures import figures_of
from archive.store import progress, rows, standing
from archive.store.standing import Ask

GROUPS: Final = {"name": ("name",), "places": PLACE_FIELDS, "dates": DATE_FIELDS}
"""Fields that are asked for together; "others" are all that no group and no field of its own names."""
_MOST_KINDS: Final = 60
_MOST_SCANS: Final = 120


@dataclass(frozen=True, slots=True)
class Sift:
    """Which doubts are wanted; None is any.

    `roster` is its id, `field` a key of FIELDS, of GROUPS, or the heading of a column that fits none; `kind` what
    speaks against a reading (`Doubt.kinds`); `scan` the hash of a scan and `page` the number of its page.
    """

    roster: str | None = None
    field: str | None = None
    kind: str | None = None
    scan: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A doubt in the queue, and the page on which it stands."""

    entry: str
    field: str
    what: What
    scan: str
    number: int
    row: int
    urgency: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How much waits, by what one may sift by; the kinds are the most frequent, most frequent first.

    `rosters` go by id, None for scans of no roster. `scans` are those on which most waits, in the order of their names:
    hash, name and how much.
    """

    all: int
    fields: dict[str, int]
    kinds: dict[str, int]
    rosters: dict[str | None, int]
    scans: tuple[tuple[str, str, int], ...]


def next_doubts(ask: Ask, sift: Sift, limit: int, offset: int = 0) -> list[Waiting]:
    """The most urgent doubts, those of one page together where they are as urgent."""
    where, values = _where(sift)
    found = ask(
        f"""SELECT entry, field, what, scan, number, row, urgency FROM doubts {where}
            ORDER BY urgency, scan, number, row, field LIMIT ? OFFSET ?""",  # noqa: S608 - our own words
        [*values, limit, offset],
    )
    return [Waiting(row[0], row[1], What(row[2]), *tuple(row)[3:]) for row in found]


def lost(ask: Ask, limit: int) -> list[Waiting]:
    """Decisions that are not applied, since their line is no more or stands elsewhere: no reading can be looked at."""
    found = ask(
        """SELECT entry, field, what, scan, number, row, urgency FROM doubts WHERE what = 'lost'
           ORDER BY scan, number, row LIMIT ?""",
        (limit,),
    )
    return [Waiting(row[0], row[1], What(row[2]), *tuple(row)[3:]) for row in found]


def tally(ask: Ask, sift: Sift) -> Tally:
    """How much waits of what `sift` asks for."""
    where, values = _where(sift)
    counted = ask(f"SELECT field, count(*) AS many FROM doubts {where} GROUP BY field", values)  # noqa: S608 - likewise
    kinds = ask(
        f"""SELECT kind, count(*) AS many FROM doubt_kinds WHERE (entry, field) IN
              (SELECT entry, field FROM doubts {where}) GROUP BY kind ORDER BY many DESC, kind LIMIT ?"""  # noqa: S608
        if sift != Sift()
        else "SELECT kind, count(*) AS many FROM doubt_kinds GROUP BY kind ORDER BY many DESC, kind LIMIT ?",
        [*(values if sift != Sift() else ()), _MOST_KINDS],
    )
    scans = ask(
        f"""SELECT scans.roster, scan, scans.name, many FROM
              (SELECT scan, count(*) AS many FROM doubts {where} GROUP BY scan)
            JOIN scans ON scans.sha256 = scan ORDER BY many DESC""",  # noqa: S608 - likewise
        values,
    )
    rosters: Counter[str | None] = Counter()
    for row in scans:
        rosters[row["roster"]] += row["many"]
    fields = {row["field"]: row["many"] for row in counted}
    return Tally(
        sum(fields.values()),
        fields,
        {row["kind"]: row["many"] for row in kinds},
        dict(rosters.most_common()),
        tuple(sorted(((row["scan"], row["name"], row["many"]) for row in scans[:_MOST_SCANS]), key=lambda one: one[1])),
    )


def waiting(ask: Ask, sift: Sift) -> int:
    """How many doubts `sift` asks for."""
    where, values = _where(sift)
    return int(ask(f"SELECT count(*) AS many FROM doubts {where}", values)[0]["many"])  # noqa: S608 - our own words


def last_decision(ask: Ask) -> int:
    """The number of the last correction that was made; 0 if there is none."""
    return int(ask("SELECT coalesce(max(id), 0) AS last FROM corrections", ())[0]["last"])


def behind(ask: Ask) -> int:
    """How many pages have changed since the queue was last brought up to date."""
    return int(ask("SELECT count(*) AS many FROM pages_to_queue", ())[0]["many"])


def bring_up_to_date(connection: Connection, most: int) -> int:
    """Take down the doubts of at most `most` pages that have changed; how many that were. Within one transaction."""
    ask = standing.asking(connection)
    changed = ask(
        """SELECT pages.id, pages.scan, pages.number FROM pages_to_queue JOIN pages ON pages.id = page
           ORDER BY page LIMIT ?""",
        (most,),
    )
    for page in changed:
        entries, made = standing.on_page(ask, page["scan"], page["number"])
        misfits = unfit(entries, made)
        found = doubts_of(entries, misfits)
        progress.keep(connection, page["id"], figures_of(entries, misfits))
        connection.execute("DELETE FROM doubts WHERE page = ?", (page["id"],))
        connection.execute("DELETE FROM doubt_kinds WHERE page = ?", (page["id"],))
        connection.executemany(
            "INSERT INTO doubts (entry, field, what, page, scan, number, row, urgency) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(d.entry, d.field, d.what, page["id"], page["scan"], page["number"], d.row, d.urgency) for d in found],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO doubt_kinds (kind, entry, field, page) VALUES (?, ?, ?, ?)",
            [(kind, doubt.entry, doubt.field, page["id"]) for doubt in found for kind in dict.fromkeys(doubt.kinds)],
        )
        connection.execute("DELETE FROM pages_to_queue WHERE page = ?", (page["id"],))
    return len(changed)


def _where(sift: Sift) -> tuple[str, list[rows.Value]]:
    asked: list[str] = ["what <> 'lost'"]
    values: list[rows.Value] = []
    if sift.roster is not None:
        asked.append("scan IN (SELECT sha256 FROM scans WHERE roster = ?)")
        values.append(sift.roster)
    if sift.field is not None:
        named = (*GROUPS["name"], *PLACE_FIELDS, *DATE_FIELDS)
        wanted = named if sift.field == "others" else GROUPS.get(sift.field, (sift.field,))
        asked.append(f"field {'NOT ' if sift.field == 'others' else ''}IN ({', '.join('?' * len(wanted))})")
        # What is urgent for its field stands together in the index: all that comes before need not be gone through.
        asked.append("urgency BETWEEN ? AND ?")
        values += [*wanted, *urgencies("" if sift.field == "others" else wanted[0])]
    if sift.kind is not None:
        asked.append("(entry, field) IN (SELECT entry, field FROM doubt_kinds WHERE kind = ?)")
        values.append(sift.kind)
    if sift.scan is not None:
        asked.append("scan = ?")
        values.append(sift.scan)
    if sift.page is not None:
        asked.append("number = ?")
        values.append(sift.page)
    return f"WHERE {' AND '.join(asked)}", values
