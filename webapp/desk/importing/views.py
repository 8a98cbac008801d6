"""The pages of importing, and what is sent from them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import InputError
from archive.records import ArchivedEntry, Reading, Status
from archive.replacing import Place, stroke_name
from archive.review.table import Plan, Planned, SentTable
from archive.staff.values import Role
from webapp.desk.access import current_account, needs
from webapp.desk.asked import machine
from webapp.desk.importing.contexts import ImportPage
from webapp.desk.importing.words import REASONS
from webapp.desk.replacing.changes import line_of
from webapp.desk.replacing.contexts import ChangeLine
from webapp.shelf import archive, sheets_of, shelf

_MOST: Final = 1_000
"""Lines that are shown at once; a larger table is cut into several, or taken in by the command line."""

blueprint = Blueprint("importing", __name__, url_prefix="/importing")


@blueprint.get("/")
@needs(Role.EDITOR)
def start() -> str:
    """The form for a table."""
    return render_template("desk/importing/start.html", page=ImportPage())


@blueprint.post("/preview")
@needs(Role.EDITOR)
def preview() -> ResponseReturnValue:
    """What would become of a table, line by line; nothing is written."""
    sent = request.files.get("table")
    data = sent.read() if sent else b""
    name = (sent.filename if sent else "") or "表格"
    if not data:
        return render_template("desk/importing/start.html", page=ImportPage(problem="没有选文件，或文件是空的")), 400
    try:
        plan = machine().plan_table(shelf().folder, SentTable(data, name, current_account().name))
    except InputError as wrong:
        return render_template("desk/importing/start.html", page=ImportPage(problem=REASONS.say(str(wrong)))), 400
    if len(plan.planned) > _MOST:
        words = f"要改的有 {len(plan.planned)} 行，一次最多看 {_MOST} 行；请分成几个表"
        return render_template("desk/importing/start.html", page=ImportPage(problem=words)), 400
    page = ImportPage(
        name=name,
        data=data.decode("utf-8-sig"),
        lines=_lines(plan),
        refused=tuple((each.number, REASONS.say(each.reason)) for each in plan.refused),
        already=plan.already,
        asked=True,
    )
    return render_template("desk/importing/start.html", page=page)


@blueprint.post("/apply")
@needs(Role.EDITOR)
def apply() -> ResponseReturnValue:
    """Take in the lines of a table that were ticked, at one stroke."""
    numbers = request.form.getlist("number", type=int)
    data, name = request.form.get("data", ""), request.form.get("name", "")
    if not numbers or not data:
        abort(400)
    account = current_account().name
    # A form sends line breaks as CR LF, which a table in quotes may not mind and its numbers do not change by.
    sent = SentTable(data.encode(), name, account)
    plan = machine().take_table(shelf().folder, sent, frozenset(numbers), stroke_name("import", account))
    done = f"从 {name} 收下 {len(plan.planned)} 行。"
    if plan.refused:
        done += f"有 {len(plan.refused)} 行已与存档不符，没有收下。"
    return redirect(url_for("replacing.all_strokes", done=done), 303)


def _lines(plan: Plan) -> tuple[ChangeLine, ...]:
    """Each line with the piece of paper that it speaks of; one on top of another shows what the other leaves."""
    entries = {each.id: each for each in archive().entries_of({one.decision.entry for one in plan.planned})}
    sheets = sheets_of(entries.values())
    return tuple(
        line_of(
            Place(entry := entries[planned.decision.entry], planned.decision.field, _seen(planned, entry)),
            (planned.decision.text, planned.decision.value or ""),
            sheets,
            key=str(planned.number),
            chosen=True,
        )
        for planned in plan.planned
    )


def _seen(planned: Planned, archived: ArchivedEntry) -> Reading:
    """The reading as the line saw it."""
    made = planned.decision
    reading = archived.entry.keyed()[made.field]
    if (reading.text, reading.value) == (made.saw_text, made.saw_value):
        return reading
    return replace(reading, text=made.saw_text or "", value=made.saw_value, status=Status.VERIFIED)
