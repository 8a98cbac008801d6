"""Languages, added to a site."""

from __future__ import annotations

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import Babel

from webapp.languages.addresses import (
    alternates,
    asked_at,
    asked_in_english,
    canonical,
    in_other_language,
    is_shared,
    without_language,
)
from webapp.languages.catalogues import CHINESE, ENGLISH, Catalogues, reads_english, said
from webapp.languages.printed import place_sound, printed, sound
from webapp.languages.words import counted
from webapp.routes import without_end


def install(app: Flask) -> None:
    """Have `app` speak the language of the address that it is asked at."""
    babel = Babel(app, default_locale=CHINESE, locale_selector=lambda: ENGLISH if reads_english() else CHINESE)
    babel.domain_instance = Catalogues()
    app.jinja_env.globals |= {
        "_": said,
        "alternates": alternates,
        "canonical": canonical,
        "counted": counted,
        "in_english": reads_english,
        "in_other_language": in_other_language,
        "without_language": without_language,
    }
    app.jinja_env.filters |= {"printed": printed, "sound": sound, "place_sound": place_sound}
    app.before_request(_lead_to_the_one_address)
    app.after_request(_name_the_language)


def _lead_to_the_one_address() -> ResponseReturnValue | None:
    if asked_in_english() and request.endpoint and is_shared(request.endpoint):
        return redirect(in_other_language(), 308)
    if (path := without_end()) is not None:
        return redirect(asked_at(path), 308)
    return None


def _name_the_language(response: Response) -> Response:
    if response.mimetype in ("text/html", "application/pdf"):
        response.headers["Content-Language"] = "en" if asked_in_english() else "zh-Hans"
    return response
