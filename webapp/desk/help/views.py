"""The pages of the help."""

from __future__ import annotations

from flask import Blueprint, abort, render_template

from archive.staff.values import Role
from webapp.desk.access import current_account, needs
from webapp.desk.help.contexts import HelpList, HelpPage
from webapp.desk.help.tasks import task_named, tasks_of

blueprint = Blueprint("help", __name__, url_prefix="/help")


@blueprint.get("/")
@needs(Role.REVIEWER)
def every() -> str:
    """All tasks of whoever asks."""
    return render_template("desk/help/every.html", page=HelpList(tasks_of(current_account().role)))


@blueprint.get("/<name>")
@needs(Role.REVIEWER)
def task(name: str) -> str:
    """How one task is done; told to those who may do it."""
    found = task_named(name)
    if found is None:
        abort(404)
    role = current_account().role
    if role < found.role:
        abort(403)
    return render_template(f"desk/help/{found.name}.html", page=HelpPage(found, tasks_of(role)))
