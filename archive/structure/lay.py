"""A page as it stands: what the machine read, with what people decided of its lines laid over it. Pure.

    record of the machine → decisions in force, first to last → entries with lasting ids, ledger, what is loose

A decision is laid on the line that the person saw, and on no other: what does not find its line is left out and
told. Entries that no decision touches come out as they went in, but for their place in the order and for what a
ditto mark means under another line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from archive.corrections import in_common
from archive.records import Box, Entry, Ledger, LineKind, PageRecord
from archive.structure import acts, headings, lines, order, readings, repeats
from archive.structure.acts import Decision, LooseStructure
from archive.structure.knowledge import AS_PRINTED, Knowledge
from archive.structure.lines import Page, StandingEntry
from archive.structure.readings import Corrections

_ALREADY_THERE: Final = 0.5
"""Share that a frame drawn by hand has in common with the machine's frame of the same line at least."""
_VERTICAL: Final = ("vertical", "vertical_names")
"""The kinds of pages whose lines are columns, from right to left."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A page as it stands.

    `former` are the entries that decisions took away, each with the entry that holds now what it held, if one does.
    """

    entries: tuple[StandingEntry, ...]
    ledger: Ledger
    former: Mapping[str, str | None]
    loose: tuple[LooseStructure, ...]


def lay(
    record: PageRecord,
    sha256: str,
    decisions: Iterable[Decision],
    corrections: Corrections = MappingProxyType({}),
    knowledge: Knowledge = AS_PRINTED,
) -> Laid:
    """The page `record` of the scan `sha256` as it stands after `decisions`.

    `corrections` are the decisions on readings of entries that a decision here may cut or join: they go with the
    print that they were made on.
    """
    page = lines.page_of(record, sha256)
    machine, under = list(page.entries), headings.over_entries(page.lines)
    flow = order.flow_of(record.quarter_turns, runs_down=record.kind in _VERTICAL)
    layer = _Layer(page, corrections, knowledge, flow)
    loose = [
        LooseStructure(decision, reason)
        for decision in acts.in_force(decisions)
        if (reason := layer.apply(decision, own=(decision.scan, decision.page) == (sha256, record.number)))
    ]
    placed = headings.regrouped(page, under, knowledge)
    standing = repeats.repeated(placed, machine, corrections)
    entries = [replace(one, entry=replace(one.entry, row=row)) for row, one in enumerate(standing, start=1)]
    rows = {one.id: one.entry.row for one in entries}
    told = tuple(replace(line, row=rows[id]) if id else replace(line, row=None) for line, id in page.lines)
    return Laid(tuple(entries), Ledger(told, tuple(page.open)), page.became, tuple(loose))


class _Layer:
    """Lays decisions over one page; each method gives in words what a person must look at again, "" if nothing."""

    def __init__(self, page: Page, corrections: Corrections, knowledge: Knowledge, flow: order.Step) -> None:
        self._page = page
        self._corrections = corrections
        self._knowledge = knowledge
        self._flow = flow

    def apply(self, decision: Decision, *, own: bool) -> str:
        """Lay one decision; `own` says that it was made of this very page."""
        last = decision.corrections
        told = ""
        match decision.act:
            case acts.Added() as act:
                told = self._add(act)
            case acts.Removed(line=seen):
                told = self._take_out(seen, LineKind.REMOVED)
            case acts.Marked() as act:
                told = self._mark(act)
            case acts.Split() as act:
                told = self._split(act, last)
            case acts.Merged() as act:
                told = self._merge(act, last)
            case acts.Renamed() as act:
                told = self._rename(act, last, own=own)
            case acts.Settled(points=points):
                self._page.open = [point for point in self._page.open if point not in points]
        return told

    def _add(self, act: acts.Added) -> str:
        again = [one for one in self._page.entries if in_common(act.box, one.entry.box) >= _ALREADY_THERE]
        if act.instead_of is not None and (at := self._page.line(act.instead_of)) is not None:
            self._page.drop(at)
        for at in self._page.left_open_in(act.box):
            self._page.drop(at)
        at = self._place(act.box, act.follows)
        self._page.put(StandingEntry(act.id, self._new(act, at)), at)
        for one in again:
            self._page.take_out(one.id, LineKind.REMOVED, became=act.id)
        return f"an entry stands there by now ({again[0].words!r}); the added one stands" if again else ""

    def _new(self, act: acts.Added, at: int) -> Entry:
        beside = self._page.entries[max(0, at - 1)].entry if self._page.entries else None
        return readings.keyed(Entry(0, act.box, ()), act.fields, beside)

    def _place(self, box: Box, follows: acts.Seen | None) -> int:
        """How many entries come before the new one."""
        if follows is not None and (before := self._page.entry(follows)) is not None:
            return self._page.entries.index(before) + 1
        return order.place_among(box, [one.entry.box for one in self._page.entries], self._flow)

    def _take_out(self, seen: acts.Seen, kind: LineKind, text: str = "") -> str:
        found = self._page.entry(seen)
        if found is None:
            return _NOT_THERE
        self._page.take_out(found.id, kind, text=text)
        return _read_otherwise(found, seen)

    def _mark(self, act: acts.Marked) -> str:
        if act.line.entry:
            return self._take_out(act.line, act.kind, act.text)
        at = self._page.line(act.line)
        if at is None:
            return _NOT_THERE
        self._page.explain(at, act.kind, act.text)
        return ""

    def _split(self, act: acts.Split, last: int) -> str:
        found = self._page.entry(act.line)
        if found is None:
            return _NOT_THERE
        whole = readings.settled(found, self._corrections, last)
        first = readings.keyed(readings.cut(whole.entry, act.box), act.fields)
        rest = readings.keyed(Entry(0, act.rest.box, ()), act.rest.fields, whole.entry)
        self._page.replace(replace(whole, entry=first))
        at = next(at for at, one in enumerate(self._page.entries) if one.id == whole.id)
        self._page.put(StandingEntry(act.rest.id, rest), at + 1)
        return _read_otherwise(found, act.line)

    def _merge(self, act: acts.Merged, last: int) -> str:
        first, second = self._page.entry(act.first), self._page.entry(act.second)
        if first is None or second is None or first.id == second.id:
            return _NOT_THERE
        one, two = (readings.settled(half, self._corrections, last) for half in (first, second))
        self._page.take_out(second.id, LineKind.CONTINUED, became=first.id)
        self._page.replace(replace(one, entry=readings.keyed(readings.joined(one.entry, two.entry), act.fields)))
        return _read_otherwise(first, act.first) or _read_otherwise(second, act.second)

    def _rename(self, act: acts.Renamed, last: int, *, own: bool) -> str:
        of_it = [one for one in self._page.entries if readings.has_column(one.entry, act)]
        for one in of_it:
            whole = readings.settled(one, self._corrections, last)
            self._page.replace(replace(whole, entry=readings.renamed(whole.entry, act, self._knowledge)))
        return "" if of_it or not own else f"the page has no column {act.heading!r} any more"


_NOT_THERE: Final = "the line that was seen is not there any more; the decision is not applied"


def _read_otherwise(found: StandingEntry, seen: acts.Seen) -> str:
    return "" if found.words == seen.words else f"the line now reads {found.words!r}; the decision stands"
