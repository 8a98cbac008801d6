"""Routes by which each page has one address, so that it is known, kept and shared under that alone."""

from __future__ import annotations

from typing import Final

from flask import request
from flask.globals import request_ctx
from werkzeug.datastructures import ImmutableDict
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import IntegerConverter, Map, PathConverter

_BY_PAGE: Final = ("page",)
_NEEDED: Final = {
    **dict.fromkeys(("browsing.place", "browsing.township", "browsing.unit", "browsing.units"), _BY_PAGE),
    **dict.fromkeys(("browsing.surname", "browsing.day", "browsing.roster"), _BY_PAGE),
    "browsing.year": ("month", "page"),
}
"""The parameters, by endpoint, that make another page of a page; others only show the same in another way."""


class Number(IntegerConverter):
    """A number as it is written in an address: in the digits of ASCII, without a zero before it.

    Werkzeug's own takes 01947 and １９４７, and numbers too large for a database.
    """

    regex = "[1-9][0-9]{0,8}"


class Way(PathConverter):
    """Several steps, without a stroke at their end."""

    regex = "[^/](?:.*?[^/])?"


class Routes(Map):
    """The routes of a site, whose numbers and ways are those."""

    default_converters = ImmutableDict({**Map.default_converters, "int": Number, "way": Way})


def without_end() -> str | None:
    """The path that is asked for without the stroke at its end, where a page stands at that alone; None elsewhere."""
    path, adapter = request.path.rstrip("/"), request_ctx.url_adapter
    if path == request.path or adapter is None or not isinstance(request.routing_exception, NotFound):
        return None
    try:
        adapter.match(path, "GET")
    except HTTPException:  # nothing is there, or only the way to a third address
        return None
    return path


def needed() -> dict[str, str]:
    """The parameters without which the page that is asked for would be another, each as it is usually written."""
    given = {name: request.args.get(name, "").strip() for name in _NEEDED.get(request.endpoint or "", ())}
    numbers = {name: int(words) for name, words in given.items() if words.isascii() and words.isdigit()}
    return {name: str(number) for name, number in numbers.items() if (name, number) != ("page", 1)}
