"""How likely a text is exactly what was printed: the readers' evidence weighed into one probability.

Each character has its own (`ingest.glyph_certainty`); all of them together, and what the text as a whole is like,
make that of the text. The weights are fitted by `python -m tests.benchmarks.certainty` on pages that the project
renders and degrades itself, never on pages it is judged by, and kept in `certainty.toml`; a reader that changes asks
for a new fit. Both models are logistic regressions (Cox, 1958) over a handful of measures.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from archive.records import DATE_FIELDS
from ingest import glyph_certainty
from ingest.pages import CellText
from ingest.parse import vocabulary
from ingest.parse.pieces import glyph_at

_SUREST: Final = 14.0
"""Odds, as a logarithm, beyond which a single character is not surer or less sure."""
_SURE: Final = (-8.0, 12.0)
"""The same of all characters of a text."""
_WEAK: Final = 3.0
"""Odds, as a logarithm, up to which the characters of a text leave room for a word of a list to make up for them."""

FEATURES: Final = (
    "constant",
    "characters",
    "length",
    "listed word",
    "listed word and weak",
    "date",
    "date and weak",
    "name",
    "readers agree",
    "readers differ",
    "looks differ",
    "unlisted characters",
    "ink between characters",
    "marks that may be dirt",
    "pale ink at the end",
)

IN_FAVOUR: Final = frozenset({"characters", "listed word", "date", "readers agree"})
"""Measures that can only speak for a reading."""
AGAINST: Final = frozenset(
    {
        "readers differ",
        "looks differ",
        "unlisted characters",
        "ink between characters",
        "marks that may be dirt",
        "pale ink at the end",
    }
)
"""Those that can only speak against a reading."""


def of(field: str, text: CellText) -> float:
    """The probability, 0 to 1, that the text of a piece of `field` is exactly right.

    Texts without glyphs (blank cells, ditto marks told by their shape) keep the confidence they came with.
    """
    if not glyph_at(text):
        return text.confidence
    total = _weighed(measures(field, text, _table()["characters"]), _table()["texts"])
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def measures(field: str, text: CellText, weights: Mapping[str, float]) -> Mapping[str, float]:
    """The measures of one text by name, as in FEATURES; the text must have its glyphs.

    `weights` are those of the measures of its characters.
    """
    glyphs = glyph_at(text)
    odds = together([_weighed(of_one, weights) for of_one in glyph_certainty.measures(text, glyphs)])
    known = vocabulary.knows(field, text.text)
    # A misread figure makes another date, while a misread word of a list seldom makes another one.
    listed, dated = float(known and field not in DATE_FIELDS), float(known and field in DATE_FIELDS)
    second = [vote.text for vote in text.votes[1:]]
    doubted = {name: float(name in text.doubts) for name in FEATURES}
    return doubted | {
        "constant": 1.0,
        "characters": odds,
        "length": math.log2(len(glyphs)),
        "listed word": listed,
        "listed word and weak": listed * min(odds, _WEAK),
        "date": dated,
        "date and weak": dated * min(odds, _WEAK),
        "name": float(field == "name"),
        "readers agree": float(bool(second) and text.text in second),
        "unlisted characters": float(
            sum(glyph_certainty.level(glyph_certainty.simple(char)) == 2 for char in text.text)
        ),
    }


def together(odds: list[float]) -> float:
    """The odds, as a logarithm, that all characters of a text are right, from those that each of them is."""
    unlikely = sum(math.log1p(math.exp(-max(-_SUREST, min(_SUREST, each)))) for each in odds)
    return max(_SURE[0], min(_SURE[1], -math.log(math.expm1(unlikely))))


def _weighed(measured: Mapping[str, float], weights: Mapping[str, float]) -> float:
    # A measure that is new counts for nothing until the next fit.
    return sum(float(weights.get(name, 0.0)) * value for name, value in measured.items())


def is_confused(text: str) -> bool:
    """Whether a character of the text is one that the first reader often gives for another: 逢 for 逄, 莹 for 茔."""
    return any(char in _table()["confused"]["characters"] for char in text)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("ingest").joinpath("certainty.toml").read_text("utf-8"))
