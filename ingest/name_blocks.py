"""A page of names in blocks → its entries and ledger: each name an entry that stands under its village."""

from __future__ import annotations

from dataclasses import dataclass, field

from archive.records import Entry, Line, LineKind
from ingest.ledger import Tally
from ingest.lines import Above
from ingest.pages import Transcript
from ingest.parse import groups, name_lists
from ingest.parse.grid import Grid
from ingest.parse.groups import Group
from ingest.parse.name_lists import Heading, Name, Stray


@dataclass(slots=True)
class Told:
    """What a page of names tells; `in_force` are the headings at its end.

    `headless` says that names stand before its first heading: their village is printed on the page before.
    """

    entries: list[Entry] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    in_force: tuple[Group, ...] = ()
    headless: bool = False


def read(transcript: Transcript, above: Above, in_force: tuple[Group, ...]) -> Told:
    """The names of a page that begins under the groups `in_force`."""
    told, tally, headed = Told(in_force=in_force), Tally(), False
    for table in transcript.tables:
        for each in name_lists.read(Grid(table)):
            if isinstance(each, Heading):
                headed = True
                _under(told, tally, each)
            elif isinstance(each, Name):
                told.headless = told.headless or not headed
                tally.entry(0)
                _enter(told, each, above)
            else:
                _explain(told, each)
    told.open += tally.end()
    return told


def _under(told: Told, tally: Tally, heading: Heading) -> None:
    """What follows stands under the heading, unless it counts what stood above it."""
    if heading.total is not None:
        tally.total(heading.total, heading.words)
        told.lines.append(Line(LineKind.SUBTOTAL, heading.words, heading.box))
        return
    tally.group(heading.group)
    told.in_force = groups.pushed(told.in_force, heading.group)
    told.lines.append(Line(LineKind.GROUP_HEADING, heading.words, heading.box))


def _enter(told: Told, name: Name, above: Above) -> None:
    number = len(told.entries) + 1
    told.entries.append(Entry(number, name.box, above.readings(0, [name.piece], told.in_force, row=number)))
    told.lines.append(Line(LineKind.ENTRY, name.words, name.box, number))


def _explain(told: Told, stray: Stray) -> None:
    told.lines.append(Line(LineKind.FURNITURE if stray.words else LineKind.BLANK, stray.words, stray.box))
