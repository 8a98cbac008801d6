"""The ledger's checks: printed serials are contiguous, printed counts agree with the entries.

What does not balance is said in the archivist's language, because an archivist settles it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.parse.characters import narrow
from ingest.parse.groups import Group, Total
from ingest.parse.numerals import number


def serials(printed: Sequence[str]) -> list[str]:
    """What is wrong with the serials of entries in reading order; a blank one counts as the one due."""
    wrong: list[str] = []
    numbers = [number(narrow(text).strip(".、,。")) for text in printed]
    due: int | None = None
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
    return wrong


def best_order(rows: Sequence[Sequence[str | None]]) -> list[str]:
    """What is wrong with the serials of rows that hold several entries side by side.

    They may run along the rows or down one side and then the other; the order with less wrong counts.
    `rows` has one serial a set, None where the set has no entry in that row.
    """
    along = [serial for row in rows for serial in row if serial is not None]
    sides = max(map(len, rows), default=0)
    down = [row[side] for side in range(sides) for row in rows if side < len(row) and row[side] is not None]
    return min(serials(along), serials([serial for serial in down if serial is not None]), key=len)


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


@dataclass(slots=True)
class _Open:
    group: Group
    number: int | None
    entries: int = 0


@dataclass(slots=True)
class Tally:
    """Counts entries under the group headings and totals of one table, in reading order."""

    wrong: list[str] = field(default_factory=list)
    _groups: list[_Open] = field(default_factory=list)
    _since_total: int = 0
    _all: int = 0
    _seen_start: bool = False

    def entry(self, number: int) -> None:
        """An entry in set `number` of the columns."""
        self._all += 1
        self._since_total += 1
        for group in self._groups:
            if group.number in (None, number):
                group.entries += 1

    def group(self, group: Group, number: int | None = None) -> None:
        """A group heading over set `number`, None for all; it ends those of its own rank and narrower ones."""
        ended = [g for g in self._groups if None in (g.number, number) or g.number == number]
        self._close([g for g in ended if not _holds(g.group, group)], at_end=False)
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

    def end(self) -> list[str]:
        """What does not agree, now that the table is read to its end."""
        self._close(list(self._groups), at_end=True)
        return self.wrong

    def _close(self, groups: list[_Open], *, at_end: bool) -> None:
        for open_group in groups:
            self._groups.remove(open_group)
            count, entries = open_group.group.count, open_group.entries
            if count is None or count == entries:
                continue
            told = f"“{open_group.group.printed}”印有 {count} 人，本页列出 {entries} 人"
            self.wrong.append(told + ("（后一页可能还有）" if at_end and entries < count else ""))


def _holds(outer: Group, inner: Group) -> bool:
    """Whether `inner` stands within `outer`."""
    if outer.rank is None or inner.rank is None:
        return outer.rank is not None
    return outer.rank < inner.rank
