"""A page of names in blocks → its entries and ledger: each name an entry that stands under its village."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from archive import points
from archive.records import Entry, Line, LineKind
from ingest import doubt
from ingest.carry import Carry
from ingest.ledger import Count, Tally
from ingest.lines import Above
from ingest.pages import Transcript
from ingest.parse import groups, name_lists
from ingest.parse.grid import Grid
from ingest.parse.groups import Group
from ingest.parse.listed import Heading, Missing, Name, Stray
from ingest.parse.outside import says_title


@dataclass(slots=True)
class Told:
    """What a page of names tells; `in_force` are the headings at its end."""

    entries: list[Entry] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    in_force: tuple[Group, ...] = ()
    tally: Tally = field(default_factory=Tally)

    @property
    def carry(self) -> Carry:
        """What the page after it needs."""
        return Carry(None, tuple(replace(group, box=None) for group in self.in_force), self.tally.count())


def is_headless(transcript: Transcript) -> bool:
    """Whether names stand before its first heading: their village is printed on the page before."""
    every = (each for table in transcript.tables for each in name_lists.read(Grid(table), transcript.line_turns))
    return isinstance(next((each for each in every if not isinstance(each, Stray | Missing)), None), Name)


def read(
    transcript: Transcript, above: Above, over: Group | None, before: Carry | None, after: Transcript | None
) -> Told:
    """The names of a page; `over` is a group heading above them, `before` and `after` what the page goes on with."""
    told = Told(in_force=before.groups if before else (), tally=Tally.going_on(before.count if before else Count()))
    if over is not None:
        told.tally.group(over)
        told.in_force = groups.pushed(told.in_force, over)
    for table in transcript.tables:
        for each in name_lists.read(Grid(table), transcript.line_turns):
            if isinstance(each, Heading) and each.group.count is None and says_title(each.words):
                told.lines.append(Line(LineKind.TITLE, each.words, each.box))
            elif isinstance(each, Heading):
                _under(told, each)
            elif isinstance(each, Name):
                told.tally.entry()
                _enter(told, each, above)
            elif isinstance(each, Missing):
                page = transcript.width, transcript.height, transcript.line_turns
                told.lines.append(Line(LineKind.UNREAD, "", each.box))
                told.open.append(points.unread(each.box, *page))
            else:
                _explain(told, each)
    told.open += told.tally.end(goes_on=after is not None and after.lists_names and is_headless(after))
    told.entries = doubt.of_places(told.entries, told.tally.overfull)
    return told


def _under(told: Told, heading: Heading) -> None:
    """What follows stands under the heading, unless it counts what stood above it."""
    if heading.total is not None:
        told.tally.total(heading.total, heading.words)
        told.lines.append(Line(LineKind.SUBTOTAL, heading.words, heading.box))
        return
    told.tally.group(heading.group)
    told.in_force = groups.pushed(told.in_force, heading.group)
    told.lines.append(Line(LineKind.GROUP_HEADING, heading.words, heading.box))


def _enter(told: Told, name: Name, above: Above) -> None:
    number = len(told.entries) + 1
    told.entries.append(Entry(number, name.box, above.readings(0, name.pieces, told.in_force, row=number)))
    told.lines.append(Line(LineKind.ENTRY, name.words, name.box, number))


def _explain(told: Told, stray: Stray) -> None:
    told.lines.append(Line(LineKind.FURNITURE if stray.words else LineKind.BLANK, stray.words, stray.box))
