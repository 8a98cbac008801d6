"""The Chinese serif typefaces of this machine."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import Final

from PIL import ImageFont

_FOLDERS: Final = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
)
_FILES: Final = (
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJKsc-Regular.otf",
    "NotoSerifSC-Regular.otf",
    "SourceHanSerifSC-Regular.otf",
    "SourceHanSerif.ttc",
    "Songti.ttc",
    "simsun.ttc",
    "uming.ttc",
    "HanaMinA.ttf",
)
"""Best first. The later ones know rare characters that the first may lack."""

_NOBODYS: Final = "\U0010ffff"
"""A character that no typeface has; it looks like every other that is missing."""
_SMALL: Final = 32
"""Pixels, enough to tell glyphs apart."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """A face of a file of typefaces."""

    file: str
    face: int

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """The face, `size` pixels high."""
        return ImageFont.truetype(self.file, size, index=self.face, layout_engine=ImageFont.Layout.BASIC)

    def sets(self, text: str) -> bool:
        """Whether it has a glyph for every character of `text`: a name is never shown with a box in it."""
        return all(char.isspace() or _has(self, char) for char in set(text) - _seen(self))


@lru_cache(maxsize=50_000)
def _has(face: Typeface, char: str) -> bool:
    font, none = _looks(face)
    if has := bytes(font.getmask(char)) != none:
        _seen(face).add(char)
    return has


@cache
def _seen(face: Typeface) -> set[str]:
    """The characters that a face was found to have, to be set aside at once: a life has a hundred."""
    return set()


@cache
def _looks(face: Typeface) -> tuple[ImageFont.FreeTypeFont, bytes]:
    """A face in the size in which its glyphs are told apart, and what it shows of a character that it lacks."""
    font = face.at(_SMALL)
    return font, bytes(font.getmask(_NOBODYS))


@cache
def serifs() -> tuple[Typeface, ...]:
    """The typefaces found, best first; none where the machine has none."""
    found = {
        file.name: file
        for folder in _FOLDERS
        if folder.is_dir()
        for file in folder.rglob("*.[ot]t[cf]")
        if file.name in _FILES
    }
    return tuple(Typeface(str(found[name]), _simplified(str(found[name]))) for name in _FILES if name in found)


def for_text(text: str) -> Typeface | None:
    """The best typeface that sets every character of `text`, or None."""
    return next((face for face in serifs() if face.sets(text)), None)


def _simplified(file: str) -> int:
    """The face for simplified characters within a collection."""
    for face in count():
        try:
            family = ImageFont.truetype(file, 10, index=face).getname()[0] or ""
        except OSError:
            return 0
        if family.endswith((" SC", " CN")):
            return face
    return 0
