"""Which kind of page it is: the layouts, from the one that is told most surely to the one that is told least."""

from __future__ import annotations

from typing import Final

from ingest.layout import aligned, open_sheet, prose, ruled
from ingest.layout.paper import Found
from ingest.layout.proselines import MOST_COLUMNS
from ingest.layout.sampled import runs_on
from ingest.layout.surroundings import OutsideLine, lines_outside
from ingest.pages import LISTS, RUN_IN, RUNNING_DOWN
from ingest.readers.lines import Reader
from ingest.rectify.upright import UprightPage

OTHER: Final = "other"
"""A page of another kind: a picture, a title page, a letter."""
_LEFT_OUT: Final = 0.4
"""Lines left outside for each row of a table without rules, from which on the page may as well be running text."""


def find_layout(page: UprightPage, reader: Reader) -> tuple[Found, list[OutsideLine]]:
    """What the first layout that knows the page finds on it, nothing on a page of another kind, and what it leaves out.

    Rules that part people, or frame a page, and leave the facts of each to stand below each other by themselves tell
    no columns: what print alone holds together does. Nor do such as part lines of sentences.
    """
    by_rules = ruled.find(page, reader)
    if by_rules is not None and ruled.parts_facts(by_rules) and not _part_lines(by_rules, reader):
        return by_rules, lines_outside(by_rules)
    if by_rules is None and (sheet := open_sheet.find(page, reader)) is not None:
        return sheet, lines_outside(sheet)
    found, left_out = _without_rules(page, reader)
    if found.kind == OTHER and by_rules is not None:
        return by_rules, lines_outside(by_rules)
    return found, left_out


def _part_lines(by_rules: Found, reader: Reader) -> bool:
    """Whether rules part the lines of running text, where white behind names and marks looks like that of columns."""
    table = by_rules.tables[0]
    return ruled.are_without_uprights(by_rules) and (ruled.is_mostly_whole(table) or runs_on(table, reader))


def _without_rules(page: UprightPage, reader: Reader) -> tuple[Found, list[OutsideLine]]:
    """What the layouts find that print alone holds together, and what it leaves out.

    Lines of running text may by chance stand below each other here and there; then the layout that leaves fewer
    lines of the page outside is the one. Lines of its columns that stand level look like rows; but where each of a
    table's columns is as wide and as full as text, it is text, and where sentences stand in the widest of its columns.
    Where its characters lie as columns of print and as lines of text stand, it is text too: of text whole characters
    tell how they stand, of a table what its short lines are cut into.
    """
    table, text = aligned.find(page, reader), None
    left_out = lines_outside(table) if table is not None else []
    whole = table is not None and len(left_out) <= _LEFT_OUT * sum(part.rows for part in table.tables)
    sentences = table is not None and table.kind not in LISTS and runs_on(table.tables[0], reader)
    down = table is not None and table.kind in RUNNING_DOWN
    if table is None or not whole or sentences or down or table.tables[0].columns <= MOST_COLUMNS:
        text = prose.find(page, reader)
    if table is not None and text is not None and (sentences or (down and _stands_otherwise(text, table))):
        return text, lines_outside(text)
    if table is not None and (text is None or (whole and len(text.tables) < table.tables[0].columns)):
        return table, left_out
    if text is None:
        other = Found(OTHER, page, page.quarter_turns, ())
        return other, lines_outside(other)
    beside = lines_outside(text)
    if table is not None and not whole and len(left_out) <= len(beside):
        return table, left_out
    return text, beside


def _stands_otherwise(text: Found, table: Found) -> bool:
    """Whether lines of text that run across stand upright after other turns than a table's columns of print."""
    return text.kind == RUN_IN and text.quarter_turns != table.quarter_turns
