"""What a page says: a Transcript → a PageRecord with its entries and its ledger. Pure.

    tables → sections under headings → rows explained → pieces → values → readings

Values, by convention: a blank text and a printed 不详 mean None; the place headings over an entry
join its native place, also where that cell is blank; 〃 means what the line above it means.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord, Reading
from ingest import name_blocks, paragraphs
from ingest.ledger import Tally, best_order
from ingest.lines import Above
from ingest.pages import NAMES, RUN_IN, Table, Transcript
from ingest.parse import entries, forms, groups, outside, rows
from ingest.parse.columns import Columns
from ingest.parse.forms import Card
from ingest.parse.grid import Grid
from ingest.parse.groups import Group
from ingest.parse.rows import Row, Section


@dataclass(frozen=True, slots=True)
class Carry:
    """What the next page needs if it prints no headings (续上表): the columns and the groups in force.

    A page of running text has no columns; `unfinished` says that it ended within a sentence.
    """

    columns: Columns | None
    groups: tuple[Group, ...] = ()
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What is known from outside the page: the roster's default place and county, the page before."""

    default_place: str = ""
    county: str = ""
    carry: Carry | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A page understood; `carry` is for the page after it, None where there is nothing to carry.

    `needs_context` says that the page prints no headings, so that its record depends on the page
    before it.
    """

    record: PageRecord
    carry: Carry | None
    needs_context: bool


def interpret(transcript: Transcript, context: Context) -> Interpretation:
    """The entries and the ledger of one page; never raises, never loses a word of the transcript."""
    around = outside.explain(transcript)
    page = _Page(transcript, context)
    if transcript.kind == RUN_IN:
        page.read_paragraphs(around.groups.get(0))
    elif transcript.kind == NAMES:
        page.read_names(around.groups.get(0))
    else:
        for number, table in enumerate(transcript.tables):
            page.read(number, table, around.groups.get(number))
    lines = (*around.above, *page.lines, *around.below)
    record = PageRecord(
        number=transcript.number,
        width=transcript.width,
        height=transcript.height,
        quarter_turns=transcript.quarter_turns,
        kind=page.kind,
        title=around.title or next((line.text for line in page.lines if line.kind is LineKind.TITLE), ""),
        entries=tuple(page.entries),
        ledger=Ledger(lines, (*page.open, *around.open)),
    )
    return Interpretation(record, page.carry, page.needs_context)


class _Page:
    """One page being read, table by table: what was found so far."""

    def __init__(self, transcript: Transcript, context: Context) -> None:
        self.entries: list[Entry] = []
        self.lines: list[Line] = []
        self.open: list[str] = []
        self.needs_context = False
        self.carry: Carry | None = None
        self._forms = 0
        self._transcript = transcript
        self._context = context

    def read(self, number: int, table: Table, over: Group | None) -> None:
        """One table; `over` is the group heading that stands as a line above it."""
        grid = Grid(table)
        if grid.columns < 2 or not any(grid.words(row) for row in range(grid.rows)):
            self._explain_away(grid)
            return
        if cards := forms.cards(grid, self._transcript.quarter_turns):
            self._enter_cards(cards, over)
            return
        where = f"第 {number + 1} 个表：" if len(self._transcript.tables) > 1 else ""
        before = self.carry or self._context.carry
        goes_on = before is not None and before.columns is not None and before.columns.width == grid.columns
        if not goes_on and rows.is_no_roster(grid):
            self.needs_context = True
            self.open.append(where + "没有表头，也没有像姓名的栏，不像名册，未作条目")
            self._explain_away(grid)
            return
        reading = _Table(self, grid, over, where)
        for section in rows.sections(grid, before.columns if before else None):
            if not section.body and any(row.kind is LineKind.ENTRY for row in section.rows):
                self.needs_context = self.needs_context or self.carry is None
                reading.continues(section, before)
            reading.read(section, Above(self._context.default_place or self._context.county))
            if section.columns.told:
                self.carry = Carry(section.columns, tuple(replace(group, box=None) for group in reading.in_force))
        reading.end()

    def read_paragraphs(self, over: Group | None) -> None:
        """A page of running text; `over` is the group heading that stands as a line above it."""
        before = self._context.carry if self._context.carry and not self._context.carry.columns else None
        in_force = (over,) if over else before.groups if before else ()
        above = Above(self._context.default_place or self._context.county)
        told = paragraphs.read(self._transcript, above, in_force, continues=before is not None and before.unfinished)
        self.entries, self.lines, self.open = told.entries, told.lines, told.open
        self.carry = Carry(None, tuple(replace(group, box=None) for group in told.in_force), told.unfinished)
        self.needs_context = True

    def read_names(self, over: Group | None) -> None:
        """A page of names in blocks; `over` is the group heading that stands as a line above it."""
        before = self._context.carry
        in_force = (over,) if over else before.groups if before else ()
        told = name_blocks.read(self._transcript, Above(self._context.default_place or self._context.county), in_force)
        self.entries, self.lines, self.open = told.entries, told.lines, told.open
        self.carry = Carry(None, tuple(replace(group, box=None) for group in told.in_force))
        self.needs_context = told.headless and not over

    @property
    def kind(self) -> str:
        """What kind of page it turned out to be."""
        if self._forms and self._forms == len(self.entries):
            return forms.KIND
        return paragraphs.OTHER if self._transcript.kind == RUN_IN and not self.entries else self._transcript.kind

    def enter(self, words: str, box: Box, readings: tuple[Reading, ...]) -> None:
        """One more entry, whose print is `words`, and its line of the ledger."""
        number = len(self.entries) + 1
        self.entries.append(Entry(number, box, readings))
        self.lines.append(Line(LineKind.ENTRY, words, box, number))

    @property
    def line_turns(self) -> int:
        """Counter-clockwise turns that make the text of the page run across."""
        return self._transcript.line_turns

    def _enter_cards(self, cards: list[Card], over: Group | None) -> None:
        for card in cards:
            if card.is_blank:
                self.lines.append(Line(LineKind.BLANK, card.labels, card.box))
                continue
            self.lines.append(Line(LineKind.HEADING, card.labels, card.box))
            above = Above(self._context.default_place or self._context.county)
            self.enter(card.words, card.box, above.readings(0, card.pieces, (over,) if over else ()))
            self._forms += 1

    def _explain_away(self, grid: Grid) -> None:
        for row in range(grid.rows):
            words = grid.words(row)
            self.lines.append(Line(LineKind.FURNITURE if words else LineKind.BLANK, words, grid.box(row)))


class _Table:
    """One table being read, section by section; `in_force` are the group headings that hold at its end."""

    def __init__(self, page: _Page, grid: Grid, over: Group | None, where: str) -> None:
        self.in_force: tuple[Group, ...] = (over,) if over else ()
        self._page = page
        self._grid = grid
        self._where = where
        self._tally = Tally()
        if over:
            self._tally.group(over)

    def continues(self, section: Section, before: Carry | None) -> None:
        """The section prints no headings: it goes on with the table before, or its columns are unknown."""
        if section.columns.told and before is not None:
            self.in_force = self.in_force or before.groups
        else:
            self._open("没有可认的表头，各栏暂记作“列1”“列2”等，请指明各栏内容")

    def read(self, section: Section, above: Above) -> None:
        """The section's rows into entries and lines."""
        columns = section.columns
        if columns.counts_people:
            self._keep_as_figures(section)
            return
        sheet = entries.Sheet(self._grid, columns, section.body, self._page.line_turns)
        by_set = dict.fromkeys(range(len(columns.sets)), self.in_force)
        serials: dict[int, list[str | None]] = {}
        for row in section.rows:
            if row.kind is LineKind.ENTRY and row.number is not None:
                self._tally.entry(row.number)
                serials.setdefault(row.row, [None] * len(by_set))[row.number] = sheet.serial(row.row, row.number)
                pieces = sheet.pieces(row.row, row.number)
                self._page.enter(row.text, row.box, above.readings(row.number, pieces, by_set[row.number]))
                continue
            if row.kind is LineKind.STRUCK_OUT:
                # Nobody is entered; but its serial counts, and a ditto mark below it means what it says.
                serials[row.row] = [sheet.serial(row.row, number) for number in by_set]
                for number, groups_over in by_set.items():
                    above.readings(number, sheet.pieces(row.row, number), groups_over)
            if row.group is not None:
                self._tally.group(row.group, row.number)
                over = by_set if row.number is None else (row.number,)
                by_set |= {number: groups.pushed(by_set[number], row.group) for number in over}
            self._explain(row)
        self.in_force = by_set[0]
        self._open(*best_order(list(serials.values())))
        if serials and columns.told and not columns.has_name:
            self._open("没有“姓名”栏，各条目的姓名待补")

    def end(self) -> None:
        """Say what the printed counts did not agree with."""
        self._open(*self._tally.end())

    def _open(self, *reasons: str) -> None:
        self._page.open += [self._where + reason for reason in reasons]

    def _explain(self, row: Row) -> None:
        self._page.lines.append(Line(row.kind, row.text, row.box))
        if row.total is not None:
            self._tally.total(row.total, row.text)
        if row.kind is LineKind.STRUCK_OUT:
            self._open(f"有一行像是被划去：“{row.text}”，未作条目；若没有划去，请改正")
        if row.unsure:
            self._open(f"有一行只印“{row.text}”，当作分组标题；若是人名，请改正")

    def _keep_as_figures(self, section: Section) -> None:
        for row in section.rows:
            kind = LineKind.FURNITURE if row.kind is LineKind.ENTRY else row.kind
            self._page.lines.append(Line(kind, row.text, row.box))
        self._open("没有“姓名”栏而有人数栏，像统计表，未作条目；若是名册，请改正")
