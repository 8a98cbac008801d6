"""Pieces of print: what one field of one line says, with its evidence, before it is judged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from archive.records import Box
from ingest.pages import CellText, Glyph
from ingest.parse.evidence import Doubt


@dataclass(frozen=True, slots=True)
class Piece:
    """The print of one field of one line; `box` frames it on the scan."""

    field: str
    heading: str
    text: CellText
    box: Box | None
    doubts: tuple[Doubt, ...] = ()

    def doubting(self, *doubts: Doubt) -> Piece:
        """The same piece with more against it."""
        return replace(self, doubts=tuple(dict.fromkeys(self.doubts + doubts)))


def glyph_at(text: CellText) -> tuple[Glyph, ...]:
    """One glyph for each character of the text, or () where the reader did not say."""
    glyphs = tuple(glyph for glyph in text.glyphs if not glyph.char.isspace())
    return glyphs if "".join(glyph.char for glyph in glyphs) == text.text else ()


def cut(text: CellText, start: int, end: int) -> CellText:
    """The characters from `start` to `end` with their own glyphs; votes and doubts are the whole cell's."""
    return CellText(
        text=text.text[start:end],
        confidence=text.confidence,
        glyphs=glyph_at(text)[start:end],
        votes=(),
        doubts=text.doubts,
    )


def stretch(text: CellText, start: int, end: int) -> tuple[float, float] | None:
    """The part of the line that the characters from `start` to `end` take, as fractions of its length.

    None where the glyphs are not known or stand in several lines.
    """
    glyphs = glyph_at(text)
    if not glyphs or start >= end or any(glyph.line != glyphs[0].line for glyph in glyphs):
        return None
    centres = [glyph.at for glyph in glyphs]
    before = (centres[start - 1] + centres[start]) / 2 if start else 0.0
    after = (centres[end - 1] + centres[end]) / 2 if end < len(centres) else 1.0
    return before, after


def joined(texts: list[CellText]) -> CellText:
    """Several cells read as one: their texts one after the other, sure of no more than the least."""
    if len(texts) == 1:
        return texts[0]
    return CellText(
        text="".join(text.text for text in texts),
        confidence=min((text.confidence for text in texts), default=1.0),
        glyphs=tuple(
            replace(glyph, line=glyph.line + 100 * number) for number, text in enumerate(texts) for glyph in text.glyphs
        ),
        votes=(),
        doubts=tuple(dict.fromkeys(doubt for text in texts for doubt in text.doubts)),
    )
