"""The typefaces that pages are set in, all from Debian packages, and which glyphs each has.

The packages together:

    apt-get install fonts-noto-cjk fonts-noto-cjk-extra fonts-arphic-uming fonts-arphic-ukai \\
        fonts-arphic-gbsn00lp fonts-arphic-gkai00mp fonts-arphic-bsmi00lp fonts-arphic-bkai00mp \\
        fonts-wqy-zenhei fonts-wqy-microhei fonts-lxgw-wenkai fonts-cwtex-ming fonts-cwtex-kai \\
        fonts-cwtex-fs fonts-cns11643-kai fonts-cns11643-sung fonts-hanazono
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont

FOLDER: Final = Path("/usr/share/fonts")
MISSING_GLYPH: Final = "\uffff"
PROBE_SIZE: Final = 24
SIMPLIFIED, TRADITIONAL = "simplified", "traditional"


_OLD_FORMS = "啟眾強勻兌丟彥脫悅稅說銳閱內溫慍媼氳絕"
_DRAWN_OTHERWISE: Final = {
    "AR PL UMing TW": _OLD_FORMS,
    "AR PL Mingti2L Big5": _OLD_FORMS,
    "cwTeXMing": "沽殪瞟獐唧啟眾荊為偽俁冊腳抛曾教敎尚青",
    "cwTeXFangSong": "眾荊冊",
    "HanaMin A": "眾曾",
}
"""What these faces draw as another character (沽 as 瀑) or as another form that has a code point of its own (眾 as 衆):
a page that printed it would not show what its truth says. Found by holding every face's drawing of each character
against those of all the others, and looked at one by one."""


class MissingTypefaceError(Exception):
    """A typeface that a page asks for is not installed; says which package holds it."""


@dataclass(frozen=True, slots=True)
class Typeface:
    """One face of a font file; `weight` is how often presses choose it beside the others."""

    name: str
    package: str
    file: str
    index: int = 0
    weight: float = 1.0

    def at(self, size: float) -> ImageFont.FreeTypeFont:
        """The face at `size` pixels an em. Raises MissingTypefaceError."""
        return _load(self, round(size, 2))

    def draws(self, char: str) -> bool:
        """Whether the face draws this character in some form, and not a blank or the sign for a missing one."""
        return _has(self, char)

    def has(self, char: str) -> bool:
        """Whether the face draws this character, and not as another one."""
        return char not in _DRAWN_OTHERWISE.get(self.name, "") and self.draws(char)

    def covers(self, text: str) -> bool:
        """Whether the face draws every character of `text`, spaces aside."""
        return all(char.isspace() or self.has(char) for char in text)


@cache
def _load(face: Typeface, size: float) -> ImageFont.FreeTypeFont:
    try:
        # The basic layout engine needs no libraqm and sets the same on every machine.
        return ImageFont.truetype(str(FOLDER / face.file), size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
    except OSError as error:
        message = f"typeface {face.name} is missing; apt-get install {face.package}"
        raise MissingTypefaceError(message) from error


@cache
def _has(face: Typeface, char: str) -> bool:
    font = face.at(PROBE_SIZE)
    drawn, unknown = font.getmask(char), font.getmask(MISSING_GLYPH)
    return drawn.getbbox() is not None and bytes(drawn) != bytes(unknown)


def _noto(style: str, weights: dict[str, float], index: int, region: str) -> list[Typeface]:
    always = ("Regular", "Bold")
    return [
        Typeface(
            f"Noto {style} CJK {region} {weight}",
            "fonts-noto-cjk" if weight in always else "fonts-noto-cjk-extra",
            f"opentype/noto/Noto{style}CJK-{weight}.ttc",
            index,
            share,
        )
        for weight, share in weights.items()
    ]


SERIF_WEIGHTS: Final = {"Light": 0.7, "Regular": 1.0, "Medium": 0.7, "SemiBold": 0.4}
SANS_WEIGHTS: Final = {"Light": 0.4, "DemiLight": 0.3, "Regular": 0.5, "Medium": 0.3}

FACES: Final[dict[str, tuple[Typeface, ...]]] = {
    SIMPLIFIED: (
        *_noto("Serif", SERIF_WEIGHTS, 2, "SC"),
        *_noto("Sans", SANS_WEIGHTS, 2, "SC"),
        Typeface("AR PL UMing CN", "fonts-arphic-uming", "truetype/arphic/uming.ttc", 0, 1.5),
        Typeface("AR PL UKai CN", "fonts-arphic-ukai", "truetype/arphic/ukai.ttc"),
        Typeface("AR PL SungtiL GB", "fonts-arphic-gbsn00lp", "truetype/arphic-gbsn00lp/gbsn00lp.ttf", 0, 1.5),
        Typeface("AR PL KaitiM GB", "fonts-arphic-gkai00mp", "truetype/arphic-gkai00mp/gkai00mp.ttf"),
        Typeface("WenQuanYi Zen Hei", "fonts-wqy-zenhei", "truetype/wqy/wqy-zenhei.ttc", 0, 0.7),
        Typeface("WenQuanYi Micro Hei", "fonts-wqy-microhei", "truetype/wqy/wqy-microhei.ttc", 0, 0.7),
        Typeface("LXGW WenKai", "fonts-lxgw-wenkai", "truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0, 0.8),
        Typeface("LXGW WenKai Light", "fonts-lxgw-wenkai", "truetype/lxgw-wenkai/LXGWWenKai-Light.ttf", 0, 0.5),
    ),
    TRADITIONAL: (
        *_noto("Serif", SERIF_WEIGHTS, 3, "TC"),
        *_noto("Sans", {"Regular": 0.5}, 3, "TC"),
        Typeface("AR PL UMing TW", "fonts-arphic-uming", "truetype/arphic/uming.ttc", 2),
        Typeface("AR PL UKai TW", "fonts-arphic-ukai", "truetype/arphic/ukai.ttc", 2),
        Typeface("AR PL Mingti2L Big5", "fonts-arphic-bsmi00lp", "truetype/arphic-bsmi00lp/bsmi00lp.ttf"),
        Typeface("AR PL KaitiM Big5", "fonts-arphic-bkai00mp", "truetype/arphic-bkai00mp/bkai00mp.ttf"),
        Typeface("cwTeXMing", "fonts-cwtex-ming", "truetype/cwtex/cwming.ttf"),
        Typeface("cwTeXKai", "fonts-cwtex-kai", "truetype/cwtex/cwkai.ttf"),
        Typeface("cwTeXFangSong", "fonts-cwtex-fs", "truetype/cwtex/cwfs.ttf"),
        Typeface("TW-Kai", "fonts-cns11643-kai", "truetype/cns11643/TW-Kai-98_1.ttf"),
        Typeface("TW-Sung", "fonts-cns11643-sung", "truetype/cns11643/TW-Sung-98_1.ttf"),
        Typeface("HanaMin A", "fonts-hanazono", "truetype/hanazono/HanaMinA.ttf", 0, 0.6),
    ),
}
"""The faces of each script."""

PACKAGES: Final = tuple(sorted({face.package for faces in FACES.values() for face in faces}))
"""The Debian packages that every page together may ask for."""
