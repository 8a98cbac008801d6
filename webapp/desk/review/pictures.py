"""Pictures for the desk: small pieces, and pages in the size at which they are looked at.

They are grey and lightly packed, so that a line of a few hundred kilobits a second keeps up with a person.
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, abort, url_for
from PIL.Image import Image, Resampling

from archive.pieces import page_picture, piece
from archive.records import ArchivedEntry, Box
from archive.staff.values import Role
from archive.store import Sheet
from webapp.desk.access import needs
from webapp.desk.review.contexts import Corners
from webapp.pieces import picture
from webapp.scraps import turned
from webapp.shelf import archive, shelf

SIDES: Final = (900, 1600, 2400)
"""Pixels of the longer side in which a page is given."""
HEIGHTS: Final = (56, 112)
"""Pixels of the shorter side of a piece: beside others, and enlarged."""
_AIR: Final = 0.25
"""Paper to show around a piece, as a part of its shorter side."""
_LONGEST: Final = 12
"""A piece is at most so many times as long as it is high."""
_QUALITY: Final = 62
_DAY: Final = 86_400
"""Seconds for which an archivist's browser keeps a picture: from archivists nothing is withheld."""

blueprint = Blueprint("pictures", __name__)


@blueprint.get("/sheet/<sha256>/<int:number>/<int:side>.jpg")
@needs(Role.REVIEWER)
def sheet(sha256: str, number: int, side: int) -> Response:
    """A page set upright, its longer side `side` pixels at most."""
    found = archive().sheets([(sha256, number)]).get((sha256, number))
    if found is None or side not in SIDES:
        abort(404)
    return picture(
        (sha256, number, found.quarter_turns, side),
        lambda: page_picture(shelf().folder, sha256, number, side, found.quarter_turns).convert("L"),
        _QUALITY,
        kept_for=_DAY,
    )


@blueprint.get("/piece/<entry>/<int:height>/<path:key>.jpg")
@needs(Role.REVIEWER)
def cell(entry: str, height: int, key: str) -> Response:
    """The piece of paper of one reading with some air around, its shorter side about `height` pixels."""
    archived = archive().entry(entry)
    if archived is None or height not in HEIGHTS:
        abort(404)
    found = archive().sheets([(archived.sha256, archived.page)])[archived.sha256, archived.page]
    reading = archived.entry.keyed().get(key)
    if reading is None or reading.box is None:
        abort(404)
    box = with_air(reading.box)
    return picture(
        (found.sha256, found.number, box, found.quarter_turns, height),
        lambda: _small(piece(shelf().folder, found.sha256, found.number, box, found.quarter_turns), height),
        _QUALITY,
        kept_for=_DAY,
    )


def with_air(box: Box) -> Box:
    """A box with the air around it that its piece shows."""
    air = round(_AIR * min(box.width, box.height))
    return Box(box.x - air, box.y - air, box.width + 2 * air, box.height + 2 * air)


def address(archived: ArchivedEntry, key: str, height: int) -> str | None:
    """Where a reading's piece is to be had; None where the layout gives it no box."""
    reading = archived.entry.keyed().get(key)
    if reading is None or reading.box is None:
        return None
    return url_for("review.pictures.cell", entry=archived.id, height=height, key=key)


def size_of(box: Box, page: Sheet, height: int) -> tuple[int, int]:
    """About the CSS pixels that a reading's piece takes, so that room is kept for it."""
    air = turned(with_air(box), page.width, page.height, page.quarter_turns)
    scale = height / max(1.0, min(air.width, air.height))
    return max(1, round(air.width * scale)), max(1, round(air.height * scale))


def place_in(box: Box, part: Box, page: Sheet) -> Corners:
    """Where `part` of a reading's `box` stands in its piece, in parts of the piece's width and height."""
    whole = turned(with_air(box), page.width, page.height, page.quarter_turns)
    inner = turned(part, page.width, page.height, page.quarter_turns)
    return (
        round((inner.x - whole.x) / whole.width, 4),
        round((inner.y - whole.y) / whole.height, 4),
        round(inner.width / whole.width, 4),
        round(inner.height / whole.height, 4),
    )


def _small(cut: Image, height: int) -> Image:
    scale = height / min(cut.size)
    longest = height * _LONGEST
    size = (min(longest, round(cut.width * scale)), min(longest, round(cut.height * scale)))
    return cut.convert("L").resize((max(1, size[0]), max(1, size[1])), Resampling.LANCZOS)
