"""How likely a text is exactly what was printed: the readers' evidence weighed into one probability.

The weights are fitted by `python -m tests.benchmarks.certainty` on pages that the project renders and
degrades itself, never on pages it is judged by, and kept in `certainty.toml`; a reader that changes asks for
a new fit. The model is a logistic regression (Cox, 1958) over a handful of measures of one text.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from archive.records import DATE_FIELDS
from ingest.pages import CellText, Glyph
from ingest.parse import vocabulary
from ingest.parse.characters import simplified
from ingest.parse.pieces import glyph_at

_FLOOR: Final = 1e-5
"""Scores are given to four places; nothing is surer than this."""
_MOST_LEAD: Final = 12.0
"""Odds in print, as a logarithm, beyond which a character is not surer."""
_UNHELD: Final = 8.0
"""The lead of texts of which nothing was held against print: dates, and what was read before there was such a thing."""
_LEVEL_2: Final = 0xD8
"""First byte of GB 2312 from which its second level of characters begins, which are rare ones."""

FEATURES: Final = (
    "constant",
    "weakest",
    "second weakest",
    "length",
    "listed word",
    "listed word and weak",
    "date",
    "date and weak",
    "name",
    "rare characters",
    "unlisted characters",
    "readers differ",
    "readers agree",
    "looks differ",
    "ink between characters",
    "marks that may be dirt",
    "pale ink at the end",
    "print differs",
    "lead in print",
    "second lead in print",
    "lead in print of a name",
    "characters beyond print",
)

IN_FAVOUR: Final = frozenset({"weakest", "second weakest", "lead in print", "second lead in print"})
"""Measures that can only speak for a reading."""
AGAINST: Final = frozenset(
    {
        "unlisted characters",
        "readers differ",
        "ink between characters",
        "marks that may be dirt",
        "pale ink at the end",
        "characters beyond print",
    }
)
"""Those that can only speak against a reading. Where looks or print differ the scores and leads are low already, and
their own weight may make up for some of that."""


def of(field: str, text: CellText) -> float:
    """The probability, 0 to 1, that the text of a piece of `field` is exactly right.

    Texts without glyphs (blank cells, ditto marks told by their shape) keep the confidence they came with.
    """
    if not glyph_at(text):
        return text.confidence
    weights = _table()["weights"]
    # A measure that is new counts for nothing until the next fit.
    total = sum(float(weights.get(name, 0.0)) * value for name, value in measures(field, text).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def measures(field: str, text: CellText) -> Mapping[str, float]:
    """The measures of one text by name, as in FEATURES; the text must have its glyphs."""
    glyphs = glyph_at(text)
    strengths = sorted(-math.log10(1 - glyph.score + _FLOOR) for glyph in glyphs)
    known = vocabulary.knows(field, text.text)
    # A misread figure makes another date, while a misread word of a list seldom makes another one.
    listed, dated = float(known and field not in DATE_FIELDS), float(known and field in DATE_FIELDS)
    second = [vote.text for vote in text.votes[1:]]
    leads = sorted(_lead(glyph) for glyph in glyphs if _is_held(glyph)) or [_UNHELD]
    levels = [_level(char) for char in simplified(text.text)]
    return {
        "constant": 1.0,
        "weakest": strengths[0],
        "second weakest": strengths[1] if len(strengths) > 1 else strengths[0],
        "length": math.log2(len(glyphs)),
        "listed word": listed,
        "listed word and weak": listed * min(strengths[0], 1.5),
        "date": dated,
        "date and weak": dated * min(strengths[0], 1.5),
        "name": float(field == "name"),
        "rare characters": float(sum(level == 1 for level in levels)),
        "unlisted characters": float(sum(level == 2 for level in levels)),
        "readers differ": float("readers differ" in text.doubts),
        "readers agree": float(bool(second) and text.text in second),
        "looks differ": float("looks differ" in text.doubts),
        "ink between characters": float("ink between characters" in text.doubts),
        "marks that may be dirt": float("marks that may be dirt" in text.doubts),
        "pale ink at the end": float("pale ink at the end" in text.doubts),
        "print differs": float("print differs" in text.doubts),
        "lead in print": leads[0],
        "second lead in print": leads[1] if len(leads) > 1 else leads[0],
        "lead in print of a name": leads[0] * float(field == "name"),
        "characters beyond print": float(any(map(_is_held, glyphs)) and sum(map(_is_beyond_print, glyphs))),
    }


def _is_held(glyph: Glyph) -> bool:
    """Whether the character was held against print."""
    return bool(glyph.rival)


def _is_beyond_print(glyph: Glyph) -> bool:
    """Whether the character is a Chinese one that could not be held against print."""
    return not glyph.rival and "\u3400" <= glyph.char <= "\u9fff" and glyph.char not in "一二三四五六七八九十年月日"


def _lead(glyph: Glyph) -> float:
    """The lead of a character in print; none where reader and print differ over it."""
    return 0.0 if glyph.score < glyph.other_score else min(glyph.lead, _MOST_LEAD)


def _level(char: str) -> int:
    """0 for a character of GB 2312's first level and what is no Chinese character, 1 for its second, 2 beyond."""
    if not "\u3400" <= char <= "\u9fff":
        return 0
    try:
        return int(char.encode("gb2312")[0] >= _LEVEL_2)
    except UnicodeEncodeError:
        return 2


def is_confused(text: str) -> bool:
    """Whether a character of the text is one that the first reader often gives for another: 逢 for 逄, 莹 for 茔."""
    return any(char in _table()["confused"]["characters"] for char in text)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("ingest").joinpath("certainty.toml").read_text("utf-8"))
