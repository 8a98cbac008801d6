"""Hiding a region of a page from the public, and showing it again; administrators answer for both."""

from __future__ import annotations

import math
from typing import Final

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from archive.errors import UsageError
from archive.records import Box
from archive.redaction import Redaction
from archive.staff.values import Role
from archive.store import redactions
from webapp.desk.access import current_account, needs
from webapp.desk.asked import deciding, json_object, now, page_or_404, text_in
from webapp.desk.redacting.contexts import RedactionsPage, Sheet, as_stored, redact_page, told
from webapp.desk.refusals import refusal
from webapp.shelf import archive

_MOST: Final = 40
"""Scans that are offered at once; more are found by more of the name."""
_LEAST: Final = 4.0
"""Pixels of the page; what is drawn smaller was a slip."""
_LONGEST_WHY: Final = 300

blueprint = Blueprint("redacting", __name__)


@blueprint.get("/redactions")
@needs(Role.ADMINISTRATOR)
def every() -> str:
    """All that is hidden, and a way to any page."""
    asked = request.args.get("scan", "").strip()
    scans = [scan for scan in archive().scans() if asked.casefold() in scan.name.casefold()]
    found = []
    for each in archive().all_redactions():
        sheet = archive().page(each.scan, each.page)
        if sheet is not None:
            found.append(told(each, sheet))
    page = RedactionsPage(
        hidden=tuple(found),
        asked=asked,
        scans=tuple(Sheet(scan.sha256, scan.name, scan.pages) for scan in scans[:_MOST]),
        more=len(scans) > _MOST,
    )
    return render_template("desk/redacting/every.html", page=page)


@blueprint.get("/redactions/<sha256>/<int:number>")
@needs(Role.ADMINISTRATOR)
def draw(sha256: str, number: int) -> str:
    """One page, with what is hidden of it."""
    sheet = page_or_404(sha256, number)
    return render_template("desk/redacting/draw.html", page=redact_page(sheet, archive().redactions(sha256, number)))


@blueprint.post("/redactions/<sha256>/<int:number>")
@needs(Role.ADMINISTRATOR)
def hide(sha256: str, number: int) -> ResponseReturnValue:
    """Hide a region, `[x, y, width, height]` in pixels of the page set upright."""
    sheet, given = page_or_404(sha256, number), json_object()
    box = _box(given.get("box"))
    if box is None or box.width < _LEAST or box.height < _LEAST:
        return refusal(422, ("没有画出遮盖的范围", "请在页面上拖出一个框。"), code="box")
    why = text_in(given, "why", _LONGEST_WHY)
    if not why:
        return _reason_missing()
    made = Redaction(0, sha256, number, as_stored(box, sheet), now(), current_account().name, why)
    try:
        with deciding() as writer:
            id = redactions.hide(writer, made)
    except UsageError:
        return refusal(422, ("遮盖的范围压住了一位烈士的姓名", "姓名不遮盖；请把框画得避开姓名。"), code="name")
    return jsonify({"id": id})


@blueprint.post("/redactions/<int:id>/shown")
@needs(Role.ADMINISTRATOR)
def show(id: int) -> ResponseReturnValue:
    """Show again what was hidden."""
    why = text_in(json_object(), "why", _LONGEST_WHY)
    if not why:
        return _reason_missing()
    with deciding() as writer:
        redactions.show(writer, id, now(), current_account().name, why)
    return jsonify({"id": id})


def _box(given: object) -> Box | None:
    if not isinstance(given, list) or len(given) != 4:
        return None
    if not all(isinstance(side, int | float) and math.isfinite(side) for side in given):
        return None
    return Box(*map(float, given))


def _reason_missing() -> ResponseReturnValue:
    return refusal(422, ("请写明理由", "理由只留存备查，不对外显示。"), code="why")
