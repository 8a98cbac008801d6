"""The strip: all readings of one field on a page as pieces of paper, page after page through a roster."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.bilingual import field_label
from archive.staff.values import Role
from archive.store import books, queue
from archive.store.queue import GROUPS
from webapp.desk.access import needs
from webapp.desk.asked import sheet_or_404
from webapp.desk.review.contexts import Gallery, StripPage
from webapp.desk.review.packed import packed
from webapp.desk.review.tiles import tile_of
from webapp.desk.review.upcoming import sift_of
from webapp.shelf import archive

blueprint = Blueprint("strip", __name__)


@blueprint.get("/strip")
@needs(Role.REVIEWER)
def begin() -> ResponseReturnValue:
    """Begin where a field of what is asked for is most doubtful, else with the first page of the roster."""
    sift = sift_of(request.args)
    field = sift.field if sift.field and sift.field not in (*GROUPS, "others") else None
    with archive().asking() as ask:
        first = queue.next_doubts(ask, sift, 1)
    if first:
        return redirect(
            url_for("review.strip.show", sha256=first[0].scan, number=first[0].number, key=field or first[0].field), 303
        )
    leaves = archive().leaves(sift.roster, most=1)
    if not leaves:
        return redirect(url_for("review.start.start", done=1), 303)
    return redirect(
        url_for("review.strip.show", sha256=leaves[0].sha256, number=leaves[0].number, key=field or "name"), 303
    )


@blueprint.get("/strip/<sha256>/<int:number>/<path:key>")
@needs(Role.REVIEWER)
def show(sha256: str, number: int, key: str) -> str:
    """The strip of a field from a page on."""
    sheet = sheet_or_404(sha256, number)
    keys = dict.fromkeys(each for one in archive().entries_on(sha256, number) for each in one.entry.keyed())
    page = StripPage(
        title=f"{sheet.scan} 第 {number} 页",
        key=key,
        label=field_label(key).zh,
        data=url_for("review.strip.tiles", sha256=sha256, number=number, key=key),
        page=url_for("review.page.show", sha256=sha256, number=number),
        columns=tuple(
            (each, field_label(each).zh, url_for("review.strip.show", sha256=sha256, number=number, key=each))
            for each in keys
        ),
    )
    return render_template("desk/review/strip.html", page=page)


@blueprint.get("/strip/<sha256>/<int:number>/<path:key>/tiles")
@needs(Role.REVIEWER)
def tiles(sha256: str, number: int, key: str) -> ResponseReturnValue:
    """The tiles of one page, and where those of the next are."""
    sheet = sheet_or_404(sha256, number)
    entries = [each for each in archive().entries_on(sha256, number) if key in each.entry.keyed()]
    with archive().asking() as ask:
        _, after = books.beside(ask, sha256, number)
    return packed(
        Gallery(
            tuple(tile_of(each, key, sheet) for each in entries),
            url_for("review.strip.tiles", sha256=after[0], number=after[1], key=key) if after else None,
        )
    )
