"""The site of a snapshot, put together: the public pages in the dress of a kiosk, and nothing that writes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from flask import Flask, Response
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader

import search
from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.store import kept_reader
from archive.verification import key_in, open_to_serve
from search import Search
from webapp import headers, languages, messages, outside, pieces, public, typesetting
from webapp.clock import today_in_china
from webapp.kiosk import phone, views
from webapp.kiosk.contexts import Kiosk
from webapp.shelf import Shelf

IDLE: Final = 90
"""Seconds without a touch after which the next visitor should find the start."""

_ROOM: Final = Path(__file__).parents[1]
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


def open_kiosk(place: Path, *, key: Path | None = None, idle: int = IDLE, public_address: str = "") -> Flask:
    """The site of the snapshot in `place`, once its manifest, database and index are found as they were signed.

    `key` is a file with the public key that it must be signed with; else it is the one that it names itself.
    Raises IntegrityFailure if they are not, BohaiError if another version of the program published it.
    """
    open_to_serve(place, key_in(key) if key else None)
    site = create_kiosk(DataFolder(place), idle=idle, public_address=public_address)
    _see_that_it_answers(DataFolder(place))
    return site


def _see_that_it_answers(folder: DataFolder) -> None:
    """A snapshot is never brought up to date where it stands: that would be another than was signed."""
    try:
        search.find(folder, Search("烈士", limit=1), immutable=True)
    except BohaiError as problem:
        raise BohaiError(
            f"this bohai cannot answer from the snapshot ({problem.what})",
            where=str(folder.root),
            remedy="publish it again with this version, or install the version that published it",
        ) from problem


def create_kiosk(folder: DataFolder, *, idle: int = IDLE, public_address: str = "") -> Flask:
    """The site of the snapshot in `folder`, which nobody writes; all its routes only GET.

    It returns to the start after `idle` seconds without touch. `public_address`, if there is one, is where the
    same people stand on the public site, for visitors' phones. Raises UsageError if that is no address.
    """
    address = outside.checked_address(public_address) if public_address else ""
    app = languages.Site("webapp", static_folder=None, root_path=str(_ROOM))
    # Before the first route: each would answer to OPTIONS, too.
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.static_folder = "static"
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=app.send_static_file)
    _dress(app, Kiosk(idle, address))
    find = partial(search.find, immutable=True)
    app.extensions["shelf"] = Shelf(
        folder,
        partial(kept_reader, immutable=True),
        find,
        search.complete,
        partial(search.companions_of, immutable=True),
        search.tally,
        search.tally_year,
        today_in_china,
    )
    languages.install(app)
    headers.install(app)
    app.after_request(_keep_to_itself)  # runs before what `headers` adds, which leaves it as it is
    messages.install(app)
    for blueprint in (public.blueprint, pieces.blueprint, views.blueprint):
        app.register_blueprint(blueprint)
    return app


def _dress(app: Flask, kiosk: Kiosk) -> None:
    """Templates of the kiosk before those of the public site, which stand under "public/", too."""
    shown = FileSystemLoader(_ROOM / "templates")
    own = FileSystemLoader(_ROOM / "templates" / "kiosk")
    app.jinja_env.loader = ChoiceLoader([own, PrefixLoader({"public": shown}), shown])
    typesetting.install(app)
    app.jinja_env.globals |= {"phone_code": phone.code, "other_page": views.other_page}

    @app.context_processor
    def known() -> dict[str, object]:
        return {"kiosk": kiosk}


def _keep_to_itself(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = _POLICY
    return response
