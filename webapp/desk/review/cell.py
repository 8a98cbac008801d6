"""One cell: what helps to settle it, and what typed words would mean there."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from archive.records import ArchivedEntry
from archive.review.doubts import unfit
from archive.review.machine import Cause, Unclear
from archive.review.machine import Said as Typed
from archive.staff.values import Role
from archive.store import standing
from webapp.desk.access import needs
from webapp.desk.asked import entry_or_404, machine, reading_or_404, sheet_or_404
from webapp.desk.review import pictures
from webapp.desk.review.cells import cell_of, past, said
from webapp.desk.review.characters import characters
from webapp.desk.review.choices import choices_of
from webapp.desk.review.contexts import CellDetail
from webapp.shelf import archive

UNCLEAR: Final = {
    Cause.BLANK: "没有填写。看不清的字用 □；纸上确实空白，请在“理由”里写明。",
    Cause.NO_DATE: "这不是年月的写法，请写成 1947、1947-03、1947-03-12 或 1946/1947。",
    Cause.DITTO: "这里改成了“〃”，请在“含义”里写明它指什么。",
}
_ENLARGED: Final = 112

blueprint = Blueprint("cell", __name__)


@blueprint.get("/cell/<entry>/<path:key>")
@needs(Role.REVIEWER)
def detail(entry: str, key: str) -> ResponseReturnValue:
    """A cell with choices, its history, and its enlarged piece."""
    archived = entry_or_404(entry)
    reading = reading_or_404(archived, key)
    sheet = sheet_or_404(archived.sha256, archived.page)
    made = archive().corrections([entry]).get(entry, [])
    with archive().asking() as ask:
        misfits = unfit([archived], standing.open_corrections(ask, [entry])).get(entry, ())
    told = CellDetail(
        cell=cell_of(archived, key, reading, sheet, misfits),
        choices=choices_of(reading, characters(archived, key, sheet)),
        past=past(made, key),
        crop=pictures.address(archived, key, _ENLARGED),
    )
    return asdict(told)


@blueprint.get("/meaning")
@needs(Role.REVIEWER)
def meaning() -> ResponseReturnValue:
    """What a typed text would mean in its place, in words; why it is not clear, if it is not."""
    archived = entry_or_404(request.args.get("entry", ""))
    key = request.args.get("key", "")
    reading = reading_or_404(archived, key)
    typed = Typed(request.args.get("text", ""), request.args.get("value", ""), request.args.get("why", ""))
    try:
        text, value = machine().meant(key, reading, typed)
    except Unclear as unclear:
        above = _above(archived, key) if unclear.cause is Cause.DITTO else None
        return {"unclear": UNCLEAR[unclear.cause], "cause": unclear.cause.value, "above": above}
    return asdict(said(reading.field, text, value))


def _above(archived: ArchivedEntry, key: str) -> str | None:
    """What the line above says in the same field, to be offered as what a ditto mark repeats."""
    lines = archive().entries_on(archived.sha256, archived.page)
    before = [each for each in lines if each.entry.row < archived.entry.row and key in each.entry.keyed()]
    return before[-1].entry.keyed()[key].value if before else None
