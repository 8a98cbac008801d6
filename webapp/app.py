"""The site, put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from flask import Flask

import search
from archive.folder import DataFolder
from archive.store import kept_for_the_public
from webapp import (
    api,
    browsing,
    headers,
    kept,
    languages,
    messages,
    outside,
    packing,
    pieces,
    public,
    share,
    tributes,
    typesetting,
)
from webapp.clock import today_in_china
from webapp.shelf import (
    CompleteWords,
    FindCompanions,
    FindWords,
    OpenArchive,
    Shelf,
    put_down_authority,
    take_up_authority,
)

KEPT = frozenset({"public", "api", "browsing", "machines"})
"""The blueprints whose pages stand on nothing but the archive, its index, the day, and what they say themselves."""


def create_app(  # noqa: PLR0913 - each is one way to come to know something, and is asked for by name
    folder: DataFolder,
    *,
    open_archive: OpenArchive = kept_for_the_public,
    find: FindWords = search.find,
    complete: CompleteWords = search.complete,
    companions: FindCompanions = search.companions_of,
    today: Callable[[], date] = today_in_china,
) -> Flask:
    """The site that shows the archive in `folder`; nothing in it writes.

    `open_archive`, `find`, `complete` and `companions`, and the tally of the index, are the only ways by which the
    site comes to know anything; `today` says whose anniversaries it shows. An archive that is not there yet is
    answered with a page that says so.
    """
    app = languages.Site(__name__)
    typesetting.install(app)
    # Chinese as it is, keys in the order of the command line; mypy knows only the provider's base.
    app.json.ensure_ascii = app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions["shelf"] = Shelf(
        folder, open_archive, find, complete, companions, search.tally, search.tally_year, today
    )
    app.before_request(take_up_authority)
    app.teardown_request(put_down_authority)
    languages.install(app)
    headers.install(app)
    packing.install(app)
    kept.install(app, KEPT)
    messages.install(app)
    app.register_blueprint(public.blueprint)
    app.register_blueprint(pieces.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(browsing.blueprint)
    app.register_blueprint(browsing.machines)
    return app


def create_public_site(folder: DataFolder, public_address: str = "") -> Flask:
    """The same for the public: it takes in tributes, and gives out what is to be shared and framed.

    `public_address` is where the public reaches it, for codes, cards and search engines; without one they lead to
    wherever each request came. Raises UsageError if that is no address.
    """
    app = create_app(folder)
    outside.install(app, public_address)
    tributes.install(app, folder)
    share.install(app)
    return app
