"""A page and its entries → the table that stands beside its picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from flask import url_for

from archive.corrections import Correction, Loose, Misfit
from archive.records import ArchivedEntry, Box
from archive.review.doubts import unfit
from archive.store import ArchiveReader, Sheet, SheetKey, StoredPage, books, standing
from webapp.desk.review.cells import cell_of, label_of, past, upright
from webapp.desk.review.contexts import Cell, Column, Line, PageTable, Past

_VERTICAL: Final = ("vertical", "vertical_names")
"""Kinds of pages whose text runs down."""
_LOOSE_KINDS: Final = ("form", "run_in", "names", "vertical_names", "other")
"""Kinds of pages on which an entry is no line of a table."""


def table_of(archive: ArchiveReader, page: StoredPage, *, may_change: bool) -> PageTable:
    """All that the page way shows of a page, as it stands, to somebody who `may_change` its lines or may not."""
    sheet = archive.sheets([(page.sha256, page.number)])[page.sha256, page.number]
    with archive.asking() as ask:
        entries, made = standing.on_page(ask, sheet.sha256, sheet.number)
        before, after = books.beside(ask, sheet.sha256, sheet.number)
    misfits = unfit(entries, made)
    columns = _columns(entries, sheet)
    roster = entries[0].roster if entries else None
    sideways = sheet.quarter_turns % 2 == 1
    return PageTable(
        sha256=sheet.sha256,
        number=sheet.number,
        scan=sheet.scan,
        title=sheet.title,
        roster=roster.title if roster else "",
        width=sheet.height if sideways else sheet.width,
        height=sheet.width if sideways else sheet.height,
        vertical=sheet.kind in _VERTICAL,
        tabular=sheet.kind not in _LOOSE_KINDS,
        columns=columns,
        lines=tuple(_line(archived, columns, sheet, misfits.get(archived.id, ())) for archived in entries),
        open_points=page.ledger.open,
        orphans=_orphans(made, misfits),
        before=_address(before),
        after=_address(after),
        structure=url_for("structure.page", sha256=sheet.sha256, number=sheet.number) if may_change else None,
    )


def _line(archived: ArchivedEntry, columns: Sequence[Column], sheet: Sheet, misfits: Sequence[Loose]) -> Line:
    keyed = archived.entry.keyed()
    cells: list[Cell | None] = [
        cell_of(archived, column.key, keyed[column.key], sheet, misfits) if column.key in keyed else None
        for column in columns
    ]
    return Line(archived.id, archived.entry.row, upright(archived.entry.box, sheet), tuple(cells))


def _columns(entries: Sequence[ArchivedEntry], sheet: Sheet) -> tuple[Column, ...]:
    """Every key that an entry of the page has, in the order of the paper."""
    boxes: dict[str, list[Box]] = {}
    headings: dict[str, str] = {}
    fields: dict[str, str] = {}
    for archived in entries:
        for key, reading in archived.entry.keyed().items():
            boxes.setdefault(key, []).extend([reading.box] if reading.box else [])
            headings.setdefault(key, reading.heading)
            fields.setdefault(key, reading.field)
    return tuple(
        Column(key, label_of(fields[key], key), headings[key], _middle(placed, sheet)) for key, placed in boxes.items()
    )


def _middle(boxes: Sequence[Box], sheet: Sheet) -> tuple[float, float] | None:
    placed = [upright(box, sheet) for box in boxes]
    if not placed:
        return None
    return (
        round(median(x + width / 2 for x, _, width, _ in placed), 1),
        round(median(y + height / 2 for _, y, _, height in placed), 1),
    )


def _orphans(made: Mapping[str, Sequence[Correction]], misfits: Mapping[str, Sequence[Loose]]) -> tuple[Past, ...]:
    """Decisions that apply to no line of the page any more."""
    lost = {
        each.correction.id
        for found in misfits.values()
        for each in found
        if each.misfit in (Misfit.GONE, Misfit.SHIFTED)
    }
    return tuple(each for decisions in made.values() for each in past(decisions) if each.id in lost)


def _address(key: SheetKey | None) -> str | None:
    return url_for("review.page.show", sha256=key[0], number=key[1]) if key else None
