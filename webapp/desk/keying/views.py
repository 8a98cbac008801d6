"""Rounds of keying: opened by administrators, keyed by everybody, each cell by people who have not had it before."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Final

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import RecordRefused, UsageError
from archive.keying import LONGEST, Part, Round, Task
from archive.records import FIELDS, Reading
from archive.review.machine import Cause, Said, Unclear
from archive.staff.values import Role
from archive.store.keying import CellTaken, Keyed, accuracy, finish, key, next_task, open_round, rounds
from webapp.desk.access import current_account, needs
from webapp.desk.asked import deciding, json_object, machine, now, text_in
from webapp.desk.keying.contexts import Figure, KeyingPage, NextData, RoundLine, RoundsPage, TaskData
from webapp.desk.refusals import refusal
from webapp.desk.words import moment
from webapp.shelf import archive

blueprint = Blueprint("keying", __name__, url_prefix="/keying")

_SEEDS: Final = 10**9
_LONGEST_TEXT: Final = 500


@blueprint.get("/")
@needs(Role.REVIEWER)
def all_rounds() -> str:
    """All rounds, and what they told."""
    return _all()


@blueprint.post("/")
@needs(Role.ADMINISTRATOR)
def open_one() -> ResponseReturnValue:
    """A new round, its entries drawn by chance."""
    given = request.form
    fields = [field for field in FIELDS if field in given.getlist("field")]
    size = int(given["size"]) if given.get("size", "").isdecimal() else 0
    if not fields or not 1 <= size <= LONGEST:
        return _all(f"请选择要录的字段，条数在 1 到 {LONGEST} 之间。"), 422
    with deciding() as writer:
        try:
            open_round(
                writer,
                at=now(),
                who=current_account().name,
                why=given.get("why", "").strip()[:_LONGEST_TEXT],
                fields=fields,
                size=size,
                seed=secrets.randbelow(_SEEDS),
            )
        except RecordRefused:
            return _all("没有一条有这些字段。"), 422
    return redirect(url_for("keying.all_rounds"), 303)


@blueprint.get("/<int:round>")
@needs(Role.REVIEWER)
def keying(round: int) -> str:
    """One round to key in."""
    return render_template("desk/keying/round.html", page=KeyingPage(round, _words(_round(round).fields)))


@blueprint.get("/<int:round>/next")
@needs(Role.REVIEWER)
def following(round: int) -> Response:
    """The next cell for whoever asks."""
    found = _round(round)
    after = request.args.get("after", "0")
    number = int(after) if after.isdecimal() else 0
    with archive().asking() as ask:
        task = next_task(ask, round, current_account().name, number)
    if task is None and found.settled == found.cells and found.finished is None:
        with deciding() as writer:
            finish(writer, round, now())
    return jsonify(asdict(NextData(_task(task) if task else None, found.settled, found.cells)))


@blueprint.post("/<int:round>/<int:number>")
@needs(Role.REVIEWER)
def keyed(round: int, number: int) -> Response:
    """What somebody keyed of a cell. 409 where somebody else has keyed it meanwhile."""
    told = json_object()
    text, value, part = (text_in(told, word, _LONGEST_TEXT) for word in ("text", "value", "part"))
    if part not in list(Part):
        raise UsageError("the script sent no part that makes sense", remedy="load the page again")
    if not text and told.get("blank") is not True:
        raise UsageError("还没有录入", remedy="纸上空白的，请按“空白”")
    made = Keyed(round, number, Part(part), now(), current_account().name, text)

    def value_of(field: str, text: str, reading: Reading) -> str | None:
        return machine().meant(field, reading, Said(text, value, "空白"))[1]

    try:
        with deciding() as writer:
            settles = key(writer, made, value_of)
    except CellTaken as problem:
        return refusal(409, ("别人刚刚录了这一格", "请接着录下一格。"), code="taken", remedy=str(problem))
    except Unclear as problem:
        said = "请写明这个同上符号代表什么" if problem.cause is Cause.DITTO else "请写明它的含义"
        return refusal(422, (said, "没有保存。"), code=problem.cause.value, remedy=str(problem))
    return jsonify({"settled": settles})


def _all(problem: str = "") -> str:
    me = current_account()
    with archive().asking() as ask:
        lines = tuple(_line(each) for each in rounds(ask))
        figures = tuple(Figure(FIELDS.get(each.field, each.field), each) for each in accuracy(ask))
    page = RoundsPage(lines, figures, me.role >= Role.ADMINISTRATOR, tuple(FIELDS.items()), LONGEST, problem)
    return render_template("desk/keying/rounds.html", page=page)


def _line(each: Round) -> RoundLine:
    return RoundLine(
        id=each.id,
        at=moment(each.at),
        who=each.who,
        why=each.why,
        seed=each.seed,
        fields=_words(each.fields),
        size=each.size,
        cells=each.cells,
        keyed=each.keyed,
        settled=each.settled,
        finished=moment(each.finished),
        waits=each.settled < each.cells,
    )


def _task(task: Task) -> TaskData:
    cell = task.cell
    line = url_for("pieces.line", entry=cell.entry)
    third = task.part is Part.THIRD
    return TaskData(
        number=cell.number,
        part=task.part.value,
        label=FIELDS.get(cell.field, cell.field),
        picture=url_for("pieces.field", entry=cell.entry, field=cell.field) if cell.box else line,
        line=line if third else "",
        others=task.others,
        paper=url_for("pieces.page", sha256=cell.scan, number=cell.page) if third else "",
    )


def _round(id: int) -> Round:
    with archive().asking() as ask:
        found = next((each for each in rounds(ask) if each.id == id), None)
    if found is None:
        abort(404)
    return found


def _words(fields: tuple[str, ...]) -> str:
    return "、".join(FIELDS.get(field, field) for field in fields)
