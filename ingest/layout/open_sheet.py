"""Tables whose rules across alone are printed, without a frame: rules part people, white parts their facts."""

from __future__ import annotations

from ingest.layout.lost_rules import with_lost_rules
from ingest.layout.open_columns import with_columns_parted
from ingest.layout.open_ends import with_open_ends
from ingest.layout.paper import Found, PaperTable
from ingest.layout.ruled import KIND
from ingest.layout.strikes import without_strikes
from ingest.layout.turn import find_standing
from ingest.readers.lines import Reader
from ingest.rectify.flatrows import flatten_rows
from ingest.rectify.lit import Lit
from ingest.rectify.upright import UprightPage

_LEAST_COLUMNS = 3
"""Columns from which on print between rules is a table's; lines of text that are ruled have none."""


def find(page: UprightPage, reader: Reader) -> Found | None:
    """The page's table, once it is turned so that its text runs across; None where it has none, or columns of text."""
    page = page if page.lit.runs_across else page.turned(1)
    table = find_table(page.lit)
    if table is None:
        return None
    standing = find_standing(table, reader)
    if standing.in_columns:
        return None
    if standing.line_turns:
        page = page.turned(standing.line_turns)
        table = find_table(page.lit)
    return Found(KIND, page, page.quarter_turns, (table,)) if table is not None else None


def find_table(page: Lit) -> PaperTable | None:
    """The table of an evenly lit page whose print runs across."""
    flat = flatten_rows(page)
    if flat is None:
        return None
    flat, struck = without_strikes(with_open_ends(flat))
    frame = float(flat.xs[0]), float(flat.ys[0]), float(flat.xs[-1]), float(flat.ys[-1])
    whole = PaperTable(flat, len(flat.ys) - 1, 1, frame, (), struck)
    table = with_columns_parted(whole, flat, lies=False)
    return with_lost_rules(table) if table.columns >= _LEAST_COLUMNS else None
