"""The pictures: a fact's piece of paper, the whole line, the whole page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Final

from flask import Blueprint, Response, abort
from PIL.Image import Image

from archive.pieces import page_picture, piece
from archive.records import ArchivedEntry, Box
from archive.store import StoredPage
from webapp.drawn import drawn
from webapp.scraps import Cut, cut_of
from webapp.shelf import archive, shelf

_LARGEST: Final = 2400
"""Pixels of the longer side: a page stays legible, and an old phone can still hold it."""
_SMALL: Final = 360
"""Pixels of the longer side of a page among others, on a screen of two pixels a point."""
_MIDDLE: Final = 1400
"""Pixels of the longer side of a page on a telephone: its print can be read, at a third of the bytes."""
_QUALITY: Final = 80

blueprint = Blueprint("pieces", __name__)


@blueprint.get("/pieces/<entry>/line.jpg")
def line(entry: str) -> Response:
    """The whole line of an entry."""
    found, sheet = _entry(entry)
    return _piece(sheet, cut_of(found.entry, found.entry.box, sheet.quarter_turns))


@blueprint.get("/pieces/<entry>/<path:field>.jpg")
def field(entry: str, field: str) -> Response:
    """The piece of paper on which one field of an entry stands."""
    found, sheet = _entry(entry)
    reading = found.entry.keyed().get(field)
    if reading is None or reading.box is None:
        abort(404)
    return _piece(sheet, cut_of(found.entry, reading.box, sheet.quarter_turns))


@blueprint.get("/pages/<sha256>/<int:number>.jpg")
def page(sha256: str, number: int) -> Response:
    """A whole page, upright, made smaller where it is very large."""
    return _page(sha256, number, _LARGEST)


@blueprint.get("/pages/<sha256>/<int:number>/small.jpg")
def small_page(sha256: str, number: int) -> Response:
    """A whole page, upright, as small as it is shown among others."""
    return _page(sha256, number, _SMALL)


@blueprint.get("/pages/<sha256>/<int:number>/middle.jpg")
def middle_page(sha256: str, number: int) -> Response:
    """A whole page, upright, as large as a small screen shows it."""
    return _page(sha256, number, _MIDDLE)


def size_shown(width: int, height: int) -> tuple[int, int]:
    """The pixels of the picture that is given of a page of `width` × `height` set upright."""
    return _size_within(_LARGEST, width, height)


def size_in_the_middle(width: int, height: int) -> tuple[int, int]:
    """The same of its smaller picture for small screens."""
    return _size_within(_MIDDLE, width, height)


def _size_within(longest: int, width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, longest / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _entry(id: str) -> tuple[ArchivedEntry, StoredPage]:
    entry = archive().entry(id)
    sheet = archive().page(entry.sha256, entry.page) if entry else None
    if entry is None or sheet is None:
        abort(404)
    return entry, sheet


def _page(sha256: str, number: int, longest: int) -> Response:
    sheet = archive().page(sha256, number)
    if sheet is None:
        abort(404)
    hidden = _hidden(sheet)
    return picture(
        (sheet.sha256, sheet.number, sheet.quarter_turns, longest, hidden),
        lambda: page_picture(shelf().folder, sheet.sha256, sheet.number, longest, sheet.quarter_turns, hidden),
    )


def _piece(sheet: StoredPage, cut: Cut) -> Response:
    hidden = _hidden(sheet)
    return picture(
        (sheet.sha256, sheet.number, cut, hidden),
        lambda: piece(
            shelf().folder, sheet.sha256, sheet.number, cut.box, cut.quarter_turns, cut.margin, cut.tilt, hidden
        ),
    )


def _hidden(sheet: StoredPage) -> tuple[Box, ...]:
    """What of a page whoever asks does not see."""
    return archive().hidden(sheet.sha256, sheet.number)


def picture(
    made_from: tuple[object, ...], draw: Callable[[], Image], quality: int = _QUALITY, kept_for: int = 0
) -> Response:
    """What `draw` makes of `made_from`, as a JPEG of `quality` (0 to 95); kept as `drawn` says."""

    def as_jpeg() -> bytes:
        made = draw()
        made.thumbnail((_LARGEST, _LARGEST))
        data = BytesIO()
        made.save(data, "JPEG", quality=quality)
        return data.getvalue()

    return drawn((quality, *made_from), as_jpeg, "image/jpeg", kept_for)
