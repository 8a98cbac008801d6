"""The pages of replacing, and what is sent from them."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from archive.corrections import Correction
from archive.records import FIELDS, Status
from archive.replacing import Side, Wanted, change_of, correction_of, stroke_name, undoable
from archive.staff.values import Role
from archive.store import Overtaken, strokes
from webapp.desk.access import current_account, needs
from webapp.desk.asked import deciding, machine, now
from webapp.desk.replacing.changes import change_lines, chosen_places
from webapp.desk.replacing.contexts import Choice, ReplacePage, StrokeLine, StrokesPage
from webapp.desk.words import moment
from webapp.shelf import archive

_MOST: Final = 200
"""Places in one preview: as many as somebody looks through."""
_LONGEST: Final = 100
_MOST_STROKES: Final = 100
_KINDS: Final = {"replace": "替换", "import": "导入"}

blueprint = Blueprint("replacing", __name__, url_prefix="/replacing")


@blueprint.get("/")
@needs(Role.EDITOR)
def preview() -> str:
    """The form, and every change that it would make."""
    return _preview(request.args)


@blueprint.post("/apply")
@needs(Role.EDITOR)
def apply() -> ResponseReturnValue:
    """Make the changes that were ticked, at one stroke; what somebody decided on meanwhile is left as it is."""
    wanted = _wanted(request.form)
    keys = request.form.getlist("chosen")
    why = " ".join(request.form.get("why", "").split())[:500]
    if wanted is None:
        abort(400)
    if not keys or not why:
        return _preview(request.form, "没有勾选任何一处" if not keys else "请写明理由"), 400
    try:
        places, gone = chosen_places(keys)
    except (ValueError, TypeError):
        abort(400)
    who, stroke = current_account().name, stroke_name("replace", current_account().name)
    changes = [change_of(place, wanted, machine().meant) for place in places]
    at = now()
    decided = [correction_of(change, who, at, why, stroke) for change in changes if not change.problem]
    made, overtaken = _decide(decided)
    done = f"改了 {made} 处。"
    if left := gone + overtaken:
        done += f"另有 {left} 处别人已经改过，没有动。"
    return redirect(url_for("replacing.all_strokes", done=done), 303)


@blueprint.get("/strokes")
@needs(Role.EDITOR)
def all_strokes() -> str:
    """What was changed at one stroke, the latest first."""
    with archive().asking() as ask:
        made = strokes.strokes(ask, _MOST_STROKES)
    lines = tuple(
        StrokeLine(
            name=each.name,
            words=_KINDS.get(each.name.partition(":")[0], ""),
            at=moment(each.signed.at),
            who=each.signed.who,
            why=each.signed.why,
            made=each.made,
            standing=each.made - each.undone,
        )
        for each in made
    )
    return render_template("desk/replacing/strokes.html", page=StrokesPage(lines, request.args.get("done", "")[:200]))


@blueprint.post("/undo")
@needs(Role.EDITOR)
def undo() -> ResponseReturnValue:
    """Take back a whole stroke, but for what somebody decided on since."""
    stroke = request.form.get("stroke", "")
    with archive().asking() as ask:
        free, taken = undoable(stroke, strokes.decisions_beside(ask, stroke))
    if not free and not taken:
        abort(404)
    at = now()
    if free:
        with deciding() as writer:
            writer.undo(free, at=at, who=current_account().name, why="成批撤销")
    done = f"撤销了 {len(free)} 处。"
    if taken:
        done += f"有 {len(taken)} 处此后另有决定，没有动。"
    return redirect(url_for("replacing.all_strokes", done=done), 303)


def _decide(decided: list[Correction]) -> tuple[int, int]:
    """Write all that can be written at a stroke: how many, and how many somebody overtook."""
    overtaken = 0
    with deciding() as writer:
        while decided:
            try:
                writer.decide(decided)
            except Overtaken as gone:
                cell = gone.refused.entry, gone.refused.field
                decided = [each for each in decided if (each.entry, each.field) != cell]
                overtaken += 1
            else:
                break
    return len(decided), overtaken


def _preview(given: MultiDict[str, str], problem: str = "") -> str:
    wanted = _wanted(given)
    with archive().asking() as ask:
        places, more = strokes.places(ask, wanted, _MOST) if wanted else ([], False)
    lines = change_lines([change_of(place, wanted, machine().meant) for place in places]) if wanted else ()
    page = ReplacePage(
        find=given.get("find", ""),
        replacement=given.get("to", ""),
        side=given.get("side", Side.TEXT.value),
        field=given.get("field", ""),
        roster=given.get("roster", ""),
        status=given.get("status", ""),
        why=given.get("why", ""),
        fields=tuple(Choice(field, word) for field, word in FIELDS.items()),
        rosters=tuple(Choice(each.roster.id, each.roster.title) for each in archive().rosters()),
        lines=lines,
        asked=wanted is not None,
        more=more,
        problem=problem,
    )
    return render_template("desk/replacing/preview.html", page=page)


def _wanted(given: MultiDict[str, str]) -> Wanted | None:
    """What is asked for; None where nothing is. 400 for what no form sends."""
    find, to = given.get("find", ""), given.get("to", "")
    if not find or len(find) > _LONGEST or len(to) > _LONGEST:
        return None
    try:
        side = Side(given.get("side", Side.TEXT.value))
        status = Status(given["status"]) if given.get("status") else None
    except ValueError:
        abort(400)
    return Wanted(find, to, side, given.get("field") or None, given.get("roster") or None, status)
