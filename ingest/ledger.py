"""The ledger's checks: printed serials are contiguous, printed counts agree with the entries.

What does not balance is said in the archivist's language, because an archivist settles it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ingest.parse.characters import narrow
from ingest.parse.groups import Group, Total
from ingest.parse.numerals import number

_USUAL_PAGE: Final = 40
"""Entries of a page, at most as a rule: a jump that is longer than a page tells of no lost rows."""


@dataclass(frozen=True, slots=True)
class Serials:
    """What is `wrong` with the serials of entries in reading order, and the `last` of them, None if none is printed."""

    wrong: tuple[str, ...]
    last: int | None


def serials(printed: Sequence[str], due: int | None = None) -> Serials:
    """The serials of entries in reading order, of which `due` is to be the first; a blank one counts as the one due."""
    wrong: list[str] = []
    numbers = [number(narrow(text).strip(".、,。")) for text in printed]
    for index, (text, found) in enumerate(zip(printed, numbers, strict=True)):
        if found is None and text:
            wrong.append(f"序号“{text}”读不出" + (f"，按前后应是 {due}" if due else ""))
        known = found if found is not None else due
        if found is not None and due is not None and found != due:
            if _is_misread(numbers, index, due):
                wrong.append(f"序号印作 {found}，按前后应是 {due}")
                known = due
            elif found != 1:
                wrong.append(_jump(due, found))
        due = None if known is None else known + 1
    return Serials(tuple(wrong), None if due is None or not printed else due - 1)


def best_order(rows: Sequence[Sequence[str | None]], last: int | None = None) -> Serials:
    """The serials of rows that hold several entries side by side, where they go on from `last` of the page before.

    They may run along the rows or down one side and then the other; the order with less wrong counts.
    `rows` has one serial a set, None where the set has no entry in that row.
    """
    along = [serial for row in rows for serial in row if serial is not None]
    sides = max(map(len, rows), default=0)
    down = [own for side in range(sides) for row in rows if side < len(row) and (own := row[side]) is not None]
    due = _due(last, along)
    return min(serials(along, due), serials(down, due), key=lambda found: len(found.wrong))


def first(printed: Sequence[str]) -> int | None:
    """The first serial that can be read, less the blank ones before it."""
    numbers = (number(narrow(text).strip(".、,。")) for text in printed)
    return next((found - index for index, found in enumerate(numbers) if found is not None), None)


def _due(last: int | None, printed: Sequence[str]) -> int | None:
    """The serial that is due after `last`; None where a page begins to count anew or belongs elsewhere.

    It belongs elsewhere if more are missing than its own length and a page's usual one.
    """
    beginning = first(printed)
    if last is None or beginning is None:
        return None
    return last + 1 if last < beginning <= last + 1 + max(_USUAL_PAGE, len(printed)) else None


def _is_misread(numbers: Sequence[int | None], index: int, due: int) -> bool:
    """Whether the serials after this one go on as if it had been the one due."""
    after = numbers[index + 1 : index + 3]
    fits = [later == due + step for step, later in enumerate(after, 1) if later is not None]
    return bool(fits) and all(fits)


def _jump(due: int, found: int) -> str:
    if found == due - 1:
        return f"序号 {found} 重复"
    if found < due:
        return f"序号从 {due - 1} 回到 {found}"
    missing = f"{due}" if found == due + 1 else f"{due} 至 {found - 1}"
    return f"序号从 {due - 1} 跳到 {found}，缺 {missing}"


@dataclass(frozen=True, slots=True)
class Count:
    """How far counting has come at the end of a page: the groups in force with the people listed under each.

    `since_total` people were listed since the last printed total or group heading, `all` in all; `serial` is the
    last printed one.
    """

    groups: tuple[tuple[Group, int], ...] = ()
    since_total: int = 0
    all: int = 0
    serial: int | None = None


@dataclass(slots=True)
class _Open:
    group: Group
    number: int | None
    before: int = 0
    places: list[int] = field(default_factory=list)

    @property
    def entries(self) -> int:
        """The people of this page under the group."""
        return len(self.places)

    @property
    def all(self) -> int:
        """The people under the group, on the pages before too."""
        return self.before + self.entries

    @property
    def is_overfull(self) -> bool:
        """Whether more people stand under it than it prints: the heading of some of them was not seen."""
        return self.group.count is not None and self.all > self.group.count


@dataclass(slots=True)
class Tally:
    """Counts entries under the group headings and totals of one table, in reading order.

    `overfull` are the places, counted from 0, of the entries that stand under a heading which counts fewer.
    """

    wrong: list[str] = field(default_factory=list)
    overfull: set[int] = field(default_factory=set)
    _groups: list[_Open] = field(default_factory=list)
    _since_total: int = 0
    _all: int = 0
    _seen_start: bool = False
    _listed: int = 0

    @classmethod
    def going_on(cls, count: Count) -> Tally:
        """A tally that goes on where the page before ended."""
        groups = [_Open(replace(group, box=None), None, before) for group, before in count.groups]
        return cls(_groups=groups, _since_total=count.since_total, _all=count.all, _seen_start=count.all > 0)

    def entry(self, number: int = 0) -> None:
        """An entry in set `number` of the columns."""
        self._all += 1
        self._since_total += 1
        for group in self._groups:
            if group.number in (None, number):
                group.places.append(self._listed)
        self._listed += 1

    def group(self, group: Group, number: int | None = None) -> None:
        """A group heading over set `number`, None for all; it ends those of its own rank and narrower ones.

        One under which all the people are listed that it prints is ended by any. One that a page repeats from the
        page before ends nothing.
        """
        if any(g.before and not g.entries and is_repeated(group, g.group) for g in self._groups):
            return
        ended = [g for g in self._groups if None in (g.number, number) or g.number == number]
        self._close([g for g in ended if g.all == g.group.count or not _holds(g.group, group)], at_end=False)
        self._groups.append(_Open(group, number))
        self._since_total = 0
        self._seen_start = True

    def total(self, total: Total, printed: str) -> None:
        """A printed subtotal or total."""
        counts = {self._since_total, self._all, *(g.entries for g in self._groups)}
        if total.count is not None and total.count not in counts:
            # A block that began on an earlier page has its first entries there.
            before = "" if self._seen_start or total.count < self._since_total else "（前一页可能还有）"
            self.wrong.append(f"“{printed}”与表中所列 {self._since_total} 人不符{before}")
        self._since_total = 0
        self._seen_start = True

    def count(self, serial: int | None = None) -> Count:
        """How far it has come, for a page that goes on; `serial` is the last printed one."""
        groups = tuple((g.group, g.all) for g in self._groups if g.number in (None, 0))
        return Count(groups, self._since_total, self._all, serial)

    def end(self, *, goes_on: bool = False) -> list[str]:
        """What does not agree, now that the table is read to its end; what `goes_on` is told where it ends."""
        for group in self._groups:
            if group.is_overfull:
                self.overfull.update(group.places)
        if not goes_on:
            self._close(list(self._groups), at_end=True)
        return self.wrong

    def _close(self, groups: list[_Open], *, at_end: bool) -> None:
        for ended in groups:
            self._groups.remove(ended)
            if ended.is_overfull:
                self.overfull.update(ended.places)
            count = ended.group.count
            if count is None or count == ended.all:
                continue
            before = f"前页列出 {ended.before} 人，" if ended.before else ""
            told = f"“{ended.group.printed}”印有 {count} 人，{before}本页列出 {ended.entries} 人"
            self.wrong.append(told + ("（后一页可能还有）" if at_end and ended.all < count else ""))


def is_repeated(group: Group, before: Group) -> bool:
    """Whether the heading is the one before, printed again."""
    return group.printed == before.printed and group.count in (None, before.count)


def _holds(outer: Group, inner: Group) -> bool:
    """Whether `inner` stands within `outer`."""
    if outer.rank is None or inner.rank is None:
        return outer.rank is not None
    return outer.rank < inner.rank
