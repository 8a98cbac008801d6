"""Remembrance, added to a site."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Final

from flask import Flask, Response, make_response, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.tributes.gifts import LARGEST_FILE
from archive.tributes.giving import clear_away
from archive.tributes.key import site_key
from archive.tributes.limits import TooOften
from archive.tributes.store import TributesClosed, TributesDamaged, make
from webapp.contexts import MessagePage
from webapp.cookies import Cookies
from webapp.tributes import taken, views
from webapp.tributes.person import remembrance
from webapp.tributes.place import Place, log_in_one_line
from webapp.tributes.sentences import CLOSED, FORGED, TOO_LARGE, TOO_OFTEN, Told

_MEMORY: Final = timedelta(days=2)
"""How long a cookie lives: enough for the rule of one flower a day, too short to follow anybody."""


def install(app: Flask, folder: DataFolder) -> None:
    """Have `app` take in tributes; where they cannot be kept, it shows people all the same and says so."""
    key = None
    try:
        make(folder)
        clear_away(folder)
        key = site_key(folder)
    except BohaiError as problem:
        app.logger.warning("remembrance is closed: %s", problem)
    app.secret_key = key or secrets.token_bytes(32)
    app.session_interface = Cookies()
    app.config.update(
        SESSION_COOKIE_NAME="bohai",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=_MEMORY,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the cookie: a memory may take an afternoon to write
        MAX_CONTENT_LENGTH=LARGEST_FILE + (1 << 20),
    )
    CSRFProtect(app)
    taken.install(app)
    app.extensions["tributes"] = Place(folder, key)
    app.jinja_env.globals["remembrance"] = remembrance
    app.register_blueprint(views.blueprint)
    app.register_error_handler(CSRFError, lambda _error: _told(FORGED, 400))
    app.register_error_handler(RequestEntityTooLarge, lambda _error: _told(TOO_LARGE, 413))
    app.register_error_handler(TooOften, lambda _error: _told(TOO_OFTEN, 429))
    app.register_error_handler(TributesClosed, _closed)
    app.register_error_handler(TributesDamaged, _closed)


def _closed(problem: BohaiError) -> ResponseReturnValue:
    log_in_one_line(problem)
    return _told(CLOSED, 503)


def _told(told: Told, status: int) -> Response:
    page = MessagePage(status, told.title, told.words)
    answer = make_response(render_template("message.html", page=page))
    answer.status_code = status
    return answer
