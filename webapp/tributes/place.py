"""How a view reaches the tributes: one connection a thread, and whoever comes told apart by a cookie."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from flask import current_app, g, request, session

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.tributes.limits import Visit
from archive.tributes.store import TributesClosed, TributeStore
from archive.tributes.values import Remembered
from webapp.clock import now_in_china

OpenTributes = Callable[[DataFolder], TributeStore]
Standing = tuple[Remembered, date, bool]
"""What is laid down for a person, the day on which that is told, and whether more is taken in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where tributes are laid down. `key` is None where it could not be made: nothing is taken in then."""

    folder: DataFolder
    key: bytes | None
    open_tributes: OpenTributes = TributeStore.kept
    clock: Callable[[], datetime] = now_in_china

    def takes_in(self) -> bool:
        """Whether it looks as if something could be written; only writing itself makes sure."""
        folder = self.folder
        return self.key is not None and os.access(folder.tributes, os.W_OK) and os.access(folder.root, os.W_OK)

    def standing(self, known_as: Sequence[str]) -> Standing:
        """What stands at the name of a person of these ids; raises TributesClosed or TributesDamaged."""
        return self.open_tributes(self.folder).remembered(known_as), self.clock().date(), self.takes_in()


def place() -> Place:
    """The place of the running site."""
    return cast(Place, current_app.extensions["tributes"])


def standing_for(known_as: Sequence[str]) -> Callable[[], Standing]:
    """What `Place.standing` tells, to be asked at any time, also after the request."""
    kept = current_app.extensions

    def ask() -> Standing:
        return cast(Place, kept["tributes"]).standing(known_as)

    return ask


def tributes() -> TributeStore:
    """The tributes, the same for all of this request; raises TributesClosed."""
    if "tributes" not in g:
        g.tributes = place().open_tributes(place().folder)
    return cast(TributeStore, g.tributes)


def greet() -> None:
    """Give a visitor who has none the token that tells them apart today; it is a random number."""
    if "visitor" not in session:
        session.permanent = True
        session["visitor"] = secrets.token_urlsafe(16)


def visit() -> Visit:
    """Who comes, and when; raises TributesClosed where there is no key to hide it."""
    here = place()
    if here.key is None:
        raise TributesClosed("nothing is taken in without the key of the site")
    greet()
    return Visit(session["visitor"], request.remote_addr or "", here.key, here.clock())


def see_that_it_takes_in() -> None:
    """Raise TributesClosed before somebody writes a letter that could not be kept."""
    if not place().takes_in():
        raise TributesClosed("the tributes cannot be written", where=str(place().folder.tributes))


def log_in_one_line(problem: BohaiError) -> None:
    """Tell the keeper of the site."""
    current_app.logger.error("%s", problem)
