"""The wall: all that is read as one character, across pages, what is least certain first.

What waits for a person stands before the rest; within that, the reading's certainty counts, and on one screen the
character's own, as its reader told it. A whole reading is shown with each character, since it is what is settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from archive.staff.values import Role
from archive.store import Sheet, SheetKey, alike, queue
from archive.store.alike import Bearer
from archive.store.queue import Sift
from webapp.desk.access import needs
from webapp.desk.review.cells import kind_words
from webapp.desk.review.characters import characters
from webapp.desk.review.contexts import Gallery, Sieve, Tile, WallPage
from webapp.desk.review.packed import packed
from webapp.desk.review.tiles import tile_of
from webapp.desk.review.upcoming import link, sift_of, words_of
from webapp.shelf import archive

_PART: Final = 48
"""Readings at a time: two screens of tiles."""

blueprint = Blueprint("wall", __name__)


@blueprint.get("/wall")
@needs(Role.REVIEWER)
def show() -> str:
    """The wall of a character, or which characters are most often confused."""
    char, sift = request.args.get("char", "").strip()[:1], _sift()
    with archive().asking() as ask:
        kinds = queue.tally(ask, Sift(roster=sift.roster)).kinds
    rosters = tuple((shelved.roster.id, shelved.roster.title) for shelved in archive().rosters())
    page = WallPage(
        char=char,
        field=sift.field or "",
        roster=sift.roster or "",
        rosters=rosters,
        confused=tuple(_confusion(kind, many, sift) for kind, many in kinds.items() if "→" in kind),
        data=link("review.wall.tiles", **_words_of(sift), char=char) if char else None,
    )
    return render_template("desk/review/wall.html", page=page)


@blueprint.get("/wall/tiles")
@needs(Role.REVIEWER)
def tiles() -> ResponseReturnValue:
    """Some tiles of the wall, and where those that follow are."""
    char, sift, start = request.args.get("char", ""), _sift(), request.args.get("from", "0")
    if len(char) != 1 or not start.isdecimal() or len(start) > 8:
        abort(400)
    with archive().asking() as ask:
        found = alike.bearers(ask, char, sift, _PART, int(start))
    sheets = archive().sheets({(each.archived.sha256, each.archived.page) for each in found.readings})
    shown = sorted((tile for each in found.readings for tile in _tiles(each, char, sheets)), key=_oddness)
    more = {**_words_of(sift), "char": char, "from": str(int(start) + _PART)}
    return packed(Gallery(tuple(shown), link("review.wall.tiles", **more) if found.more else None))


def _sift() -> Sift:
    asked = sift_of(request.args)
    field = None if request.args.get("field") == "all" else asked.field or "name"
    return Sift(roster=asked.roster, field=field)


def _words_of(sift: Sift) -> dict[str, str]:
    """The parts of an address of the wall; of all fields it is told, since without a word it is of names."""
    return {"field": "all", **words_of(sift)}


def _tiles(bearer: Bearer, char: str, sheets: Mapping[SheetKey, Sheet]) -> Iterator[Tile]:
    archived, key = bearer.archived, bearer.key
    sheet = sheets[archived.sha256, archived.page]
    placed = characters(archived, key, sheet)
    for at, each in enumerate(archived.entry.keyed()[key].text):
        if each == char:
            yield tile_of(archived, key, sheet, at, placed[at] if placed else None)


def _oddness(tile: Tile) -> tuple[bool, int]:
    sure = tile.cell.certainty if tile.sure is None else tile.sure
    return tile.cell.status != "flagged", sure


def _confusion(kind: str, many: int, sift: Sift) -> Sieve:
    read = kind.partition("→")[0]
    asked = _words_of(sift) | {"char": read}
    return Sieve(kind_words(kind), many, link("review.wall.show", **asked), False, read)
