"""Letters and kin notices, decided on by the same code as `bohai moderate`."""

from __future__ import annotations

from typing import Final, TypeVar

from flask import Blueprint, abort, jsonify, render_template, request, send_file
from flask.typing import ResponseReturnValue

from archive.staff.values import Role
from archive.tributes import moderation
from archive.tributes.store import DecidedMeanwhile
from archive.tributes.values import Kind, State
from search.kin import new_matches
from webapp.desk.access import current_account, desk, needs
from webapp.desk.asked import json_object, text_in
from webapp.desk.incoming.contexts import LettersPage, MatchesPage, decided_in_words, letter_card, tabs
from webapp.desk.refusals import refusal
from webapp.shelf import archive

Word = TypeVar("Word", State, Kind)

_MOST: Final = 100
"""Letters on one page; those decided on make room for the next."""
_LONGEST_WHY: Final = 300

blueprint = Blueprint("incoming", __name__)


@blueprint.get("/incoming")
@needs(Role.EDITOR)
def letters() -> str:
    """What visitors wrote, of one state and kind; those that wait the longest first, those decided on last first."""
    state = _one_of(State, request.args.get("state", "")) or State.WAITING
    kind = _one_of(Kind, request.args.get("kind", ""))
    every = moderation.letters(desk().folder)
    found = [letter for letter in every if letter.state is state and kind in (None, letter.kind)]
    if state is not State.WAITING:
        found.reverse()
    shown = found[:_MOST]
    people = archive().persons({letter.person for letter in shown if letter.person})
    states, kinds = tabs(every, state, kind)
    page = LettersPage(
        states=states,
        kinds=kinds,
        state=state,
        letters=tuple(letter_card(letter, people.get(letter.person)) for letter in shown),
        more=len(found) - len(shown),
    )
    return render_template("desk/incoming/letters.html", page=page)


@blueprint.post("/incoming/<int:letter>")
@needs(Role.EDITOR)
def decide(letter: int) -> ResponseReturnValue:
    """Let the public see a letter, or keep it from them; `saw` is the state in which the archivist saw it."""
    given = json_object()
    verdict, saw = _one_of(State, given.get("verdict", "")), _one_of(State, given.get("saw", ""))
    why = text_in(given, "why", _LONGEST_WHY)
    if verdict in (None, State.WAITING) or saw is None:
        abort(400)
    if verdict is State.REFUSED and not why:
        return refusal(422, ("不予显示要写明理由", "理由只留存备查，不对外显示。"), code="why")
    act = moderation.accept if verdict is State.ACCEPTED else moderation.refuse
    try:
        act(desk().folder, [letter], current_account().name, why, saw)
    except DecidedMeanwhile as meanwhile:
        return refusal(
            409,
            ("别人已经先作了决定", decided_in_words(meanwhile.letter)),
            code="decided",
            state=meanwhile.letter.state,
        )
    return jsonify({"state": verdict})


@blueprint.get("/incoming/photographs/<sha256>.jpg")
@needs(Role.EDITOR)
def photograph(sha256: str) -> ResponseReturnValue:
    """A photograph that somebody gave, whatever was decided of it."""
    with moderation.open_to_moderate(desk().folder) as store:
        if sha256 not in store.gifts():
            abort(404)
    try:
        return send_file(desk().folder.gift(sha256).absolute(), mimetype="image/jpeg", max_age=0)
    except FileNotFoundError:
        abort(404)


@blueprint.get("/incoming/matches")
@needs(Role.EDITOR)
def matches() -> str:
    """Who was read since and fits a kin notice; nobody has told the family yet."""
    return render_template("desk/incoming/matches.html", page=MatchesPage(tuple(new_matches(desk().folder))))


@blueprint.post("/incoming/matches/<int:letter>")
@needs(Role.EDITOR)
def tell(letter: int) -> ResponseReturnValue:
    """Remember that these people need not be told for a notice any more."""
    people = json_object().get("people", [])
    if not isinstance(people, list) or not all(isinstance(each, str) for each in people) or not people:
        abort(400)
    with moderation.open_to_moderate(desk().folder) as store:
        if letter not in {each.id for each in store.letters(Kind.KIN)}:
            abort(404)
        store.tell_matches(letter, people)
    return jsonify({"told": len(people)})


def _one_of(words: type[Word], value: object) -> Word | None:
    return next((each for each in words if each == value), None)
