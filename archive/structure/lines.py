"""The lines of a page while decisions are laid over them one after the other, and how what was seen is found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from archive import points
from archive.corrections import SAME_LINE, in_common
from archive.records import Box, Entry, Line, LineKind, PageRecord, entry_id
from archive.structure.acts import Seen

SAME_FRAME: Final = 0.8
"""Share that two frames have in common, of the paper that either covers, when they are the frame of the same line
however it is read: no neighbour has so much, and neither has a line of which only a part is another's."""


_LEFT_OPEN: Final = (LineKind.UNREAD, LineKind.UNEXPLAINED)
"""Print that may be a person's of whom there is no entry."""
_MOSTLY: Final = 0.6
"""Share of the paper of such print within a frame from which on it may be of the line that is framed."""
_MIDDLE: Final = (0.3, 0.7)
"""Where, across the frame, the middle of its print then is: a frame round two lines closes the point about neither."""


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """An entry with its lasting id; decisions on readings up to number `settled` are in its readings already."""

    id: str
    entry: Entry
    settled: int = 0

    @property
    def words(self) -> str:
        """Its print as it was read or keyed."""
        return words_of(self.entry)


@dataclass(slots=True)
class Page:
    """A page being laid over: entries in reading order, and lines of the ledger, those of entries by the id."""

    record: PageRecord
    entries: list[StandingEntry]
    lines: list[tuple[Line, str]]
    open: list[str]
    became: dict[str, str | None] = field(default_factory=dict)

    def entry(self, seen: Seen) -> StandingEntry | None:
        """The entry that was seen, if it is still there: the same print on the same paper, or the same frame."""
        at = best(seen, [(one.entry.box, one.words) for one in self.entries])
        return None if at is None else self.entries[at]

    def line(self, seen: Seen) -> int | None:
        """The number of the ledger's line, no entry, that was seen."""
        framed = [(at, line) for at, (line, id) in enumerate(self.lines) if not id and line.box is not None]
        at = best(seen, [(line.box, line.text) for _, line in framed if line.box])
        return None if at is None else framed[at][0]

    def line_of(self, id: str) -> int:
        """The number of an entry's line."""
        return next(at for at, (_, of) in enumerate(self.lines) if of == id)

    def left_open_in(self, box: Box) -> list[int]:
        """The numbers of lines that were left open and are print of the line framed by `box`, the last first."""
        left_open = [(at, line.box) for at, (line, _) in enumerate(self.lines) if line.kind in _LEFT_OPEN]
        return [at for at, own in reversed(left_open) if own and _is_of(own, box)]

    def drop(self, at: int) -> None:
        """Take out a line, no entry, whose print is an entry's by now, and close the point that is about it."""
        self._close(self.lines.pop(at)[0])

    def explain(self, at: int, kind: LineKind, text: str) -> None:
        """Say what kind of line, no entry, one is, with another `text` if any, and close the point that is about it."""
        line = self.lines[at][0]
        self._close(line)
        self.lines[at] = (Line(kind, text or line.text, line.box), "")

    def _close(self, line: Line) -> None:
        point = points.about(line, self.record, self.open)
        if point is not None:
            self.open.remove(point)

    def put(self, entry: StandingEntry, at: int) -> None:
        """A new entry before number `at`, and its line beside those of its neighbours."""
        if at > 0:
            place = self.line_of(self.entries[at - 1].id) + 1
        elif self.entries:
            place = self.line_of(self.entries[0].id)
        else:
            place = len(self.lines)
        self.entries.insert(at, entry)
        self.lines.insert(place, (Line(LineKind.ENTRY, entry.words, entry.entry.box), entry.id))

    def replace(self, entry: StandingEntry) -> None:
        """Put `entry` in the place of what has its id."""
        at = next(at for at, one in enumerate(self.entries) if one.id == entry.id)
        self.entries[at] = entry
        self.lines[self.line_of(entry.id)] = (Line(LineKind.ENTRY, entry.words, entry.entry.box), entry.id)

    def take_out(self, id: str, kind: LineKind, became: str | None = None, text: str = "") -> None:
        """Make an entry a line of another kind, with another `text`; `became` is the entry that holds it now."""
        at = self.line_of(id)
        line = self.lines[at][0]
        self.lines[at] = (Line(kind, text or line.text, line.box), "")
        self.entries = [one for one in self.entries if one.id != id]
        self.became[id] = became


def page_of(record: PageRecord, sha256: str) -> Page:
    """The page as the machine read it."""
    entries = [StandingEntry(entry_id(sha256, record.number, entry.row), entry) for entry in record.entries]
    by_row = {one.entry.row: one for one in entries}
    lines = [
        (line, by_row.pop(line.row).id if line.kind is LineKind.ENTRY and line.row in by_row else "")
        for line in record.ledger.lines
    ]
    lines += [(Line(LineKind.ENTRY, one.words, one.entry.box), one.id) for one in by_row.values()]
    return Page(record, entries, lines, list(record.ledger.open))


def _is_of(own: Box, frame: Box) -> bool:
    """Whether print stands within a frame and about its middle, as that of a single line does."""
    wide = min(frame.x + frame.width, own.x + own.width) - max(frame.x, own.x)
    high = min(frame.y + frame.height, own.y + own.height) - max(frame.y, own.y)
    across, down = own.x + own.width / 2 - frame.x, own.y + own.height / 2 - frame.y
    middle = down / frame.height if frame.width >= frame.height else across / frame.width
    within = max(0.0, wide) * max(0.0, high) >= _MOSTLY * own.width * own.height
    return within and _MIDDLE[0] <= middle <= _MIDDLE[1]


def words_of(entry: Entry) -> str:
    """The print of an entry, its readings one after the other."""
    return "".join(reading.text for reading in entry.readings)


def best(seen: Seen, lines: Sequence[tuple[Box, str]]) -> int | None:
    """Which of `lines`, each with its frame and print, is the one that was seen; None if none is without doubt.

    Paper does not move, while rows are counted anew and print is read anew: the frame tells, and where the frame was
    drawn otherwise since, the same print within it.
    """
    shares = [(in_common(seen.box, box), words == seen.words, -at) for at, (box, words) in enumerate(lines)]
    fits = [(same, share, at) for share, same, at in shares if share >= (SAME_LINE if same else SAME_FRAME)]
    return -max(fits)[2] if fits else None
