"""The forms of remembrance, and what becomes of them. Every POST ends in a redirect or a sentence."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from flask import Blueprint, Response, abort, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from archive.bilingual import field_label
from archive.errors import BohaiError
from archive.records import FIELDS, Person
from archive.tributes import gifts
from archive.tributes.giving import giving
from archive.tributes.values import Content, Kind, KinNotice, Offering, Photograph, State
from search.kin import matching
from webapp.facts import shown
from webapp.languages import Words, in_chinese, phrase, told
from webapp.life import life_of
from webapp.shelf import person_known_as, persons, shelf
from webapp.tributes import forms
from webapp.tributes.contexts import Choice, FamilyPage, KinPage, Match, Notice, RememberPage, Sheet
from webapp.tributes.place import greet, log_in_one_line, place, see_that_it_takes_in, tributes, visit
from webapp.tributes.sentences import UNFIT
from webapp.tributes.taken import lead_back, taken

_BLANK: Final = Sheet({})
_REFUSED: Final = 422
"""The form was understood, but cannot be taken as it is."""

blueprint = Blueprint("tributes", __name__)


@blueprint.after_request
def keep_no_copy(response: Response) -> Response:
    """Forms are one visitor's own; photographs may be withdrawn."""
    response.headers.setdefault("Cache-Control", "no-store")
    return response


@blueprint.get("/martyrs/<id>/remembrance")
def remember(id: str) -> ResponseReturnValue:
    """A flower, a candle, words."""
    person = _person(id)
    if person.id != id:
        return redirect(url_for("tributes.remember", id=person.id))
    return _remember(person, _BLANK)


@blueprint.get("/martyrs/<id>/family")
def family(id: str) -> ResponseReturnValue:
    """What a family knows: a fact, a memory, a photograph."""
    person = _person(id)
    if person.id != id:
        return redirect(url_for("tributes.family", id=person.id))
    return _family(person, _BLANK)


@blueprint.post("/martyrs/<id>/<any(flower, candle):offering>")
def lay(id: str, offering: str) -> ResponseReturnValue:
    """Lay a flower or light a candle, once a day."""
    person = _person(id)
    laid = tributes().lay(person.id, Offering(offering), visit())
    return _done(person, offering if laid else f"{offering}-again")


@blueprint.post("/martyrs/<id>/words")
def leave_words(id: str) -> ResponseReturnValue:
    """Leave words."""
    person = _person(id)
    return _taken(person, lambda: forms.words_of(request.form), _remember)


@blueprint.post("/martyrs/<id>/correction")
def correct(id: str) -> ResponseReturnValue:
    """Tell what a fact should be."""
    person = _person(id)
    stands = {choice.field: in_chinese(choice.stands) for choice in _choices(person)}

    def read() -> Content:
        field = request.form.get("field", "")
        entry = next((each for each in person.entries if each.entry.reading(field)), person.entries[0])
        return forms.correction_of(request.form, entry.id, stands)

    return _taken(person, read, _family, about=Kind.CORRECTION)


@blueprint.post("/martyrs/<id>/memory")
def add_memory(id: str) -> ResponseReturnValue:
    """Write down a memory."""
    person = _person(id)
    return _taken(person, lambda: forms.memory_of(request.form), _family, about=Kind.MEMORY)


@blueprint.post("/martyrs/<id>/photograph")
def add_photograph(id: str) -> ResponseReturnValue:
    """Give a photograph."""
    person = _person(id)

    def read() -> Content:
        caption, signed = forms.part(request.form, "caption"), forms.part(request.form, "signed")
        sent = request.files.get("photograph")
        try:
            if sent is None:
                raise gifts.UnfitPhotograph(gifts.Unfit.NOTHING)
            return Photograph(gifts.keep(place().folder, sent.stream), caption, signed)
        except gifts.UnfitPhotograph as problem:
            raise forms.Wanting(UNFIT[problem.unfit]) from problem

    return _taken(person, read, _family, about=Kind.PHOTOGRAPH, meanwhile=giving(place().folder))


@blueprint.get("/kin")
def kin() -> ResponseReturnValue:
    """Families who look for somebody."""
    return _kin(_BLANK)


@blueprint.post("/kin")
def leave_notice() -> ResponseReturnValue:
    """Leave a notice."""
    try:
        notice, contact = forms.kin_notice_of(request.form), forms.contact_of(request.form)
    except forms.Wanting as wanting:
        return _kin(Sheet(request.form, wanting.sentence)), _REFUSED
    tributes().admit(visit())
    letter = tributes().leave("", notice, contact, place().clock())
    there = _there_already(notice)
    tributes().tell_matches(letter, there)
    return lead_back("tributes.kin", None, "kin-there" if there else "kin", "done", there)


@blueprint.get("/gifts/<sha256>.jpg")
def gift(sha256: str) -> ResponseReturnValue:
    """A photograph, once an archivist has accepted it."""
    if not tributes().shows_gift(sha256):
        abort(404)
    try:
        answer = send_file(place().folder.gift(sha256).absolute(), mimetype="image/jpeg")
    except FileNotFoundError:
        abort(404)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _taken(
    person: Person,
    read: Callable[[], Content],
    again: Callable[[Person, Sheet, str], str],
    about: str = "",
    meanwhile: AbstractContextManager[None] | None = None,
) -> ResponseReturnValue:
    """Keep the letter that `read` makes of the form, or hand the form back `again` with a sentence.

    `meanwhile` is entered before it is read and left when it is stored.
    """
    try:
        contact = "" if again is _remember else forms.contact_of(request.form)
        see_that_it_takes_in()
        tributes().admit(visit())
        with meanwhile or nullcontext():
            tributes().leave(person.id, read(), contact, place().clock())
    except forms.Wanting as wanting:
        return again(person, Sheet(request.form, wanting.sentence), about), _REFUSED
    return _done(person, about or Kind.WORDS)


def _there_already(notice: KinNotice) -> list[str]:
    """The people who match a notice when it is left; without an index, all who match later are new."""
    try:
        return [found.id for found in matching(place().folder, notice, shelf().find)]
    except BohaiError as problem:
        log_in_one_line(problem)
        return []


def _done(person: Person, what: str) -> ResponseReturnValue:
    return lead_back("public.martyr", person.id, what, "remembrance")


def _person(id: str) -> Person:
    person = person_known_as(id)
    if person is None:
        abort(404)
    return person


def _remember(person: Person, sheet: Sheet, about: str = "") -> str:
    see_that_it_takes_in()
    greet()
    page = RememberPage(person.id, shown(person, "name"), told(life) if (life := life_of(person)) else None, sheet)
    return render_template("tributes/remember.html", page=page)


def _family(person: Person, sheet: Sheet, about: str = "") -> str:
    see_that_it_takes_in()
    greet()
    page = FamilyPage(person.id, shown(person, "name"), _choices(person), sheet, about)
    return render_template("tributes/family.html", page=page)


def _kin(sheet: Sheet) -> str:
    see_that_it_takes_in()
    greet()
    accepted = [letter.content for letter in tributes().letters(Kind.KIN, (State.ACCEPTED,))]
    notices = tuple(
        Notice(notice.name, notice.place, notice.years, notice.words)
        for notice in reversed(accepted)
        if isinstance(notice, KinNotice)
    )
    given = taken()
    people = persons(given.there) if given.there else {}
    there = tuple(Match(id, shown(one, "name"), shown(one, "native_place")) for id, one in people.items())
    return render_template("tributes/kin.html", page=KinPage(notices, sheet, given.words, there))


def _choices(person: Person) -> tuple[Choice, ...]:
    return tuple(Choice(field, told(field_label(field)), _stands(person, field)) for field in FIELDS)


def _stands(person: Person, field: str) -> Words:
    shows = shown(person, field)
    return shows.words if shows.certain or not shows.words else phrase("%(words)s（待核对）", words=shows.words)
