"""The pages of the authorities, and what is sent from them."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.authority.lines import COLUMNS, LocalLine
from archive.authority.local import NONE, using
from archive.authority.tables import TABLES, Table
from archive.records import Signed
from archive.staff.values import Role
from archive.store.authority import LineDecision, LineOvertaken, LineSeen, last_lines, line_history, put_line
from search.characters.fold import fold
from webapp.desk.access import current_account, needs
from webapp.desk.asked import deciding, now
from webapp.desk.authorities.contexts import LastLine, RecordLine, RecordPage, TablePage, TableTab
from webapp.desk.authorities.forms import Given, given_in, line_given, parts_of, standing
from webapp.desk.authorities.words import UNFIT
from webapp.desk.refusals import refusal
from webapp.desk.words import moment
from webapp.shelf import archive

WORDS: Final = {"places": "地名", "units": "部队", "positions": "职务"}
_MOST_LAST: Final = 30

blueprint = Blueprint("authorities", __name__, url_prefix="/authorities")


@blueprint.get("/")
@needs(Role.EDITOR)
def start() -> ResponseReturnValue:
    """The first of the tables."""
    return redirect(url_for("authorities.records", table="places"))


@blueprint.get("/<table>/")
@needs(Role.EDITOR)
def records(table: str) -> str:
    """The records of a table; `?q=` those that hold a word."""
    shown = _table(table)
    asked = request.args.get("q", "").strip()
    with archive().asking() as ask:
        last = last_lines(ask, _MOST_LAST)
    own = {line.id for line in shown.local()}
    lines = [
        RecordLine(known.id, known.level, " ".join(map(str, known.spells)), "、".join(known.also), known.id in own)
        for known in shown.records().values()
        if any(fold(asked) in fold(words) for words in (known.id, *known.also, known.note))
    ]
    page = TablePage(
        tabs=tuple(TableTab(name, word, name == table) for name, word in WORDS.items()),
        table=table,
        word=WORDS[table],
        asked=asked,
        lines=tuple(lines),
        total=len(shown.records()),
        unfit=tuple((id, UNFIT.say(what)) for id, what in shown.unfit().items()),
        last=tuple(map(_told, last)),
    )
    return render_template("desk/authorities/records.html", page=page)


@blueprint.get("/<table>.csv")
@needs(Role.EDITOR)
def own_lines(table: str) -> Response:
    """The archive's own lines, in the form of the shipped table."""
    stream = StringIO()
    _table(table).write(stream)
    answer = Response(stream.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename={table}.csv"
    return answer


@blueprint.get("/<table>/new")
@needs(Role.EDITOR)
def new(table: str) -> str:
    """The form for a record that is not there yet."""
    return _form(_table(table), "", Given())


@blueprint.get("/<table>/record/<record>")
@needs(Role.EDITOR)
def record(table: str, record: str) -> str:
    """One record, to be changed."""
    shown = _table(table)
    line = shown.line_of(record)
    if line is None and not _history(table, record):
        abort(404)
    return _form(shown, record, standing(line) if line else Given(id=record))


@blueprint.post("/<table>/new")
@blueprint.post("/<table>/record/<record>")
@needs(Role.EDITOR)
def put(table: str, record: str = "") -> ResponseReturnValue:
    """Lay a line over the table, as the form holds it."""
    shown, given = _table(table), given_in(request.form)
    id = record or given.id
    line = line_given(shown, id, given)
    problem = _problem(shown, line, is_new=not record)
    if problem:
        return _form(shown, record, given, problem), 400
    return _decided(LineSeen(table, id, given.decision), line=line, why=given.why)


@blueprint.post("/<table>/record/<record>/back")
@needs(Role.EDITOR)
def take_back(table: str, record: str) -> ResponseReturnValue:
    """Take the archive's own line back: the shipped one stands again, or none."""
    given = given_in(request.form)
    shown = _table(table)
    if not any(line.id == record for line in shown.local()):
        abort(404)
    left = [line for line in shown.local() if line.id != record]
    if strange := shown.unfit(left).keys() - shown.unfit():
        line = shown.line_of(record)
        words = f"{'、'.join(sorted(strange))} 还提到这一行，请先改那些行"
        return _form(shown, record, standing(line) if line else Given(), words), 400
    return _decided(LineSeen(table, record, given.decision), line=None, why=given.why)


def _problem(table: Table, line: LocalLine, *, is_new: bool) -> str:
    """Why a line cannot be taken, "" if it can."""
    if not line.id:
        return "请写明名称"
    if is_new and table.line_of(line.id):
        return "已经有这个名称；同名的两处，在名称后加“·”和一个区别的词"
    wrong = table.unfit(table.with_line(line))
    what = next((what for id, what in wrong.items() if id == line.id or id not in table.unfit()), "")
    return what and f"有一栏不合规则，请对照各栏下面的写法（{UNFIT.say(what)}）"


def _decided(seen: LineSeen, *, line: LocalLine | None, why: str) -> ResponseReturnValue:
    signed = Signed(current_account().name, now(), why)
    try:
        with deciding() as writer:
            put_line(writer, seen, line, signed)
    except LineOvertaken as overtaken:
        last = overtaken.last.signed
        words = f"{last.who}在 {moment(last.at)} 改过这一行。请看过现在的内容，再改一次。"
        return refusal(409, ("没有保存", words))
    return redirect(url_for("authorities.records", table=seen.table, q=seen.record), 303)


def _table(name: str) -> Table:
    if name not in TABLES:
        abort(404)
    return TABLES[name]


def _form(table: Table, record: str, given: Given, problem: str = "") -> str:
    with using(NONE):
        shipped = record in table.records()
    history = _history(table.name, record) if record else ()
    page = RecordPage(
        table=table.name,
        word=WORDS[table.name],
        id=record,
        given_id=given.id,
        levels=table.levels,
        level=given.level,
        parts=parts_of(table, given),
        sources=tuple(table.sources().items()),
        source_key=given.source_key,
        source_text=given.source_text,
        why=given.why,
        decision=history[-1].id if history else 0,
        shipped=shipped,
        own=any(line.id == record for line in table.local()),
        history=tuple(map(_told, reversed(history))),
        problem=problem,
    )
    return render_template("desk/authorities/record.html", page=page)


def _history(table: str, record: str) -> Sequence[LineDecision]:
    with archive().asking() as ask:
        return line_history(ask, table, record)


def _told(made: LineDecision) -> LastLine:
    says = "" if made.line is None else "；".join(cell for cell in made.line.cells[1 : len(COLUMNS)] if cell)
    return LastLine(
        table=made.table,
        word=WORDS[made.table],
        record=made.record,
        at=moment(made.signed.at),
        who=made.signed.who,
        why=made.signed.why,
        taken_back=made.line is None,
        says=says,
    )
