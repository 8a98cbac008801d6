"""Columns of names, and which print belongs to which."""

from __future__ import annotations

import numpy as np

from ingest.layout.name_columns import placed_by_names
from ingest.layout.printlines import PrintLine
from ingest.rectify.segments import Mask, Segment

CHARACTER = 20.0
COLUMNS = [(80.0, 220.0), (220.0, 360.0), (360.0, 500.0)]
NAMES = (100, 250, 400)
"""Where the names of each column begin; they are 60 wide."""


def page_of(rows: list[dict[int, int]]) -> tuple[list[PrintLine], Mask]:
    """Lines of three names, behind some of which, by column, a note as wide as told follows; and their ink."""
    ink = np.zeros((40 * len(rows) + 40, 600), np.uint8)
    lines = []
    for number, notes in enumerate(rows):
        top = 40 * number + 20
        segments = [Segment(left, top, left + 60, top + 20) for left in NAMES]
        segments += [Segment(NAMES[n] + 70, top, NAMES[n] + 70 + wide, top + 20) for n, wide in notes.items()]
        for each in segments:
            ink[each.top : each.bottom, each.left : each.right] = 1
        lines.append(PrintLine(top + 10.0, tuple(sorted(segments, key=lambda each: each.left))))
    return lines, ink


def test_a_note_up_to_the_next_name_belongs_to_the_name_before_it() -> None:
    lines, ink = page_of([{}, {}, {0: 74}, {}, {1: 40}])
    # The white before the note, too, was found to part columns.
    columns, placed = placed_by_names(lines, [(80.0, 165.0), (165.0, 360.0), (360.0, 500.0)], ink, CHARACTER)
    assert 244 <= columns[1][0] <= 250
    assert [(placed[2].cells[n].left, placed[2].cells[n].right) for n in (0, 1)] == [(100, 244), (250, 310)]
    assert (placed[4].cells[1].left, placed[4].cells[1].right) == (250, 360)


def test_columns_that_no_note_runs_across_are_left_as_they_are() -> None:
    lines, ink = page_of([{}, {0: 40}, {}, {1: 40}])
    columns, placed = placed_by_names(lines, COLUMNS, ink, CHARACTER)
    assert columns == COLUMNS
    assert [len(line.cells) for line in placed] == [3] * 4


def test_a_long_name_that_reaches_over_the_middle_of_the_white_behind_others_is_whole() -> None:
    lines, ink = page_of([{}, {}, {0: 66}, {}, {}, {}])
    columns, placed = placed_by_names(lines, COLUMNS, ink, CHARACTER)
    assert 236 <= columns[1][0] <= 250
    assert [line.crosses for line in placed] == [0] * 6
    assert (placed[2].cells[0].right, placed[2].cells[1].left) == (236, 250)
