"""The pages people read."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import BohaiError
from archive.store.books import entry_in_row
from archive.store.keying import accuracy
from search import Marks, Results, Search
from webapp.accuracy import accuracies
from webapp.asking import LAST_PAGE, asked, asks, page_of, whole_number
from webapp.browsing.days import anniversaries
from webapp.cards import cards_of
from webapp.companions import companions
from webapp.contexts import AboutPage, HomePage
from webapp.paper import paper_page
from webapp.persons import person_page
from webapp.results import pages_of, results_page
from webapp.shelf import archive, counts, person_known_as, sheets_of, shelf, tally_or_none

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
def home() -> str:
    """Search, and what this place is."""
    counted = counts()
    return render_template("home.html", page=HomePage(counted, anniversaries() if counted.entries else None))


@blueprint.get("/about")
def about() -> str:
    """Where the facts come from and how far they may be trusted."""
    with archive().asking() as ask:
        told = accuracies(accuracy(ask))
    return render_template("about.html", page=AboutPage(counts(), told))


@blueprint.get("/search")
def results() -> str:
    """The people that a question finds, twenty a page; 404 beyond the last page."""
    search = asked(request.args)
    if not asks(search):
        return render_template("results.html", page=results_page(search, Results(0, ()), ()))
    found = shelf().find(shelf().folder, search)
    if page_of(search) > pages_of(found, search):
        abort(404)
    cards = cards_of(found, Marks(search.words, slips=search.slips))
    return render_template("results.html", page=results_page(search, found, cards))


@blueprint.get("/martyrs/<id>")
def martyr(id: str) -> ResponseReturnValue:
    """One person. An entry's own id leads to the person whom it speaks of."""
    person = person_known_as(id)
    if person is None:
        abort(404)
    if person.id != id:
        return redirect(url_for("public.martyr", id=person.id))  # not for ever: links can be undone
    address = url_for("public.martyr", id=id, _external=True)
    page = person_page(person, sheets_of(person.entries), address, companions(person), tally_or_none())
    return render_template("person.html", page=page)


@blueprint.get("/pages/<sha256>/<int:number>")
def paper(sha256: str, number: int) -> str:
    """A whole page of a roster; `?row=` marks an entry's line, `&field=` one piece of it."""
    sheet = archive().page(sha256, number)
    if sheet is None:
        abort(404)
    entry = None
    if "row" in request.args:
        row = whole_number("row", request.args["row"], 1, LAST_PAGE)
        with archive().asking() as ask:
            id = entry_in_row(ask, sha256, number, row)
        entry = archive().entry(id) if id else None
        if entry is None:
            abort(404)
    return render_template("paper.html", page=paper_page(sheet, entry, request.args.get("field")))


@blueprint.get("/healthz")
def healthz() -> Response:
    """200 where a search can be answered, 503 where not."""
    try:
        archive().generation()
        shelf().find(shelf().folder, Search("烈士", limit=1))
    except BohaiError as problem:
        answer = jsonify({"status": "unavailable", "reason": problem.what})
        answer.status_code = 503
        return answer
    answer = jsonify({"status": "ok"})
    answer.cache_control.no_store = True  # whoever asks wants it tried
    return answer
