"""What a page says: a Transcript → a PageRecord with its entries and its ledger. Pure.

    tables → sections under headings → rows explained → pieces → values → readings

Values, by convention: a blank text and a printed 不详 mean None; the place headings over an entry
join its native place, also where that cell is blank; 〃 means what the line above it means.
"""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord, Reading
from ingest import name_blocks, paragraphs, tables
from ingest.carry import Carry, Context
from ingest.lines import Above
from ingest.openings import Opening
from ingest.pages import Table, Transcript
from ingest.parse import forms, outside, rows
from ingest.parse.forms import Card
from ingest.parse.grid import Grid
from ingest.parse.groups import Group


@dataclass(frozen=True, slots=True)
class Interpretation:
    """A page understood; `carry` is for the page after it, None where there is nothing to carry.

    `needs_context` says that the page may go on with the page before it, so that its record depends on that one.
    """

    record: PageRecord
    carry: Carry | None
    needs_context: bool


def interpret(transcript: Transcript, context: Context) -> Interpretation:
    """The entries and the ledger of one page; never raises, never loses a word of the transcript."""
    around = outside.explain(transcript)
    page = _Page(transcript, context)
    if transcript.runs_on:
        page.read_paragraphs(around.groups.get(0))
    elif transcript.lists_names:
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
        self._openings = _openings(transcript)
        self._after = next(iter(_openings(context.after).values()), None) if context.after else None

    def read(self, number: int, table: Table, over: Group | None) -> None:
        """One table; `over` is the group heading that stands as a line above it."""
        opening = self._openings.get(number)
        if opening is None:
            self._explain_away(Grid(table))
            return
        grid = opening.grid
        if cards := forms.cards(grid, self._transcript.quarter_turns):
            self._enter_cards(cards, over)
            return
        where = f"第 {number + 1} 个表：" if len(self._transcript.tables) > 1 else ""
        self.needs_context = self.needs_context or (self.carry is None and opening.looks_back)
        before = self.carry or (self._context.carry if self.needs_context else None)
        columns = before.columns if before else None
        if (columns is None or columns.width != grid.columns) and rows.is_no_roster(grid):
            self.needs_context = True
            self.open.append(where + "没有表头，也没有像姓名的栏，不像名册，未作条目")
            self._explain_away(grid)
            return
        place = self._place(number, opening, before, over, where)
        told = tables.read(grid, rows.sections(grid, columns), place)
        self.entries += told.entries
        self.lines += told.lines
        self.open += told.open
        self.carry = told.carry or self.carry

    def _place(
        self, number: int, opening: Opening, before: Carry | None, over: Group | None, where: str
    ) -> tables.Place:
        goes_on = before and before.columns and opening.goes_on(before.columns, before.count)
        follows = goes_on or (self._context.roster and before and before.columns and opening.is_like(before.columns))
        return tables.Place(
            over=over,
            before=before if goes_on else None,
            serial=before.count.serial if before and follows else None,
            beside=next((other for at, other in self._openings.items() if at > number), None),
            after=self._after,
            first=len(self.entries) + 1,
            above=self.above,
            line_turns=self.line_turns,
            where=where,
        )

    def read_paragraphs(self, over: Group | None) -> None:
        """A page of running text; `over` is the group heading that stands as a line above it."""
        before = self._context.carry if self._context.carry and not self._context.carry.columns else None
        told = paragraphs.read(self._transcript, self.above(), over, before, self._context.after)
        self.entries, self.lines, self.open = told.entries, told.lines, told.open
        self.carry = told.carry
        self.needs_context = True

    def read_names(self, over: Group | None) -> None:
        """A page of names in blocks; `over` is the group heading that stands as a line above it."""
        self.needs_context = not over and name_blocks.is_headless(self._transcript)
        before = self._context.carry if self.needs_context else None
        told = name_blocks.read(self._transcript, self.above(), over, before, self._context.after)
        self.entries, self.lines, self.open = told.entries, told.lines, told.open
        self.carry = told.carry

    @property
    def kind(self) -> str:
        """What kind of page it turned out to be."""
        if self._forms and self._forms == len(self.entries):
            return forms.KIND
        return paragraphs.OTHER if self._transcript.runs_on and not self.entries else self._transcript.kind

    def above(self) -> Above:
        """What a part of the page begins with, before its first line."""
        return Above(self._context.outer_place, self._context.learned)

    @property
    def next_row(self) -> int:
        """The row of the next entry."""
        return len(self.entries) + 1

    def enter(self, words: str, box: Box, readings: tuple[Reading, ...]) -> None:
        """One more entry, whose print is `words`, and its line of the ledger."""
        number = self.next_row
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
            groups_over = (over,) if over else ()
            self.enter(card.words, card.box, self.above().readings(0, card.pieces, groups_over, row=self.next_row))
            self._forms += 1

    def _explain_away(self, grid: Grid) -> None:
        for row in range(grid.rows):
            words = grid.words(row)
            self.lines.append(Line(LineKind.FURNITURE if words else LineKind.BLANK, words, grid.box(row)))


def _openings(transcript: Transcript) -> dict[int, Opening]:
    """The tables that may list people, each by its number; frames and single columns do not."""
    if transcript.runs_on or transcript.lists_names:
        return {}
    marked = outside.going_on(transcript)
    grids = [(number, Grid(table)) for number, table in enumerate(transcript.tables)]
    return {
        number: Opening(grid, number in marked)
        for number, grid in grids
        if grid.columns >= 2 and any(grid.words(row) for row in range(grid.rows))
    }
