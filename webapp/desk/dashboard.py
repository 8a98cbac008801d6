"""Where the work stands."""

from __future__ import annotations

from flask import Blueprint, render_template

from archive.staff.values import Role
from webapp.desk.access import needs
from webapp.desk.contexts import DashboardPage
from webapp.shelf import counts

blueprint = Blueprint("dashboard", __name__)


@blueprint.get("/")
@needs(Role.REVIEWER)
def start() -> str:
    """What is read, doubted and verified."""
    return render_template("desk/dashboard.html", page=DashboardPage(counts()))
