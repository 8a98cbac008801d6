"""Logging in and out, and whether the desk is there."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from archive.staff import entrance
from archive.staff.values import Role
from webapp.desk.access import (
    account_or_none,
    address,
    desk,
    for_anybody,
    forget_session,
    keep_session,
    needs,
    on_this_desk,
    session_token,
    staff,
)
from webapp.desk.contexts import LoginPage
from webapp.shelf import archive

blueprint = Blueprint("entrance", __name__)

_WRONG = "姓名或密码不对，或者这个账户已经停用。"


@blueprint.get("/login")
@for_anybody
def log_in() -> ResponseReturnValue:
    """The form at the entrance."""
    came_for = on_this_desk(request.args.get("next", ""))
    if account_or_none():
        return redirect(came_for)
    return render_template("desk/login.html", page=LoginPage(came_for, nobody=not staff().accounts()))


@blueprint.post("/login")
@for_anybody
def come_in() -> ResponseReturnValue:
    """Begin a session, or say that name and password do not go together."""
    name, password = request.form.get("name", ""), request.form.get("password", "")
    came_for = on_this_desk(request.form.get("next", ""))
    token = entrance.log_in(staff(), name, password, address(), desk().clock())
    if token is None:
        return render_template("desk/login.html", page=LoginPage(came_for, _WRONG, name)), 403
    _leave()  # whoever sat here before
    session.clear()  # forms that were handed out before are nobody's now
    answer = make_response(redirect(came_for, 303))
    keep_session(answer, token)
    return answer


@blueprint.post("/logout")
@needs(Role.REVIEWER)
def log_out() -> Response:
    """End the session at once."""
    _leave()
    session.clear()
    answer = make_response(redirect(url_for("entrance.log_in"), 303))
    forget_session(answer)
    return answer


@blueprint.get("/token")
@needs(Role.REVIEWER)
def token() -> ResponseReturnValue:
    """A new token against forgery, for a page that stood open while its reader logged in again."""
    return {"token": generate_csrf()}


@blueprint.get("/healthz")
@for_anybody
def healthz() -> ResponseReturnValue:
    """200 when the archive and the accounts can be read."""
    staff().secret()
    archive().generation()
    return Response("ok\n", mimetype="text/plain")


def _leave() -> None:
    if held := session_token():
        entrance.log_out(staff(), held)
