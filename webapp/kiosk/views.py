"""The pages by which a visitor who only touches comes to a person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

import search
from search import FromPlace, Hit, Marks, OfSurname, Results, Search, Shared, Tally
from search.characters.fold import fold
from webapp.asking import LAST_PAGE, ON_A_PAGE, page_of, whole_number
from webapp.cards import cards_of
from webapp.contexts import ResultsPage
from webapp.kiosk import walls
from webapp.kiosk.contexts import KeysPage, PeoplePage, PlacesPage, SurnamesPage
from webapp.languages import Words, phrase
from webapp.results import pages_of, results_page
from webapp.shelf import shelf

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
    surnames = walls.surnames_spelled(_tally().labels["surname"], typed)
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
    known = walls.surnames_on_the_wall(_tally(), unknown=_anybody(OfSurname(walls.UNKNOWN)))
    return render_template("surnames.html", page=SurnamesPage(order(known), strokes))


@blueprint.get("/surnames/<surname>")
def surname(surname: str) -> str:
    """People of one surname; "-" stands for those whose surname is not known."""
    wanted = _told(surname)
    title = phrase("姓%(surname)s", surname=wanted) if wanted else phrase("姓氏未详")
    return _people(title, OfSurname(wanted))


@blueprint.get("/places")
def places() -> str:
    """Every county."""
    unknown = _anybody(FromPlace(walls.UNKNOWN, walls.UNKNOWN))
    return _places("", _tally().labels["county"], unknown=unknown)


@blueprint.get("/places/<county>")
def county(county: str) -> ResponseReturnValue:
    """The townships of a county; where none is told of, its people at once."""
    if _told(county) and not _tally().of("county", county):
        abort(404)
    townships = _tally().townships.get(_told(county))
    if not townships:
        return redirect(url_for("kiosk.township", county=county, township="-"))
    return _places(county, townships, unknown=_anybody(FromPlace(county, walls.UNKNOWN)))


@blueprint.get("/places/<county>/<township>")
def township(county: str, township: str) -> str:
    """People from one township; "-" stands for those of whom it is not told."""
    where = _told(county) + _told(township)
    return _people(where or phrase("籍贯未详"), FromPlace(_told(county), _told(township)))


def other_page(number: int, **others: str | None) -> str:
    """The address of another page of the list that is asked for, or of the list with `others` of its parameters."""
    page = {"page": number if number > 1 else None}
    asked = {**(request.view_args or {}), **request.args.to_dict(), **page, **others}
    return url_for(request.endpoint or "", **asked)


def _places(county: str, known: Iterable[str], *, unknown: bool) -> str:
    found = walls.places_by_sound([*known, *((walls.UNKNOWN,) if unknown else ())])
    return render_template("places.html", page=PlacesPage(county, found))


def _people(title: Words, shared: Shared) -> str:
    """A list of people; where they are many, by the letter that their names begin with. 404 where there is nobody."""
    letter, first = request.args.get("letter", ""), _first()
    if letter not in walls.LETTERS:
        abort(404)
    everybody = search.roll(shelf().folder, shared, first=first, count=ON_A_PAGE)
    if not everybody.total:
        abort(404)
    letters = everybody.letters if everybody.total > _MANY else ()
    some = search.roll(shelf().folder, shared, letter=letter, first=first, count=ON_A_PAGE) if letter else everybody
    found = Results(some.total, tuple(Hit(id, "", "", "", ()) for id in some.ids))
    return render_template(
        "people.html", page=PeoplePage(title, _results(Search("", offset=first), found), letters, letter)
    )


def _anybody(shared: Shared) -> bool:
    return search.roll(shelf().folder, shared, count=0).total > 0


def _first() -> int:
    """The number, from 0, of the first of a list's people on the page that is asked for."""
    return (whole_number("page", request.args.get("page", "1"), 1, LAST_PAGE) - 1) * ON_A_PAGE


def _results(asked: Search, found: Results) -> ResultsPage:
    if page_of(asked) > pages_of(found, asked):
        abort(404)
    return results_page(asked, found, cards_of(found, Marks(asked.words, slips=asked.slips)))


def _told(part: str) -> str:
    return "" if part == "-" else part


def _tally() -> Tally:
    return shelf().tally(shelf().folder)
