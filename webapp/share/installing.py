"""Sharing, added to a site."""

from __future__ import annotations

from flask import Flask

from webapp.share import views
from webapp.share.person import shareable
from webapp.share.typefaces import serifs


def install(app: Flask) -> None:
    """Have `app` give out what is to be shared; without a typeface for it there are no cards."""
    if not serifs():
        app.logger.warning("no Chinese serif typeface was found, so there are no share cards; install fonts-noto-cjk")
    app.jinja_env.globals["shareable"] = shareable
    app.register_blueprint(views.blueprint)
