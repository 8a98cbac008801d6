"""All accounts, for administrators."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.errors import UsageError
from archive.staff import accounts as staff_accounts
from archive.staff.unfit import UnfitAccount
from archive.staff.values import ROLES, Account, Role
from search.characters.dictionary import by_sound
from webapp.desk import words
from webapp.desk.access import current_account, desk, needs, staff
from webapp.desk.contexts import AccountLine, AccountsPage, HistoryLine

blueprint = Blueprint("accounts", __name__)

_REFUSED = 422
"""The form was understood, but cannot be taken as it is."""
_LATEST = 200
"""Lines of the history that are told."""
_DONE = {
    "password": "密码已经重设；那个账户的登录都已失效。",
    "added": "账户已经新建。",
    "role": "权限已经更改，立即生效。",
    "disabled": "账户已经停用，它的登录立即失效；它作过的决定照旧署名保留。",
    "enabled": "账户已经恢复。",
}


@blueprint.get("/accounts")
@needs(Role.ADMINISTRATOR)
def all_accounts() -> str:
    """All accounts, and what was done to them."""
    return _all(done=_DONE.get(request.args.get("done", ""), ""))


@blueprint.post("/accounts")
@needs(Role.ADMINISTRATOR)
def add() -> ResponseReturnValue:
    """Another account."""
    given = request.form
    name, role = given.get("name", ""), ROLES.get(given.get("role", ""), Role.REVIEWER)
    if given.get("password") != given.get("again"):
        return _all(problem=words.NOT_ALIKE, name=name), _REFUSED
    return _changed(
        "added",
        lambda by: staff_accounts.add(desk().folder, name, role, given.get("password", ""), by),
        name,
    )


@blueprint.post("/accounts/role")
@needs(Role.ADMINISTRATOR)
def change_role() -> ResponseReturnValue:
    """Another role for an account."""
    name, role = request.form.get("name", ""), ROLES.get(request.form.get("role", ""))
    if role is None:
        return _all(problem="请选择一种权限。"), _REFUSED
    return _changed("role", lambda by: staff_accounts.set_role(desk().folder, name, role, by))


@blueprint.post("/accounts/disable")
@needs(Role.ADMINISTRATOR)
def disable() -> ResponseReturnValue:
    """Let an account in no more."""
    name = request.form.get("name", "")
    return _changed("disabled", lambda by: staff_accounts.set_enabled(desk().folder, name, False, by))


@blueprint.post("/accounts/enable")
@needs(Role.ADMINISTRATOR)
def enable() -> ResponseReturnValue:
    """Let an account in again."""
    name = request.form.get("name", "")
    return _changed("enabled", lambda by: staff_accounts.set_enabled(desk().folder, name, True, by))


@blueprint.post("/accounts/password")
@needs(Role.ADMINISTRATOR)
def give_password() -> ResponseReturnValue:
    """Another password for somebody who has forgotten theirs."""
    name, given = request.form.get("name", ""), request.form
    if given.get("password") != given.get("again"):
        return _all(problem=words.NOT_ALIKE), _REFUSED
    return _changed(
        "password", lambda by: staff_accounts.set_password(desk().folder, name, given.get("password", ""), by)
    )


def _changed(done: str, change: Callable[[Account], object], name: str = "") -> ResponseReturnValue:
    """Make a change in the name of whoever is here, or hand the page back with a sentence."""
    try:
        change(current_account())
    except UnfitAccount as problem:
        return _all(problem=words.UNFIT[problem.unfit], name=name), _REFUSED
    except UsageError:
        return _all(problem="没有这个账户。"), 404
    return redirect(url_for("accounts.all_accounts", done=done), 303)


def _all(problem: str = "", done: str = "", name: str = "") -> str:
    here = current_account()
    lines = tuple(
        AccountLine(account, words.ROLES[account.role], words.moment(account.seen), account.id == here.id)
        for account in sorted(staff().accounts(), key=lambda account: by_sound(account.name))
    )
    history = tuple(
        HistoryLine(words.moment(each.at), each.account, words.change_words(each), each.who)
        for each in staff().changes(_LATEST)
    )
    roles = tuple((role.word, words.ROLES[role]) for role in Role)
    page = AccountsPage(lines, history, roles, problem, done, name)
    return render_template("desk/accounts.html", page=page)
