"""The page way: a scan beside the table of its entries, the cell under the cursor lit in both."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.staff.values import Role
from webapp.desk.access import current_account, needs
from webapp.desk.asked import entry_or_404, sheet_or_404
from webapp.desk.review.contexts import WayPage
from webapp.desk.review.packed import packed
from webapp.desk.review.table import table_of
from webapp.desk.review.upcoming import link, sift_of, upcoming, words_of
from webapp.shelf import archive

blueprint = Blueprint("page", __name__)


@blueprint.get("/go")
@needs(Role.REVIEWER)
def go() -> ResponseReturnValue:
    """Begin with the most urgent doubt of what is asked for."""
    sift = sift_of(request.args)
    doubt = upcoming(sift).doubt
    if doubt is None:
        return redirect(link("review.start.start", **words_of(sift), done=1), 303)
    return redirect(doubt.page, 303)


@blueprint.get("/entry/<entry>")
@needs(Role.REVIEWER)
def of_entry(entry: str) -> ResponseReturnValue:
    """The page on which an entry stands, with the cursor on it; the part `key` of the address names the cell."""
    archived = entry_or_404(entry)
    key = request.args.get("key", "name")
    return redirect(
        link("review.page.show", sha256=archived.sha256, number=archived.page, entry=archived.id, key=key), 303
    )


@blueprint.get("/page/<sha256>/<int:number>")
@needs(Role.REVIEWER)
def show(sha256: str, number: int) -> str:
    """A page; with parts "q_…" in the address, on the way through the queue, else by itself."""
    sheet = sheet_or_404(sha256, number)
    asked = {name.removeprefix("q_"): value for name, value in request.args.items() if name.startswith("q_")}
    in_queue = "queue" in request.args
    sift = sift_of(asked) if in_queue else sift_of({"scan": sha256, "page": str(number)})
    way = WayPage(
        title=f"{sheet.scan} 第 {number} 页",
        data=url_for("review.page.table", sha256=sha256, number=number),
        sift=words_of(sift),
        begin=(request.args.get("entry", ""), request.args.get("key", "")),
        queue=in_queue,
    )
    return render_template("desk/review/page.html", page=way)


@blueprint.get("/page/<sha256>/<int:number>/table")
@needs(Role.REVIEWER)
def table(sha256: str, number: int) -> ResponseReturnValue:
    """The table of a page, as it stands."""
    page = archive().page(sha256, number)
    if page is None:
        abort(404)
    return packed(table_of(archive(), page, may_change=current_account().role >= Role.EDITOR))
