"""Sharing, added to a site."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, make_response, render_template

from webapp.contexts import MessagePage
from webapp.languages import phrase
from webapp.share import views
from webapp.share.certificate import Busy
from webapp.share.person import shareable
from webapp.share.typefaces import serifs

_TITLE: Final = phrase("纪念页正在为别人排印")
_WORDS: Final = phrase("请过片刻再试一次。")


def install(app: Flask) -> None:
    """Have `app` give out what is to be shared; without a typeface for it there are no cards."""
    if not serifs():
        app.logger.warning("no Chinese serif typeface was found, so there are no share cards; install fonts-noto-cjk")
    app.jinja_env.globals["shareable"] = shareable
    app.register_blueprint(views.blueprint)
    app.register_error_handler(Busy, lambda _busy: _busy_page())


def _busy_page() -> Response:
    answer = make_response(render_template("message.html", page=MessagePage(503, _TITLE, _WORDS)))
    answer.status_code = 503
    answer.headers["Retry-After"] = "10"
    return answer
