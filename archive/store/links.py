"""Which entries speak of one person, and which were found not to: read, and written in one turn.

What is written rests on what the person saw who decides: if either of the two entries speaks of somebody else by
then, nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from sqlite3 import Connection, Row

from archive.corrections import same_line
from archive.errors import RecordRefused
from archive.linkage.decisions import (
    Change,
    Distinction,
    Group,
    Link,
    Seen,
    joined,
    parted,
    told_apart,
    undone,
)
from archive.records import ArchivedEntry, Signed
from archive.store import rows, standing
from archive.store.decisions import DecisionWriter
from archive.store.people import persons
from archive.store.standing import Ask, asking


class Relinked(RecordRefused):
    """Somebody else has decided on these entries meanwhile; nothing was written. `last` is that decision, if known."""

    def __init__(self, what: str, last: Link | Distinction | None = None) -> None:
        self.what_stands = what
        self.last = last
        super().__init__(what, remedy="look at both again")

    def __reduce__(self) -> tuple[object, ...]:
        return Relinked, (self.what_stands, self.last)


def history(ask: Ask, entries: Collection[str]) -> dict[str, list[Link]]:
    """All that was ever decided on whom each of `entries` speaks of, first to last."""
    found: dict[str, list[Link]] = {entry: [] for entry in entries}
    marks = ", ".join("?" * len(entries))
    for row in ask(f"SELECT * FROM links WHERE entry IN ({marks}) ORDER BY id", list(entries)):  # noqa: S608 - only `?`
        found[row["entry"]].append(_to_link(row))
    return found


def acts(ask: Ask, most: int) -> list[list[Link]]:
    """The last decisions on links, each with all that it changed, the latest first."""
    numbers = [
        row["act"]
        for row in ask("SELECT DISTINCT coalesce(act, id) AS act FROM links ORDER BY 1 DESC LIMIT ?", (most,))
    ]
    return [
        [_to_link(row) for row in ask("SELECT * FROM links WHERE coalesce(act, id) = ? ORDER BY id", (act,))]
        for act in numbers
    ]


def linked(ask: Ask) -> dict[str, str]:
    """Whom each linked entry speaks of; every other speaks of nobody but itself."""
    return {row["entry"]: row["person"] for row in ask("SELECT entry, person FROM current_links", ())}


def distinctions(ask: Ask) -> list[Distinction]:
    """All pairs that were found to be two people, and still are; without those whose lines have shifted."""
    found = ask(
        """SELECT * FROM distinctions WHERE decision = 'distinct'
           AND id IN (SELECT max(id) FROM distinctions GROUP BY entry, other) ORDER BY id""",
        (),
    )
    ids = sorted({row[side] for row in found for side in ("entry", "other")})
    boxes = {row["id"]: rows.to_box(row) for chunk in _chunks(ids) for row in ask(_boxes_of(chunk), chunk)}
    return [
        Distinction(row["entry"], row["other"], _signed(row))
        for row in found
        if same_line(rows.to_box(row), boxes.get(row["entry"]))
        and same_line(rows.to_box(row, "other_"), boxes.get(row["other"]))
    ]


def loose_links(ask: Ask) -> list[tuple[str, Link]]:
    """Links that hold no more because rows have shifted, each with its scan's name: a person must look again."""
    found = ask(
        """SELECT links.*, scans.name FROM links JOIN scans ON scans.sha256 = links.scan
           WHERE decision = 'linked' AND id IN (SELECT max(id) FROM links GROUP BY entry)
             AND (entry, person) NOT IN (SELECT entry, person FROM current_links) ORDER BY id""",
        (),
    )
    return [(row["name"], _to_link(row)) for row in found]


def link(writer: DecisionWriter, one: Seen, other: Seen, signed: Signed) -> int:
    """Make the persons of two entries one; the number of the act.

    Raises Relinked where either speaks of somebody else by now than whoever decides saw, where both speak of one person
    already or somebody told them apart; RecordRefused where there is no such entry.
    """
    with writer.turn() as connection:
        ask = asking(connection)
        groups = [_group_seen(ask, seen) for seen in (one, other)]
        if one.person == other.person:
            raise Relinked("the two entries speak of one person already", _last(ask, (one.entry, other.entry)))
        if apart := told_apart(groups[0][1], groups[1][1], distinctions(ask)):
            raise Relinked("somebody found that these are two people", apart)
        return _write(connection, joined(*groups), signed)


def unlink(writer: DecisionWriter, seen: Seen, signed: Signed) -> int:
    """Take an entry out of the person it speaks of; the number of the act. Raises as `link` does."""
    with writer.turn() as connection:
        ask = asking(connection)
        group = _group_seen(ask, seen)
        if len(group[1]) < 2:
            raise Relinked("the entry is linked with no other", _last(ask, (seen.entry,)))
        return _write(connection, parted(group, seen.entry), signed)


def undo(writer: DecisionWriter, act: int, signed: Signed) -> int:
    """Set everything as it was before an act; raises Relinked where somebody has decided on any of it since."""
    with writer.turn() as connection:
        ask = asking(connection)
        touched = [row["entry"] for row in ask("SELECT entry FROM links WHERE coalesce(act, id) = ?", (act,))]
        change = undone(act, history(ask, touched)) if touched else None
        if change is None:
            raise Relinked("somebody has decided on these entries since", _last(ask, touched))
        return _write(connection, change, signed)


def tell_apart(writer: DecisionWriter, one: Seen, other: Seen, signed: Signed) -> None:
    """Keep that two entries speak of two people, so that nobody is asked again; raises as `link` does."""
    with writer.turn() as connection:
        ask = asking(connection)
        for seen in (one, other):
            _group_seen(ask, seen)
        if one.person == other.person:
            raise Relinked("the two entries are linked; undo that first", _last(ask, (one.entry, other.entry)))
        _write_distinction(connection, (one.entry, other.entry), "distinct", signed)


def withdraw(writer: DecisionWriter, one: str, other: str, signed: Signed) -> None:
    """Take back that two entries were told apart; raises Relinked if nobody says so any more."""
    with writer.turn() as connection:
        if not told_apart([one], [other], distinctions(asking(connection))):
            raise Relinked("nobody says any more that these are two people")
        _write_distinction(connection, (one, other), "withdrawn", signed)


def _group_seen(ask: Ask, seen: Seen) -> Group:
    """The person of an entry and all that person's entries; raises Relinked if it is another than was seen."""
    person = persons(ask, [_entry(ask, seen.entry).person]).popitem()[1]
    if person.id != seen.person:
        raise Relinked("somebody has decided on these entries since", _last(ask, (seen.entry,)))
    return person.id, tuple(each.id for each in person.entries)


def _entry(ask: Ask, entry: str) -> ArchivedEntry:
    archived = standing.load(ask, [entry]).get(entry)
    if archived is None:
        raise RecordRefused(f"there is no entry {entry!r}", remedy="take the id from `bohai export csv`")
    return archived


def _last(ask: Ask, entries: Collection[str]) -> Link | None:
    made = [link for links in history(ask, entries).values() for link in links]
    return max(made, key=lambda link: link.id, default=None)


def _write(connection: Connection, change: Change, signed: Signed) -> int:
    ask = asking(connection)
    (row,) = ask("SELECT coalesce(max(id), 0) + 1 AS next FROM links", ())
    act = int(row["next"])
    for entry, person in change.items():
        archived = _entry(ask, entry)
        connection.execute(
            """INSERT INTO links (scan, entry, person, decision, at, who, why, x, y, width, height, act)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                *(archived.sha256, entry, person or entry, "linked" if person else "unlinked"),
                *(signed.at, signed.who, signed.why),
                *rows.from_box(archived.entry.box),
                act,
            ),
        )
    return act


def _write_distinction(connection: Connection, entries: Iterable[str], decision: str, signed: Signed) -> None:
    one, other = (_entry(asking(connection), entry) for entry in sorted(entries))
    connection.execute(
        """INSERT INTO distinctions (scan, entry, other_scan, other, decision, at, who, why,
             x, y, width, height, other_x, other_y, other_width, other_height)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(one.sha256, one.id, other.sha256, other.id, decision, signed.at, signed.who, signed.why),
            *rows.from_box(one.entry.box),
            *rows.from_box(other.entry.box),
        ),
    )


def _to_link(row: Row) -> Link:
    return Link(
        id=row["id"],
        act=row["act"] or row["id"],
        entry=row["entry"],
        person=row["person"] if row["decision"] == "linked" else None,
        signed=_signed(row),
        line=rows.to_box(row),
    )


def _signed(row: Row) -> Signed:
    return Signed(row["who"], row["at"], row["why"])


def _chunks(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[start : start + standing.CHUNK] for start in range(0, len(ids), standing.CHUNK))


def _boxes_of(ids: Sequence[str]) -> str:
    return f"SELECT id, x, y, width, height FROM entries WHERE id IN ({', '.join('?' * len(ids))})"  # noqa: S608 - only `?`
