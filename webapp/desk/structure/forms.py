"""What a script sends → a decision on the lines of a page; what does not make sense is refused."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from archive import structure
from archive.errors import UsageError
from archive.records import FIELDS, Box, Entry, LineKind, Reading, Status
from archive.review.machine import Cause, Meant, Said, Unclear
from archive.store import StoredPage
from webapp.desk.structure.page import stored

_SMALLEST: Final = 4.0
"""Pixels of a side that a frame has at least; less was a slip of the hand."""
_LONGEST: Final = 500
"""Characters of a field, a reason or a printed heading at most."""
_WHY: Final = (structure.Removed, structure.Settled)
"""Decisions that are nothing without a reason."""

Entries = Sequence[Entry]
"""The entries of the page as they stand, in reading order."""


class Sent:
    """One decision as a script sent it, on a page as it stands."""

    def __init__(self, told: Mapping[str, object], sheet: StoredPage, entries: Entries, meant: Meant) -> None:
        """`told` is the JSON; raises UsageError where it is no decision at all."""
        self._told = told
        self._sheet = sheet
        self._entries = entries
        self._meant = meant
        self._act = _mapping(self._told.get("act"))

    @property
    def after(self) -> int:
        """The number of the last decision that the person knew of."""
        after = self._told.get("after")
        if not isinstance(after, int) or isinstance(after, bool):
            raise _NonsenseError("after")
        return after

    def why(self, act: structure.Act) -> str:
        """The reason; raises UsageError where none is given for what is nothing without one."""
        why = _text(self._told.get("why", ""), "why")
        if not why and isinstance(act, _WHY):
            raise UsageError("请写明理由", remedy="理由与决定一起留存")
        return why

    def act(self) -> structure.Act:
        """What was decided; raises UsageError where it does not make sense."""
        make = _MADE.get(str(self._act.get("kind")))
        if make is None:
            raise _NonsenseError("kind")
        return make(self)

    def added(self) -> structure.Added:
        """A missed line."""
        box = self._box(self._act.get("box"))
        follows, instead_of = (self._seen(self._act[key]) if self._act.get(key) else None for key in _BESIDE)
        return structure.Added(
            box, self._keyed(self._act.get("fields"), self._above(follows, box)), follows, instead_of
        )

    def removed(self) -> structure.Removed:
        """A phantom."""
        return structure.Removed(self._line("line"))

    def split(self) -> structure.Split:
        """One entry that is two people."""
        line, rest = self._line("line"), _mapping(self._act.get("rest"))
        above = self._above(line, line.box)
        second = structure.Added(self._box(rest.get("box")), self._keyed(rest.get("fields"), above))
        first = self._keyed(self._act.get("fields"), above, named=False)
        return structure.Split(line, self._box(self._act.get("box")), first, second)

    def merged(self) -> structure.Merged:
        """Two entries that are one person's."""
        first, second = self._line("first"), self._line("second")
        fields = self._keyed(self._act.get("fields"), self._above(first, first.box), named=False)
        return structure.Merged(first, second, fields)

    def marked(self) -> structure.Marked:
        """A line that is no entry."""
        try:
            kind = LineKind(str(self._act.get("as")))
        except ValueError as problem:
            raise _NonsenseError("as") from problem
        if kind not in structure.MARKS:
            raise _NonsenseError("as")
        return structure.Marked(self._seen(self._act.get("line")), kind, _text(self._act.get("text", ""), "text"))

    def renamed(self) -> structure.Renamed:
        """A column that means another field; it may also go by its own heading."""
        heading, field, becomes = (_text(self._act.get(key), key) for key in ("heading", "field", "becomes"))
        if becomes not in (*FIELDS, heading) or becomes == field:
            raise UsageError("请选择另一个字段", remedy="这一栏已经是它")
        return structure.Renamed(heading, field, becomes, whole_roster=self._act.get("whole_roster") is True)

    def settled(self) -> structure.Settled:
        """A ledger that a person looked into."""
        points = self._act.get("points")
        if not isinstance(points, list) or not points:
            raise _NonsenseError("points")
        return structure.Settled(tuple(_text(point, "points") for point in points))

    def undone(self) -> structure.Undone:
        """A decision taken back."""
        number = self._act.get("decision")
        if not isinstance(number, int) or isinstance(number, bool):
            raise _NonsenseError("decision")
        return structure.Undone(number)

    def _box(self, told: object) -> Box:
        corners = _numbers(told)
        box = stored((corners[0], corners[1], corners[2], corners[3]), self._sheet)
        if min(box.width, box.height) < _SMALLEST:
            raise UsageError("画的框太小，或在纸外", remedy="请重新画框")
        return box

    def _line(self, key: str) -> structure.Seen:
        seen = self._seen(self._act.get(key))
        if not seen.entry:
            raise _NonsenseError(key)
        return seen

    @staticmethod
    def _seen(told: object) -> structure.Seen:
        seen = _mapping(told)
        entry, words = seen.get("entry"), seen.get("words")
        if not isinstance(entry, str) or not isinstance(words, str):
            raise _NonsenseError("seen")
        return structure.Seen(entry, Box(*_numbers(seen.get("box"))), words)

    def _keyed(self, told: object, above: Entries, *, named: bool = True) -> tuple[structure.Keyed, ...]:
        """The fields that were keyed; blank ones are left out, and a new entry has a name, be it □."""
        given = {_text(key, "fields"): _text(text, "fields") for key, text in _mapping(told or {}).items()}
        fields = {key: text for key, text in given.items() if text}
        if named and not fields.get("name"):
            raise UsageError("请录入姓名", remedy="看不清的字用 □ 代替")
        return tuple(structure.Keyed(key, *self._value(key, text, above)) for key, text in fields.items())

    def _value(self, key: str, text: str, above: Entries) -> tuple[str, str | None]:
        """The print and what it means, under the same headings as the lines above; 〃 means what stands over it."""
        read = [reading for entry in above if (reading := entry.reading(key)) is not None]
        model = next((each for each in read if each.text and each.value), _blank(key))
        try:
            return self._meant(key, replace(model, machine=None), Said(text))
        except Unclear as problem:
            if problem.cause is not Cause.DITTO:
                raise
            return text, read[0].value if read else None

    def _above(self, line: structure.Seen | None, box: Box) -> Entries:
        """The entries that stand over a place on the page, nearest first, with the line itself."""
        boxes = [entry.box for entry in self._entries]
        at = boxes.index(line.box) + 1 if line and line.box in boxes else structure.place_among(box, boxes)
        return self._entries[:at][::-1]


class _NonsenseError(UsageError):
    def __init__(self, what: str) -> None:
        super().__init__(f"the script sent no {what!r} that makes sense", remedy="load the page again")


_BESIDE: Final = ("follows", "instead_of")
_MADE: Final[Mapping[str, Callable[[Sent], structure.Act]]] = {
    "added": Sent.added,
    "removed": Sent.removed,
    "split": Sent.split,
    "merged": Sent.merged,
    "marked": Sent.marked,
    "renamed": Sent.renamed,
    "settled": Sent.settled,
    "undone": Sent.undone,
}


def _blank(key: str) -> Reading:
    return Reading(key, FIELDS.get(key, key), "", None, 0.0, Status.FLAGGED, None)


def _mapping(told: object) -> Mapping[str, Any]:
    if not isinstance(told, dict):
        raise _NonsenseError("object")
    return told


def _text(told: object, what: str) -> str:
    if not isinstance(told, str) or len(told) > _LONGEST:
        raise _NonsenseError(what)
    return told.strip()


def _numbers(told: object) -> tuple[float, float, float, float]:
    if not isinstance(told, list) or len(told) != 4:
        raise _NonsenseError("box")
    if not all(isinstance(each, int | float) and math.isfinite(each) for each in told):
        raise _NonsenseError("box")
    return (float(told[0]), float(told[1]), float(told[2]), float(told[3]))
