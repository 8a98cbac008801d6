"""The lines of a page: shown with their frames, and decided on without a new page."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from flask import Blueprint, Response, abort, jsonify, render_template, url_for

from archive.records import FIELDS
from archive.staff.values import Role
from archive.store import SheetKey, StoredPage
from archive.store.books import beside
from archive.store.progress import unbalanced
from archive.store.structure import PageOvertaken, Proposal, decide, lay_waiting, loose_structure
from archive.structure import MARKS, LooseStructure
from webapp.desk.access import current_account, needs
from webapp.desk.asked import deciding, json_object, machine, now, page_or_404
from webapp.desk.refusals import refusal
from webapp.desk.structure import words
from webapp.desk.structure.contexts import LooseLine, RosterPage, ShelfPage, WorkPage
from webapp.desk.structure.forms import Sent
from webapp.desk.structure.page import page_data
from webapp.shelf import archive

blueprint = Blueprint("structure", __name__, url_prefix="/structure")

_MOST_OPEN: Final = 60
"""Pages that do not add up, on the first page; the rest is found through their rosters."""
_AT_ONCE: Final = 12
"""Pages that are laid anew while others wait for their turn: about a second."""
_LOOSE: Final = "-"
"""In an address, the scans that belong to no roster."""


@blueprint.get("/")
@needs(Role.EDITOR)
def shelf() -> str:
    """Where there is something to do, and all rosters."""
    with archive().asking() as ask:
        found = unbalanced(ask, _MOST_OPEN + 1)
        unfit = loose_structure(ask)
    page = ShelfPage(
        tuple(found[:_MOST_OPEN]),
        more=len(found) > _MOST_OPEN,
        loose=tuple(_loose(scan, each) for scan, each in unfit),
        rosters=tuple(archive().rosters()),
        has_loose_pages=archive().extent(None)[0] > 0,
    )
    return render_template("desk/structure/shelf.html", page=page)


@blueprint.get("/rosters/<id>")
@needs(Role.EDITOR)
def roster(id: str) -> str:
    """The pages of one roster."""
    leaves = archive().leaves(None if id == _LOOSE else id)
    if not leaves:
        abort(404)
    named = archive().roster(id)
    return render_template(
        "desk/structure/roster.html", page=RosterPage(named.title if named else "散页", tuple(leaves))
    )


@blueprint.get("/<sha256>/<int:number>")
@needs(Role.EDITOR)
def page(sha256: str, number: int) -> str:
    """One page to work on."""
    sheet = page_or_404(sha256, number)
    with archive().asking() as ask:
        before, after = beside(ask, sha256, number)
    shown = WorkPage(
        sha256=sha256,
        number=number,
        scan=sheet.scan,
        title=sheet.title,
        before=_address(before) if before else "",
        after=_address(after) if after else "",
        kinds=tuple((kind.value, words.LINES[kind]) for kind in MARKS),
        fields=tuple(FIELDS.items()),
    )
    return render_template("desk/structure/page.html", page=shown)


@blueprint.get("/<sha256>/<int:number>/data")
@needs(Role.EDITOR)
def data(sha256: str, number: int) -> Response:
    """The page as it stands, for its script."""
    return jsonify(_data(page_or_404(sha256, number)))


@blueprint.post("/<sha256>/<int:number>/decide")
@needs(Role.EDITOR)
def decision(sha256: str, number: int) -> Response:
    """One decision; the page as it stands then. 409 and what the other decided where somebody was first."""
    sheet = page_or_404(sha256, number)
    entries = [one.entry for one in archive().entries_on(sha256, number)]
    sent = Sent(json_object(), sheet, entries, machine().meant)
    act = sent.act()
    proposal = Proposal(sha256, number, now(), current_account().name, sent.why(act), act, sent.after)
    try:
        with deciding() as writer:
            decide(writer, proposal, machine().lines)
    except PageOvertaken as overtaken:
        return _overtaken(overtaken, sheet)
    return jsonify(_data(page_or_404(sha256, number)))


@blueprint.post("/waiting")
@needs(Role.EDITOR)
def catch_up() -> Response:
    """Lay some more of the pages anew whose column was renamed throughout the roster; how many wait still."""
    with deciding() as writer:
        return jsonify({"waiting": lay_waiting(writer, _AT_ONCE, machine().lines)})


def _loose(scan: str, loose: LooseStructure) -> LooseLine:
    made = loose.decision
    return LooseLine(scan, made.scan, made.page, words.deed(made.act), made.who, words.reason(loose.reason))


def _overtaken(overtaken: PageOvertaken, sheet: StoredPage) -> Response:
    last = overtaken.last
    if last is not None:
        said = (f"{last.who} 刚刚改动了这一页：{words.deed(last.act)}", "没有保存。请看过现在的内容，再决定一次。")
    elif overtaken.reason:
        said = (words.refused(overtaken.reason), "没有保存。请看过现在的内容，再决定一次。")
    else:
        said = ("这一页刚刚重新识读过", "没有保存。请看过现在的内容，再决定一次。")
    return refusal(409, said, code="overtaken", remedy=str(overtaken), page=_data(sheet))


def _data(sheet: StoredPage) -> dict[str, Any]:
    return asdict(page_data(archive(), sheet))


def _address(key: SheetKey) -> str:
    return url_for("structure.page", sha256=key[0], number=key[1])
