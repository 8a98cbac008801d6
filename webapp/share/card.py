"""The card that other sites show beside a shared address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

from webapp.share.typefaces import for_text

WIDTH: Final = 1200
HEIGHT: Final = 630
"""Pixels, as Open Graph asks for."""
_PAPER: Final = "#fbf9f4"
_INK: Final = "#1f1c18"
_SOFT: Final = "#5d564c"
_SEAL: Final = "#85211b"
_EDGE: Final = 84
_LINES: Final = 4
"""Lines of the life that there is room for."""
_NO_BREAK_BEFORE: Final = "，。、；：？！）》”.,;:"
_PIECES: Final = re.compile(r"[\u0021-\u007e\u00c0-\u024f’]+ ?|.")
"""A word of letters with the space behind it, or one character."""


def card(name: str, sound: str, life: str, site: str) -> bytes | None:
    """A PNG with the name, how it is read, the life in a sentence and the site; None where no typeface sets them all.

    `sound` is "" for who reads Chinese.
    """
    face = for_text(name + sound + life + site)
    if face is None:
        return None
    sheet = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, 14, HEIGHT), fill=_SEAL)
    large = face.at(132 if len(name) <= 4 else 528 // max(4, len(name)) + 12)
    _spaced(draw, (_EDGE, 60 if sound else 76), name, large, _INK)
    draw.text((_EDGE, 238), sound, font=face.at(40), fill=_SOFT)
    small, top = face.at(38), 310 if sound else 290
    lines = list(_broken(life, small, WIDTH - 2 * _EDGE))
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], lines[_LINES - 1].rstrip(_NO_BREAK_BEFORE + " ")[:-1] + "……"]
    for line in lines:
        draw.text((_EDGE, top), line, font=small, fill=_INK)
        top += 54 if sound else 60
    draw.line((_EDGE, HEIGHT - 96, WIDTH - _EDGE, HEIGHT - 96), fill="#d8d0c2", width=2)
    _spaced(draw, (_EDGE, HEIGHT - 76), site, face.at(30), _SOFT)
    data = BytesIO()
    sheet.quantize(64).save(data, "PNG", optimize=True)
    return data.getvalue()


def _spaced(draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, font: FreeTypeFont, ink: str) -> None:
    x, y = at
    for char in text:
        draw.text((x, y), char, font=font, fill=ink)
        x += round(font.getlength(char) + (0 if char.isascii() else font.size * 0.14))


def _broken(text: str, font: FreeTypeFont, width: int) -> Iterator[str]:
    """The lines of a sentence, broken between characters and between words; none begins with a mark that closes."""
    line = ""
    for piece in _PIECES.findall(text):
        if font.getlength(line + piece.rstrip()) > width and piece not in _NO_BREAK_BEFORE:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line
