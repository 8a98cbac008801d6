"""How a view reaches the tributes: one connection a request, and whoever comes told apart by a cookie."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app, g, request, session

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.tributes.limits import Visit
from archive.tributes.store import TributesClosed, TributeStore

OpenTributes = Callable[[DataFolder], TributeStore]


def local_time() -> datetime:
    """Now, on the clock of the site: its days are the days of flowers."""
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Place:
    """Where tributes are laid down. `key` is None where it could not be made: nothing is taken in then."""

    folder: DataFolder
    key: bytes | None
    open_tributes: OpenTributes = TributeStore.open
    clock: Callable[[], datetime] = local_time

    def takes_in(self) -> bool:
        """Whether it looks as if something could be written; only writing itself makes sure."""
        folder = self.folder
        return self.key is not None and os.access(folder.tributes, os.W_OK) and os.access(folder.root, os.W_OK)


def place() -> Place:
    """The place of the running site."""
    return cast(Place, current_app.extensions["tributes"])


def tributes() -> TributeStore:
    """The tributes, opened once for this request; raises TributesClosed."""
    if "tributes" not in g:
        g.tributes = place().open_tributes(place().folder)
    return cast(TributeStore, g.tributes)


def close_tributes(_error: BaseException | None = None) -> None:
    """Let go of the tributes at the end of a request."""
    opened = g.pop("tributes", None)
    if opened is not None:
        opened.close()


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
