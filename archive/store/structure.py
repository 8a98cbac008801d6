"""What people decide of the lines of pages: written in the turn of a `DecisionWriter`, read by whoever looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection

from archive.errors import RecordRefused
from archive.records import added_entry_id, added_number
from archive.store import laying, rows
from archive.store.decisions import DecisionWriter
from archive.store.standing import Ask, asking
from archive.structure import (
    AS_PRINTED,
    Act,
    Added,
    Decision,
    Knowledge,
    LooseStructure,
    Renamed,
    Settled,
    Split,
    Undone,
    in_force,
)
from archive.structure.plain import dumps_act, kind_of


class PageOvertaken(RecordRefused):
    """Something else stands on the page by now than the person saw; nothing was written.

    `last` is what somebody decided of it meanwhile. None: it was read anew, or the decision does not fit what is
    there, for the `reason` given.
    """

    def __init__(self, where: str, last: Decision | None, reason: str = "") -> None:
        self.last = last
        self.reason = reason
        self._where = where
        by = f"{last.who} decided of this page meanwhile" if last else reason or "the page was read anew meanwhile"
        super().__init__(by, where=where, remedy="look at it again")

    def __reduce__(self) -> tuple[object, ...]:
        return PageOvertaken, (self._where, self.last, self.reason)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a person is about to decide of a page, on what grounds.

    `after` is the number of the last decision on the page that they knew of, 0 if there was none.
    """

    scan: str
    page: int
    at: str
    who: str
    why: str
    act: Act
    after: int


def decide(writer: DecisionWriter, proposal: Proposal, knowledge: Knowledge = AS_PRINTED) -> Decision:
    """Add one decision on the lines of a page, and lay it over the page, whole or not at all.

    Of a column throughout a roster, the other pages are put down to be laid anew (`lay_waiting`).
    Raises PageOvertaken where another decision came first or the lines that were seen are not there any more,
    RecordRefused where the page is not there or there is nothing to undo, ArchiveBusy.
    """
    with writer.turn() as connection:
        page, where = _page(connection, proposal)
        made = laying.decisions_on(asking(connection), proposal.scan, proposal.page)
        _refuse_overtaken(proposal, made, where)
        act = _prepared(connection, proposal, page, made, where)
        decision = _insert(connection, proposal, act)
        laid = laying.lay_anew(connection, page, knowledge)
        unfit = next((loose for loose in laid.loose if loose.decision.id == decision.id), None)
        if unfit:
            raise PageOvertaken(where, None, unfit.reason)
        _put_down_others(connection, page, decision, made)
    return decision


def waiting(ask: Ask) -> int:
    """How many pages wait to be laid anew."""
    return int(ask("SELECT count(*) AS many FROM pages_to_lay", ())[0]["many"])


def lay_waiting(writer: DecisionWriter, most: int, knowledge: Knowledge = AS_PRINTED) -> int:
    """Lay at most `most` of the pages anew that wait for it; how many wait still.

    In one transaction, so `most` says how long others wait for their turn. Raises ArchiveBusy.
    """
    with writer.turn() as connection:
        for row in connection.execute("SELECT page FROM pages_to_lay ORDER BY page LIMIT ?", (most,)).fetchall():
            laying.lay_anew(connection, row["page"], knowledge)
        return waiting(asking(connection))


def loose_structure(ask: Ask) -> list[tuple[str, LooseStructure]]:
    """The decisions that a person must look at again, each with the name of its scan, by number."""
    found = []
    for row in ask(
        # From the decisions to their pages (`+` leaves the index by states alone): there are few of them.
        """SELECT DISTINCT pages.id, scans.name FROM structure_decisions AS made
           CROSS JOIN pages ON pages.scan = made.scan AND pages.number = made.page AND +pages.state = 'read'
           JOIN scans ON scans.sha256 = pages.scan""",
        (),
    ):
        found += [(row["name"], loose) for loose in laying.laid_page(ask, row["id"]).loose]
    return sorted(found, key=lambda each: each[1].decision.id)


def former(ask: Ask, ids: Sequence[str]) -> dict[str, str | None]:
    """Which of `ids` people took out of the entries, each with the entry that holds now what it held, if one does."""
    marks = ", ".join("?" * len(ids))
    found = ask(f"SELECT id, became FROM former_entries WHERE id IN ({marks})", ids)  # noqa: S608 - only `?`
    return {row["id"]: row["became"] for row in found}


def _page(connection: Connection, proposal: Proposal) -> tuple[int, str]:
    row = connection.execute(
        """SELECT pages.id, scans.name FROM pages JOIN scans ON scans.sha256 = pages.scan
           WHERE pages.scan = ? AND pages.number = ? AND pages.state = 'read'""",
        (proposal.scan, proposal.page),
    ).fetchone()
    if row is None:
        raise RecordRefused(
            "the page was never read", where=f"{proposal.scan[:16]} page {proposal.page}", remedy="run `bohai ingest`"
        )
    return int(row["id"]), f"{row['name']} page {proposal.page}"


def _refuse_overtaken(proposal: Proposal, made: Sequence[Decision], where: str) -> None:
    last = made[-1] if made else None
    if last is not None and last.id != proposal.after:
        raise PageOvertaken(where, last)


def _prepared(connection: Connection, proposal: Proposal, page: int, made: Sequence[Decision], where: str) -> Act:
    """The act as it is stored: with ids for new entries, and as wide as what it takes back."""
    match proposal.act:
        case Added() as act:
            return replace(act, id=_new_id(proposal, made))
        case Split(rest=rest) as act:
            return replace(act, rest=replace(rest, id=_new_id(proposal, made)))
        case Settled(points=points):
            found = connection.execute("SELECT point FROM open_points WHERE page = ?", (page,))
            if not points or not set(points) <= {row["point"] for row in found}:
                raise PageOvertaken(where, None)
        case Undone(decision=number):
            of = next((one for one in made if one.id == number), None)
            if of is None or not _stands(of, made):
                raise RecordRefused(f"there is no decision {number} to undo", where=where, remedy="look at it again")
            return Undone(number, getattr(of.act, "whole_roster", False))
    return proposal.act


def _stands(of: Decision, made: Sequence[Decision]) -> bool:
    """Whether no later decision has taken it back."""
    if not isinstance(of.act, Undone):
        return any(one.id == of.id for one in in_force(made))
    return not any(isinstance(one.act, Undone) and one.act.decision == of.id for one in made)


def _new_id(proposal: Proposal, made: Sequence[Decision]) -> str:
    given = [act.id for one in made if isinstance(act := one.act, Added)]
    given += [act.rest.id for one in made if isinstance(act := one.act, Split)]
    last = max((added_number(id) or 0 for id in given), default=0)
    return added_entry_id(proposal.scan, proposal.page, last + 1)


def _insert(connection: Connection, proposal: Proposal, act: Act) -> Decision:
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM corrections").fetchone()
    told = (proposal.scan, proposal.page, proposal.at, proposal.who, proposal.why)
    values: tuple[rows.Value, ...] = (
        proposal.scan,
        proposal.page,
        int(getattr(act, "whole_roster", False)),
        *(proposal.at, proposal.who, proposal.why, kind_of(act), dumps_act(act), last),
    )
    made = connection.execute(
        """INSERT INTO structure_decisions (scan, page, whole_roster, at, who, why, kind, act, corrections)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        values,
    )
    return Decision(int(made.lastrowid or 0), *told, act, last)


def _put_down_others(connection: Connection, page: int, decision: Decision, made: Sequence[Decision]) -> None:
    """Put down the other pages of the roster that have the column, where it is a column of them all."""
    act = decision.act
    rename = _origin(act, made) if isinstance(act, Undone) else act
    if not isinstance(rename, Renamed) or not rename.whole_roster:
        return
    connection.execute(
        # The plus has the readings of each page looked at, up to the first that fits, and not all of that field.
        """INSERT OR IGNORE INTO pages_to_lay
           SELECT pages.id FROM scans AS of_it
           JOIN scans AS own ON own.roster IS of_it.roster AND (own.roster IS NOT NULL OR own.source = of_it.source)
           JOIN pages ON pages.scan = own.sha256
           WHERE of_it.sha256 = ? AND pages.id <> ? AND EXISTS (
             SELECT 1 FROM entries JOIN readings ON readings.entry = entries.id
             WHERE entries.page = pages.id AND readings.heading = ? AND +readings.field IN (?, ?))""",
        (decision.scan, page, rename.heading, rename.field, rename.becomes),
    )


def _origin(act: Undone, made: Sequence[Decision]) -> Renamed | None:
    """The renaming that an undoing is about, through any number of undoings of undoings."""
    by_id: dict[int, Act] = {one.id: one.act for one in made}
    found: Act | None = act
    while isinstance(found, Undone):
        found = by_id.get(found.decision)
    return found if isinstance(found, Renamed) else None
