"""The desk, put together."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import Blueprint, Flask, Response, request, url_for
from flask_wtf.csrf import CSRFProtect

import search
from archive.folder import DataFolder
from archive.review.machine import Machine
from archive.staff.store import StaffStore, make
from archive.staff.values import Role
from archive.store import kept_reader
from webapp import headers, packing, pieces, typesetting
from webapp.clock import today_in_china
from webapp.cookies import Cookies
from webapp.desk import access, accounts, dashboard, entrance, own, refusals, review, words
from webapp.desk.authorities import views as authorities
from webapp.desk.contexts import MenuLine
from webapp.desk.help import views as helping
from webapp.desk.help.tasks import page_on
from webapp.desk.importing import views as importing
from webapp.desk.incoming import blueprint as incoming
from webapp.desk.keying import views as keying
from webapp.desk.linking import views as linking
from webapp.desk.redacting import blueprint as redacting
from webapp.desk.replacing import views as replacing
from webapp.desk.review.claims import Claims
from webapp.desk.structure import views as structure
from webapp.routes import Routes
from webapp.shelf import Shelf, put_down_authority, take_up_authority


@dataclass(frozen=True, slots=True)
class Subject:
    """A room of the desk; where it has a page in the menu: its endpoint, its word, and the letter after g.

    Other rooms lead to `page`, the endpoint at which the readings of one page of a scan are settled, given its `sha256`
    and `number`; to `lines`, at which its lines and its ledger are; and to `roster`, at which the doubts of a roster
    are, given its id as `roster`.
    """

    blueprint: Blueprint
    start: str = ""
    word: str = ""
    letter: str = ""
    page: str = ""
    lines: str = ""
    roster: str = ""


SUBJECTS: Final[tuple[Subject, ...]] = (
    Subject(entrance.blueprint),
    Subject(own.blueprint),
    Subject(review.blueprint, "review.start.start", "核对", "r", page="review.page.show", roster="review.start.start"),
    Subject(structure.blueprint, "structure.shelf", "行与账", "s", lines="structure.page"),
    Subject(keying.blueprint, "keying.all_rounds", "双录", "k"),
    Subject(linking.blueprint, "linking.proposals", "同一人", "l"),
    Subject(authorities.blueprint, "authorities.start", "地名部队", "p"),
    Subject(replacing.blueprint, "replacing.preview", "替换", "h"),
    Subject(importing.blueprint, "importing.start", "导入", "m"),
    Subject(incoming, "incoming.letters", "来信", "i"),
    Subject(redacting, "redacting.every", "遮盖", "x"),
    Subject(dashboard.blueprint, "dashboard.start", "概况", "d"),
    Subject(accounts.blueprint, "accounts.all_accounts", "账户", "a"),
    Subject(helping.blueprint),
)
"""The rooms of the desk, in the order of the menu: the work first. To each account it shows where its role leads."""

_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",  # files of the desk's own, nothing inline
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_LARGEST_FORM: Final = 16 << 20
"""Bytes; a table of corrections is the largest thing that anybody sends."""


class Desk(Flask):
    """A Flask with the routes of the other sites."""

    url_map_class = Routes


def create_desk(folder: DataFolder, *, clock: Callable[[], float] = time.time, machine: Machine | None = None) -> Flask:
    """The desk of the archive in `folder`; `clock` gives seconds since 1970.

    `machine` says what typed words mean, as the machine that reads would have understood them; without it readings
    can be looked at, and nothing typed.

    Makes the database of accounts where there is none; raises BohaiError if it cannot be kept.
    """
    make(folder)
    app = Desk("webapp")
    typesetting.install(app)
    app.json.ensure_ascii = app.json.sort_keys = False  # type: ignore[attr-defined]  # mypy knows only the provider's base
    with StaffStore.open(folder) as store:
        app.secret_key = store.secret()
    app.session_interface = Cookies()
    app.config.update(
        SESSION_COOKIE_NAME="bohai-desk-form",
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=timedelta(days=1),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a page may stand open for a working day
        MAX_CONTENT_LENGTH=_LARGEST_FORM,
    )
    app.extensions["shelf"] = Shelf(
        folder,
        kept_reader,
        search.find,
        search.complete,
        search.companions_of,
        search.tally,
        search.tally_year,
        today_in_china,
    )
    app.extensions["machine"] = machine
    app.extensions["claims"] = Claims()
    headers.install(app)
    packing.install(app)
    app.after_request(_keep_to_itself)  # runs before what `headers` adds, which leaves it as it is
    refusals.install(app)
    for subject in SUBJECTS:
        app.register_blueprint(subject.blueprint)
    app.register_blueprint(pieces.blueprint)
    access.guard_blueprint(app, pieces.blueprint.name, Role.REVIEWER)
    access.install(app, folder, clock)
    app.before_request(take_up_authority)
    app.teardown_request(put_down_authority)
    CSRFProtect(app)  # after access: whoever is not logged in is told so first
    app.context_processor(_known_everywhere)
    app.jinja_env.globals |= {"number": "{:,}".format, "field_word": words.field}
    app.jinja_env.globals |= {"lead_to_page": lead_to_page, "lead_to_roster": lead_to_roster}
    return app


def lead_to_page(sha256: str, number: int, *, ledger: bool = False) -> str:
    """The address at which a page of a scan is worked on by whoever is here; `ledger`: where its lines are counted."""
    places = [subject.lines for subject in SUBJECTS if subject.lines] if ledger else []
    places += [subject.page for subject in SUBJECTS if subject.page]
    return url_for(next(filter(_may_go, places), "pieces.page"), sha256=sha256, number=number)


def lead_to_roster(id: str) -> str:
    """The address at which the doubts of a roster are settled; "" where no room of this desk does that."""
    place = next((subject.roster for subject in SUBJECTS if subject.roster), "")
    return url_for(place, roster=id) if place else ""


def _may_go(endpoint: str) -> bool:
    return (access.desk().roles[endpoint] or Role.REVIEWER) <= access.current_account().role


def _known_everywhere() -> dict[str, object]:
    """What the frame of every page shows: who is here, and where they may go."""
    account = access.account_or_none() if request.endpoint else None
    if account is None:
        return {"account": None, "menu": (), "role": "", "help_page": ""}
    menu = tuple(
        MenuLine(subject.start, subject.word, subject.letter, subject.blueprint.name in request.blueprints)
        for subject in SUBJECTS
        if subject.word and _may_go(subject.start)
    )
    return {
        "account": account,
        "menu": menu,
        "role": words.ROLES[account.role],
        "help_page": page_on(request.blueprints, account.role),
    }


def _keep_to_itself(response: Response) -> Response:
    """Nothing of the desk is kept by anybody but the browser that asked, and pages not even by that."""
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if response.cache_control.public:
        response.cache_control.public = False
        response.cache_control.private = True
    elif request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
