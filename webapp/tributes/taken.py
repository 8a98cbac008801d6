"""That something was taken is told once, and to nobody but who gave it.

The address to which a form leads carries `done`, so that a page which thanks is none that is kept for others; the
visitor's cookie, without which nothing is taken, says that it may be told. Whoever comes by that address later, by a
link that was passed on or by loading the page again, is led to the page itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from flask import Flask, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from webapp.languages import Words
from webapp.tributes.sentences import DONE

_MARK: Final = "done"
_PAGES: Final = ("public.martyr", "tributes.kin")
_MOST: Final = 5
"""People whom the cookie carries along."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What is said of what was taken, None where nothing was, and the ids of people who are told of with it."""

    words: Words | None = None
    there: tuple[str, ...] = ()


def install(app: Flask) -> None:
    """Have the pages of `app` to which forms lead tell of it once."""
    app.before_request(_tell_once)


def lead_back(endpoint: str, id: str | None, what: str, anchor: str, there: Sequence[str] = ()) -> Response:
    """Lead who gave something to the page that says so; `there` are people of whom it tells, too."""
    session[_MARK] = [endpoint, id, what, list(there[:_MOST])]
    return redirect(url_for(endpoint, id=id, done=what, _anchor=anchor), 303)


def taken() -> Taken:
    """What the page that is being made says was taken."""
    return cast(Taken, g.get("taken", Taken()))


def _tell_once() -> Response | None:
    if request.endpoint is None or request.endpoint not in _PAGES or _MARK not in request.args:
        return None
    id, what = (request.view_args or {}).get("id"), request.args[_MARK]
    *given, there = session.pop(_MARK, None) or [None]
    if given != [request.endpoint, id, what]:
        return redirect(url_for(request.endpoint, id=id))
    g.taken = Taken(DONE[what], tuple(there))
    return None
