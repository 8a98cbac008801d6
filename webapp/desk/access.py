"""Who sits at the desk, and what each view asks of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.folder import DataFolder
from archive.staff import entrance
from archive.staff.store import StaffStore
from archive.staff.values import Account, Role

View = TypeVar("View", bound=Callable[..., Any])

_MARK: Final = "bohai_needs"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Desk:
    """The running desk: its data folder, its clock (seconds since 1970), and what each endpoint asks; None: nothing."""

    folder: DataFolder
    clock: Callable[[], float]
    roles: Mapping[str, Role | None]


def needs(role: Role) -> Callable[[View], View]:
    """Marks a view that only accounts of `role`, or one that may more, call."""
    return _marked(role)


def for_anybody(view: View) -> View:
    """Marks a view that somebody who has not logged in may call."""
    return _marked(None)(view)


def install(app: Flask, folder: DataFolder, clock: Callable[[], float] = time.time) -> None:
    """Have `app` ask everybody who they are; called when all its views are there. Each must be marked."""
    roles = {endpoint: _asked_by(endpoint, view) for endpoint, view in app.view_functions.items()}
    app.extensions["desk"] = Desk(folder, clock, roles)
    app.before_request(_guard)
    app.teardown_appcontext(_close)


def guard_blueprint(app: Flask, name: str, role: Role) -> None:
    """Have every view of a blueprint that knows nothing of the desk be asked for by `role`."""
    for endpoint, view in app.view_functions.items():
        if endpoint.startswith(f"{name}."):
            app.view_functions[endpoint] = needs(role)(_apart(view))


def desk() -> Desk:
    """The running desk."""
    return cast(Desk, current_app.extensions["desk"])


def staff() -> StaffStore:
    """The accounts, opened once for this request; raises DeskClosed."""
    if "staff" not in g:
        g.staff = StaffStore.open(desk().folder)
    return cast(StaffStore, g.staff)


def account_or_none() -> Account | None:
    """Who sits at the desk, as the account now is; None for somebody who has not logged in."""
    if "account" not in g:
        token = request.cookies.get(_cookie_name())
        session = entrance.whose(staff(), token, desk().clock()) if token else None
        g.account = session.account if session else None
    return cast("Account | None", g.account)


def current_account() -> Account:
    """Who sits at the desk; a view that `needs` a role may rely on somebody being there."""
    account = account_or_none()
    if account is None:
        abort(401)
    return account


def address() -> str:
    """The network address that somebody comes from."""
    return request.remote_addr or ""


def session_token() -> str:
    """What the browser keeps of its session; "" if nothing."""
    return request.cookies.get(_cookie_name(), "")


def keep_session(answer: Response, token: str) -> None:
    """Have the browser keep its session until it is closed."""
    answer.set_cookie(_cookie_name(), token, path="/", secure=request.is_secure, httponly=True, samesite="Strict")


def forget_session(answer: Response) -> None:
    """Have the browser forget its session."""
    answer.delete_cookie(_cookie_name(), path="/", secure=request.is_secure, httponly=True, samesite="Strict")


def wants_json() -> bool:
    """Whether a script asks, and not somebody who waits for a page."""
    best = request.accept_mimetypes.best_match(("text/html", "application/json"))
    return request.is_json or best == "application/json"


def on_this_desk(address: str) -> str:
    """An address after logging in, if it is a path of this desk; else the start."""
    parts = urlsplit(address)
    plain = address.isprintable() and "\\" not in address
    if plain and not parts.scheme and not parts.netloc and parts.path.startswith("/"):
        return address
    return url_for("dashboard.start")


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None  # no such page; whoever asks is told so
    if request.method not in _SAFE and not _from_here():
        abort(403, "forged")
    role = desk().roles[request.endpoint]
    if role is None:
        return None
    account = account_or_none()
    if account is None:
        return _sent_to_log_in()
    if account.role < role:
        abort(403)
    return None


def _from_here() -> bool:
    """Whether a browser that says where a request comes from says that it comes from a page of this desk."""
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == request.host_url.rstrip("/")
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def _sent_to_log_in() -> ResponseReturnValue:
    if wants_json():
        abort(401)
    if request.method == "GET" and request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        # Who follows a link from elsewhere comes without the cookie; this page asks again, from here.
        return render_template("desk/again.html")
    came_for = request.full_path.rstrip("?") if request.method == "GET" else ""
    return redirect(url_for("entrance.log_in", next=came_for or None), 303)


def _cookie_name() -> str:
    # The prefix has browsers refuse it from any other host, also from one below or above this one.
    return "__Host-bohai-desk" if request.is_secure else "bohai-desk"


def _marked(role: Role | None) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, _MARK, role)
        return view

    return mark


def _asked_by(endpoint: str, view: Callable[..., Any]) -> Role | None:
    if endpoint == "static":
        return None
    if not hasattr(view, _MARK):
        message = f"the view {endpoint} does not say who may call it; mark it with access.needs"
        raise LookupError(message)
    return cast("Role | None", getattr(view, _MARK))


def _apart(view: Callable[..., Any]) -> Callable[..., Any]:
    """The same view under another identity, so that what is marked here is not marked on another site."""

    @wraps(view)
    def seen(*args: object, **kwargs: object) -> object:
        return view(*args, **kwargs)

    return seen


def _close(_error: BaseException | None = None) -> None:
    opened = g.pop("staff", None)
    if opened is not None:
        opened.close()
