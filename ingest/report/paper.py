"""Pictures of the paper as data within the report."""

from __future__ import annotations

import base64
import io
from typing import Final

from PIL import Image

from archive.records import Box
from ingest.pages import PageImage
from ingest.report.contexts import Picture
from ingest.seen import turned

_PAGE_SIDE: Final = 2200
"""Pixels; print of 7 points on a large sheet is still legible then."""
_PIECE_SIDE: Final = 420
_MARGIN: Final = 0.3
"""Air round a piece, in heights of its line."""


class Paper:
    """A page set upright by counter-clockwise quarter turns, from which pieces can be cut."""

    def __init__(self, page: PageImage, quarter_turns: int) -> None:
        picture = Image.fromarray(page.pixels)
        self._size = picture.size
        self._turns = quarter_turns
        self._upright = picture.rotate(90 * quarter_turns, expand=True)

    def whole(self) -> Picture:
        """The page, its longer side at most 2200 pixels."""
        return _picture(self._upright, _PAGE_SIDE, 62)

    def piece(self, box: Box) -> Picture | None:
        """What stands in a box of the stored page, with a little air; None if that is beside the page."""
        place = turned(box, self._turns, *self._size)
        air = _MARGIN * min(place.width, place.height)
        left, top = max(0, round(place.x - air)), max(0, round(place.y - air))
        right = min(self._upright.width, round(place.x + place.width + air))
        bottom = min(self._upright.height, round(place.y + place.height + air))
        if left >= right or top >= bottom:
            return None
        return _picture(self._upright.crop((left, top, right, bottom)), _PIECE_SIDE, 75)


def _picture(picture: Image.Image, longest: int, quality: int) -> Picture:
    scale = min(1.0, longest / max(picture.size))
    if scale < 1:
        size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    data = base64.b64encode(out.getvalue()).decode("ascii")
    return Picture(f"data:image/jpeg;base64,{data}", picture.width, picture.height)
