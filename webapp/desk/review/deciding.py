"""Decisions come in from the scripts of the three ways, and are taken back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Final

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from archive.corrections import LONGEST, Act, Correction, has_unseen
from archive.records import Reading, Status
from archive.review.machine import Said, Unclear
from archive.staff.values import Role
from archive.store import Overtaken
from webapp.desk.access import current_account, needs
from webapp.desk.asked import deciding, entry_or_404, json_object, machine, now, reading_or_404, sheet_or_404
from webapp.desk.refusals import refusal
from webapp.desk.review.cell import UNCLEAR
from webapp.desk.review.cells import cell_of, past
from webapp.desk.review.contexts import Cell
from webapp.desk.review.upcoming import sift_of, upcoming
from webapp.shelf import archive

_MOST: Final = 400
"""Decisions that are sent at a stroke; a wall shows fewer."""

blueprint = Blueprint("deciding", __name__)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One decision as a script sent it: what was seen, and what is to stand.

    `saw_status` is how settled it was to who looked, "" where that is not told.
    `value` is "" where the text says what it means. `emended` is what should stand there, the print being wrong, with
    the word to readers; None leaves that as it is, "" takes it away.
    """

    entry: str
    key: str
    saw_text: str | None
    saw_value: str | None
    saw_status: str
    text: str
    value: str
    why: str
    emended: str | None
    note: str


@blueprint.post("/decide")
@needs(Role.REVIEWER)
def decide() -> ResponseReturnValue:
    """Take down decisions: all of them, or none.

    With "each", those that somebody else overtook are left out and told, and the others are taken down. The answer
    has the cells as they stand, and the next doubt where "sift" asks for it.
    """
    sent = json_object()
    proposed = _proposed(sent.get("decisions"))
    unsettled = {(one.entry, one.key) for one in proposed if one.saw_status not in ("", Status.VERIFIED)}
    overtaken: list[Overtaken] = []
    try:
        corrections = [each for one in proposed for each in _corrections(one)]
    except Unclear as unclear:
        return refusal(422, ("没有保存", UNCLEAR[unclear.cause]), code="unclear", cause=unclear.cause.value)
    with deciding() as writer:
        while True:
            try:
                ids = writer.decide(corrections, unsettled) if corrections else []
                break
            except Overtaken as told:
                if sent.get("each") is not True:
                    return _conflict(told)
                overtaken.append(told)
                lost = (told.refused.entry, told.refused.field)
                corrections = [each for each in corrections if (each.entry, each.field) != lost]
    places = dict.fromkeys((each.entry, each.field) for each in corrections)
    return {
        "ids": ids,
        "cells": [asdict(_fresh_cell(*place)) for place in places],
        "overtaken": [_told(each) for each in overtaken],
        **_next(sent),
    }


@blueprint.post("/undo")
@needs(Role.REVIEWER)
def undo() -> ResponseReturnValue:
    """Take back decisions by their ids, the last first, all of them or none."""
    sent = json_object()
    ids = sent.get("ids")
    if not isinstance(ids, list) or not ids or not all(type(id) is int for id in ids) or len(ids) > _MOST * 2:
        abort(400)
    who, why = current_account().name, str(sent.get("why", ""))[:LONGEST]
    with deciding() as writer:
        try:
            undone = writer.undo(sorted(ids, reverse=True), at=now(), who=who, why=why)
        except Overtaken as told:
            return _conflict(told)
    places = dict.fromkeys((each.entry, each.field) for each in undone)
    return {"cells": [cell for place in places for cell in _as_it_stands(*place)]}


def _as_it_stands(entry: str, key: str) -> list[dict[str, object]]:
    """The cell of a decision that was taken back, and its page; none where it is no more."""
    archived = archive().entry(entry)
    if archived is None or key not in archived.entry.keyed():
        return []
    place = url_for("review.page.show", sha256=archived.sha256, number=archived.page, entry=entry, key=key)
    return [asdict(_fresh_cell(entry, key)) | {"page": place}]


def _fresh_cell(entry: str, key: str) -> Cell:
    """A cell as it stands by now."""
    archived = entry_or_404(entry)
    return cell_of(archived, key, reading_or_404(archived, key), sheet_or_404(archived.sha256, archived.page))


def _corrections(proposed: Proposed) -> list[Correction]:
    """What a proposal comes to: what the paper says, what it should say, or both."""
    reading = reading_or_404(entry_or_404(proposed.entry), proposed.key)
    saw = (proposed.saw_text, proposed.saw_value)
    text, value = saw
    if text is None or proposed.text != text or proposed.value:
        text, value = machine().meant(proposed.key, reading, Said(proposed.text, proposed.value, proposed.why))
    made = [_correction(proposed, proposed.why, saw, (text, value), Act.READ)]
    if proposed.emended is None:
        return made
    should: tuple[str, str | None] = (proposed.emended, None)
    if proposed.emended and proposed.emended != text:
        should = machine().meant(proposed.key, _as_decided(reading, text, value), Said(proposed.emended))
    emendation = _correction(
        proposed, proposed.note, (text, value), should if proposed.emended else (text, value), Act.EMEND
    )
    settled = reading.status is Status.VERIFIED and (text, value) == saw
    return [emendation] if settled else [*made, emendation]


def _as_decided(reading: Reading, text: str, value: str | None) -> Reading:
    return Reading(reading.field, reading.heading, text, value, 1.0, Status.VERIFIED, reading.box, machine=reading)


def _correction(
    proposed: Proposed,
    why: str,
    saw: tuple[str | None, str | None],
    stands: tuple[str, str | None],
    act: Act,
) -> Correction:
    return Correction(proposed.entry, proposed.key, now(), current_account().name, why, *saw, *stands, act=act)


def _proposed(sent: object) -> list[Proposed]:
    if not isinstance(sent, list) or not 0 < len(sent) <= _MOST:
        abort(400)
    return [_one(each) for each in sent]


def _one(sent: object) -> Proposed:
    if not isinstance(sent, dict):
        abort(400)
    told = {name: sent.get(name) for name in Proposed.__slots__}
    required, maybe = ("entry", "key", "text"), ("saw_text", "saw_value", "emended")
    for name, value in told.items():
        if value is None and name not in required:
            told[name] = None if name in maybe else ""
        elif not isinstance(value, str) or len(value) > LONGEST or has_unseen(value):
            abort(400)
    return Proposed(**told)  # type: ignore[arg-type]  # each was seen to be a text, or None where that may be


def _conflict(told: Overtaken) -> ResponseReturnValue:
    """What somebody else decided meanwhile, to whoever wanted to decide otherwise: nothing was written."""
    stands = told.stands.text if told.stands else ""
    said = ("这里已经重新读过", f"现在读作“{stands}”。")
    if told.last:
        said = ("别人已经先作了决定", f"{told.last.who}已经定为“{stands}”。")
    return refusal(409, said, code="overtaken", remedy=str(told), **_told(told))


def _told(told: Overtaken) -> dict[str, object]:
    entry, key = told.refused.entry, told.refused.field
    return {
        "entry": entry,
        "key": key,
        "cell": asdict(_fresh_cell(entry, key)) if told.stands else None,
        "last": asdict(past([told.last])[0]) if told.last else None,
    }


def _next(sent: dict[str, object]) -> dict[str, object]:
    sift = sent.get("sift")
    if not isinstance(sift, dict):
        return {}
    return {"next": asdict(upcoming(sift_of({str(name): str(value) for name, value in sift.items()})))}
