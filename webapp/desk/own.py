"""One's own account."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.staff import accounts
from archive.staff.entrance import knows_password
from archive.staff.sessions import token_hash
from archive.staff.unfit import SHORTEST, UnfitAccount
from archive.staff.values import Role
from webapp.desk import words
from webapp.desk.access import address, current_account, desk, needs, session_token, staff
from webapp.desk.contexts import OwnPage

blueprint = Blueprint("own", __name__)

_REFUSED = 422
"""The form was understood, but cannot be taken as it is."""
_DONE = "密码已经更换；其他地方的登录都已失效。"


@blueprint.get("/account")
@needs(Role.REVIEWER)
def account() -> str:
    """One's own account."""
    return _page(done=_DONE if request.args.get("done") else "")


@blueprint.post("/account/password")
@needs(Role.REVIEWER)
def change_password() -> ResponseReturnValue:
    """Another password for oneself; whoever does so must know the present one."""
    here, given = current_account(), request.form
    if given.get("new") != given.get("again"):
        return _page(problem=words.NOT_ALIKE), _REFUSED
    if not knows_password(staff(), here, given.get("present", ""), address(), desk().clock()):
        return _page(problem="现在的密码不对。"), 403
    try:
        accounts.set_password(desk().folder, here.name, given.get("new", ""), here, keep=token_hash(session_token()))
    except UnfitAccount as problem:
        return _page(problem=words.UNFIT[problem.unfit]), _REFUSED
    return redirect(url_for("own.account", done=1), 303)


def _page(problem: str = "", done: str = "") -> str:
    here = current_account()
    return render_template("desk/own.html", page=OwnPage(here, words.ROLES[here.role], SHORTEST, problem, done))
