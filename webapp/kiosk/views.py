"""The pages by which a visitor who only touches comes to a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import search
from search import Hit, Listed, Results, Search
from search.characters.fold import fold
from webapp.asking import LAST_PAGE, ON_A_PAGE, page_of, whole_number
from webapp.contexts import ResultsPage
from webapp.kiosk import walls
from webapp.kiosk.contexts import KeysPage, PeoplePage, PlacesPage, SurnamesPage
from webapp.kiosk.walls import Walls, WallsOnce
from webapp.languages import Words, phrase
from webapp.persons import turns_of
from webapp.results import pages_of, results_page
from webapp.shelf import persons, sheets_of, shelf

KEYS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""The letters as they stand on phones."""
_LONGEST: Final = 24
"""Letters of a name: 欧阳 and two long syllables more are no more than that."""
_MANY: Final = 2 * ON_A_PAGE
"""People of a list that is no longer gone through page by page: letters lead into it."""

blueprint = Blueprint("kiosk", __name__, url_prefix="/kiosk")


@blueprint.get("/keys")
def keys() -> str:
    """Letters to touch, and names of this archive that they may be going to spell."""
    typed = "".join(char for char in request.args.get("typed", "").lower() if "a" <= char <= "z")[:_LONGEST]
    if not typed:
        return render_template("keys.html", page=KeysPage("", KEYS, (), ()))
    found = [each.words for each in search.complete(shelf().folder, typed) if each.kind == "name"]
    names = {fold(name): name for name in reversed(found)}  # 王德勝 and 王德胜 are one name to who spells it
    surnames = walls.surnames_spelled(_walls().surnames, typed)
    return render_template("keys.html", page=KeysPage(typed, KEYS, surnames, tuple(reversed(names.values()))))


@blueprint.get("/named")
def named() -> ResponseReturnValue:
    """Who bears a name, or one that is spelled so; a single person is shown at once."""
    name = " ".join(request.args.get("name", "").split())
    if not name:
        abort(400)
    asked = Search(name, offset=_first())
    found = shelf().find(shelf().folder, asked)
    if found.total == 1 and found.hits:
        return redirect(url_for("public.martyr", id=found.hits[0].id))
    page = PeoplePage(f"“{name}”", _results(asked, found), (), "")
    return render_template("people.html", page=page)


@blueprint.get("/surnames")
def surnames() -> str:
    """Every surname, by its sound or by its strokes."""
    strokes = request.args.get("order") == "strokes"
    order = walls.surnames_by_strokes if strokes else walls.surnames_by_sound
    return render_template("surnames.html", page=SurnamesPage(order(_walls().surnames), strokes))


@blueprint.get("/surnames/<surname>")
def surname(surname: str) -> str:
    """People of one surname; "-" stands for those whose surname is not known."""
    wanted = _told(surname)
    people = _walls().surnames.get(wanted) or abort(404)
    title = phrase("姓%(surname)s", surname=wanted) if wanted else phrase("姓氏未详")
    return _people(title, people, at=len(wanted))


@blueprint.get("/places")
def places() -> str:
    """Every county."""
    return render_template("places.html", page=PlacesPage("", walls.places_by_sound(_walls().places)))


@blueprint.get("/places/<county>")
def county(county: str) -> ResponseReturnValue:
    """The townships of a county; where none is told of, its people at once."""
    townships = _walls().places.get(_told(county)) or abort(404)
    if set(townships) == {walls.UNKNOWN}:
        return redirect(url_for("kiosk.township", county=county, township="-"))
    return render_template("places.html", page=PlacesPage(_told(county), walls.places_by_sound(townships)))


@blueprint.get("/places/<county>/<township>")
def township(county: str, township: str) -> str:
    """People from one township; "-" stands for those of whom it is not told."""
    people = _walls().places.get(_told(county), {}).get(_told(township)) or abort(404)
    where = _told(county) + _told(township)
    return _people(where or phrase("籍贯未详"), people, at=0)


def other_page(number: int, **others: str | None) -> str:
    """The address of another page of the list that is asked for, or of the list with `others` of its parameters."""
    page = {"page": number if number > 1 else None}
    asked = {**(request.view_args or {}), **request.args.to_dict(), **page, **others}
    return url_for(request.endpoint or "", **asked)


def _people(title: Words, people: Sequence[Listed], *, at: int) -> str:
    """A list of people; where they are many, by the letter that names begin with from their character `at` on."""
    letters = walls.letters_of(people, at) if len(people) > _MANY else ()
    letter, first = request.args.get("letter", ""), _first()
    if letter:
        people = [person for person in people if walls.letter_of(person, at) == letter]
    hits = tuple(Hit(person.id, "", "", "", ()) for person in people[first : first + ON_A_PAGE])
    results = _results(Search("", offset=first), Results(len(people), hits))
    return render_template("people.html", page=PeoplePage(title, results, letters, letter))


def _first() -> int:
    """The number, from 0, of the first of a list's people on the page that is asked for."""
    return (whole_number("page", request.args.get("page", "1"), 1, LAST_PAGE) - 1) * ON_A_PAGE


def _results(asked: Search, found: Results) -> ResultsPage:
    if page_of(asked) > pages_of(found, asked):
        abort(404)
    people = persons(hit.id for hit in found.hits)
    turns = turns_of(sheets_of(entry for person in people.values() for entry in person.entries))
    return results_page(asked, found, people, turns)


def _told(part: str) -> str:
    return "" if part == "-" else part


def _walls() -> Walls:
    return cast(WallsOnce, current_app.extensions["walls"]).get()
