"""Where each character of a page stands on the scan: from what the readers told of the lines they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from archive.records import Box
from archive.review.machine import Glyph as Placed
from ingest import transcripts
from ingest.pages import CellText, Glyph
from ingest.parse.upright import along


def seen(transcript: str) -> list[Placed]:
    """The characters of a stored transcript, each with its box; none of one that is of another version.

    A character reaches half way to its neighbours along its line, and the lines of a cell share it evenly.
    """
    try:
        page = transcripts.loads(transcript)
    except ValueError:
        return []
    printed = [(cell.ink or cell.box, cell.text) for table in page.tables for cell in table.cells]
    printed += [(line.box, line.text) for line in page.outside]
    return [glyph for box, text in printed for glyph in _placed(box, text, page.line_turns)]


def _placed(box: Box, text: CellText, turns: int) -> Iterator[Placed]:
    lines = [list(line) for _, line in groupby(text.glyphs, lambda glyph: glyph.line)]
    for number, line in enumerate(lines):
        for glyph, (start, end) in zip(line, _stretches(line), strict=True):
            row = along(box, number / len(lines), (number + 1) / len(lines), turns + 1)
            place = along(row, start, end, turns)
            yield Placed(glyph.char, glyph.score, glyph.other, glyph.other_score, place)


def _stretches(line: Sequence[Glyph]) -> list[tuple[float, float]]:
    centres = [glyph.at for glyph in line]
    between = [(one + other) / 2 for one, other in pairwise(centres)]
    return list(zip([0.0, *between], [*between, 1.0], strict=True))
