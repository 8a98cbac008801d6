"""The pages by which people are found without searching."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.authority.places import places_called
from search import Tally
from search.index.standing import county_of, force_of
from webapp.asking import one_of
from webapp.browsing import books, charts, days, places, surnames, units, years
from webapp.browsing.district import map_page
from webapp.browsing.ways import ways
from webapp.shelf import shelf

blueprint = Blueprint("browsing", __name__)
blueprint.app_template_global("ways")(ways)


@blueprint.get("/places/", endpoint="places")
def all_places() -> str:
    """The counties, as they were then."""
    return render_template("browse/places.html", page=places.places_page(_tally()))


@blueprint.get("/places/<name>")
def place(name: str) -> ResponseReturnValue:
    """One county; a county in short leads to its full name."""
    tally = _tally()
    in_full = tally.of("county", name) or any(known.name == name for known in places_called(name))
    if not in_full and (county := county_of(name)) and county != name:
        return redirect(url_for("browsing.place", name=county))  # not for ever: the authority and the rosters grow
    return _shown("browse/place.html", places.place_page(name, tally, request.args))


@blueprint.get("/places/<name>/<way:way>")
def township(name: str, way: str) -> str:
    """One township or village of a county."""
    return _shown("browse/place.html", places.township_page(name, way, _tally(), request.args))


@blueprint.get("/units/", endpoint="units")
def all_units() -> str:
    """All units."""
    return render_template("browse/units.html", page=units.units_page(_tally(), request.args))


@blueprint.get("/units/<name>")
def unit(name: str) -> ResponseReturnValue:
    """One unit; another written form of its name leads to the full one."""
    tally = _tally()
    if not tally.of("unit", name) and (full := force_of(name)) != name:
        return redirect(url_for("browsing.unit", name=full))  # not for ever, likewise
    return _shown("browse/unit.html", units.unit_page(name, tally, request.args))


@blueprint.get("/years/", endpoint="years")
def all_years() -> str:
    """All years."""
    return render_template("browse/years.html", page=years.years_page(_tally()))


@blueprint.get("/years/<int:year>")
def year(year: int) -> str:
    """One year; `?month=` leaves those who fell in that month."""
    tally = _tally()
    if not tally.of("year", str(year)):
        abort(404)
    told = shelf().tally_year(shelf().folder, year)
    return _shown("browse/year.html", years.year_page(year, tally, told, request.args))


@blueprint.get("/surnames/", endpoint="surnames")
def all_surnames() -> str:
    """The wall of surnames; `?by=strokes` in the order of strokes."""
    order = one_of("by", request.args.get("by", ""), (surnames.SOUND, surnames.STROKES)) or surnames.SOUND
    return render_template("browse/surnames.html", page=surnames.surnames_page(_tally(), order))


@blueprint.get("/surnames/<name>")
def surname(name: str) -> str:
    """The people of one surname."""
    return _shown("browse/surname.html", surnames.surname_page(name, _tally(), request.args))


@blueprint.get("/days/", endpoint="days")
def all_days() -> str:
    """All days of the year."""
    return render_template("browse/days.html", page=days.days_page(_tally()))


@blueprint.get("/days/<day>")
def day(day: str) -> str:
    """The people who fell on a day of the year, written 03-12."""
    found = days.parsed(day)
    if found is None:
        abort(404)
    return render_template("browse/day.html", page=days.day_page(found, request.args))


@blueprint.get("/statistics")
def statistics() -> str:
    """Figures, each as a chart that is a table too."""
    return render_template("browse/statistics.html", page=charts.statistics_page(_tally()))


@blueprint.get("/map")
def map() -> str:
    """The district, sketched."""
    return render_template("browse/map.html", page=map_page(_tally()))


@blueprint.get("/rosters/")
def rosters() -> str:
    """All rosters."""
    return render_template("browse/rosters.html", page=books.rosters_page())


@blueprint.get("/rosters/<id>")
@blueprint.get("/loose-pages", defaults={"id": None})
def roster(id: str | None) -> str:
    """A roster as a book."""
    return render_template("browse/roster.html", page=books.book_page(id, request.args))


@blueprint.get("/rosters/<id>/<int:place>")
@blueprint.get("/loose-pages/<int:place>", defaults={"id": None})
def leaf(id: str | None, place: int) -> str:
    """One page of a book, opened."""
    return render_template("browse/leaf.html", page=books.leaf_page(id, place))


def _tally() -> Tally:
    return shelf().tally(shelf().folder)


def _shown(template: str, page: object | None) -> str:
    if page is None:
        abort(404)
    return render_template(template, page=page)
