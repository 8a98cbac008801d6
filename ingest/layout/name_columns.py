"""Columns of names: as far apart as each other, whatever a seal adds to the white between them or long names take."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.layout.columns import PlacedLine, place
from ingest.layout.printlines import PrintLine, occupied
from ingest.rectify.segments import Mask

_EVEN: Final = 0.15
"""Share of their usual distance by which columns of names may lie apart more or less."""
_OFF: Final = 0.4
"""Character heights by which a name begins off its place at most."""
_WHITE: Final = 0.9
"""Character heights of white before it, at least."""
_BEGUN: Final = (0.1, 2)
"""Share of the full lines in which a name begins where another column would, from which on there is one; and lines."""
_SELDOM: Final = 0.5
"""Share of the lines that fill the fullest column, below which what a column holds may be marks."""
_NARROWEST: Final = 3.4
"""Character heights from one name to the next at least: three characters and white."""
_NAME, _LONG = 3.0, 4.0
"""Character heights that most names are wide, and the longest."""
_AIR: Final = (0.2, 0.45)
"""Character heights before a name within which its column begins: as little as the longest name leaves, or more."""
_BEFORE: Final = (1.0, 0.1)
"""Character heights before where most names of a column begin, between which the bound before it is looked for where
what stands behind the name before it, or that name itself, runs up to it."""
_ACROSS: Final = 3
"""Times as many cells as bounds that it runs across a line of names has at least; titles run across most."""


def placed_by_names(
    lines: Sequence[PrintLine], columns: list[tuple[float, float]], ink: Mask, character: float
) -> tuple[list[tuple[float, float]], list[PlacedLine]]:
    """The lines by columns of names, and these columns: what stands behind a name, up to the next one, is its own.

    Names of four characters, and notes in brackets, may fill all the white behind the names in some lines; it is not in
    its middle there that a column ends.
    """
    placed = [place(line, columns, ink, character, names=True) for line in lines]
    full = [line for line in placed if len(line.cells) >= max(min(3, len(columns)), _ACROSS * line.crosses)]
    starts = starts_of([line for line in full if not line.crosses], len(columns))
    print_ = np.array([occupied(line.line, ink, character) for line in full])
    cuts = [left for left, _ in columns]
    for n in range(1, len(columns)):
        far, near = (starts[n] - air * character for air in _BEFORE)
        running = any(n in line.cells and line.cells[n].left < far < near < line.cells[n].right for line in full)
        if near > cuts[n] and (running or print_[:, round(cuts[n])].any()):
            cuts[n] = _emptiest(print_.sum(axis=0), max(far, cuts[n]), near)
    if cuts == [left for left, _ in columns]:
        return columns, placed
    columns = list(itertools.pairwise([*cuts, columns[-1][1]]))
    return columns, [place(line, columns, ink, character, names=True) for line in lines]


def _emptiest(crossing: NDArray[np.int64], start: float, end: float) -> float:
    """The middle of the last stretch between two places across that the fewest lines have print in."""
    own = crossing[round(start) : round(end) + 1]
    places = np.flatnonzero(own == own.min())
    last = np.split(places, np.flatnonzero(np.diff(places) > 1) + 1)[-1]
    return round(start) + float(last[0] + last[-1]) / 2


def named_columns(
    lines: Sequence[PlacedLine], columns: list[tuple[float, float]], character: float
) -> list[tuple[float, float]]:
    """The columns as they are on a page of names; those that were found where the page may be something else.

    Columns of names lie as far apart as each other, which no seal keeps to: where the better filled columns do, what
    few lines print between and beside them is no column. Where names of four characters reach into the next
    column, two columns are found as one that is twice as wide.
    """
    full = [line for line in lines if len(line.cells) >= min(3, len(columns)) and not line.crosses]
    filled = [sum(n in line.cells for line in full) for n in range(len(columns))]
    own = [n for n, count in enumerate(filled) if count]
    if len(own) < 3:
        return columns
    starts = np.array(starts_of(full, len(columns)))
    likely = own
    while len(likely) >= 3 and not lie_evenly(starts[likely]):
        rarest = min(likely, key=lambda n: filled[n])
        if filled[rarest] >= _SELDOM * max(filled):
            likely = []
        likely = [n for n in likely if n != rarest]
    if len(likely) == len(columns):
        return _with_more_behind(columns, starts, full, character)
    if len(likely) >= 3:
        cuts = [columns[after][0] for after in likely[1:]]
        return list(itertools.pairwise([columns[0][0], *cuts, columns[-1][1]]))
    ends = [line.cells[own[-1]].right for line in full if own[-1] in line.cells]
    return _parted(starts[own], float(np.quantile(ends, 0.9)), columns, character) or columns


def _with_more_behind(
    columns: list[tuple[float, float]], starts: NDArray[np.float64], full: Sequence[PlacedLine], character: float
) -> list[tuple[float, float]]:
    """The columns, the last one parted where names begin in it as far apart as columns do.

    Notes behind the names of one column may fill the white before the next.
    """
    step = float(np.median(np.diff(starts)))
    air = air_before(step, character)
    place_, cuts = float(starts[-1]) + step, [left for left, _ in columns]
    while sum(_begins_at(line, place_, character) for line in full) >= max(_BEGUN[1], _BEGUN[0] * len(full)):
        cuts.append(place_ - air)
        place_ += step
    # What bounds the last column may be that of the names before it.
    right = max(columns[-1][1], max((line.line.right for line in full), default=0) + character / 2)
    return list(itertools.pairwise([*cuts, right])) if len(cuts) > len(columns) else columns


def air_before(step: float, character: float) -> float:
    """How far before its names a column begins where they begin so far apart."""
    return float(np.clip((step - _LONG * character) / 2, _AIR[0] * character, _AIR[1] * character))


def _begins_at(line: PlacedLine, place_: float, character: float) -> bool:
    """Whether print begins at a place of a line behind white."""
    pairs = itertools.pairwise(line.line.segments)
    return any(
        abs(right.left - place_) <= _OFF * character and right.left - left.right >= _WHITE * character
        for left, right in pairs
    )


def _parted(
    starts: NDArray[np.float64], end: float, columns: list[tuple[float, float]], character: float
) -> list[tuple[float, float]]:
    """Columns of a name each, where those that begin at `starts` hold one name or several; [] if they do not."""
    steps = np.diff([*starts, end + float(np.min(np.diff(starts))) - _NAME * character])
    if steps.min() <= 0:
        return []
    single = float(np.median(steps[steps <= (1 + _EVEN) * steps.min()]))
    counts = np.maximum(1, np.round(steps / single))
    even = np.abs(steps[:-1] / counts[:-1] / single - 1) <= _EVEN
    if single < _NARROWEST * character or not even.all():
        return []
    places = [
        start + k * step / count
        for start, step, count in zip(starts, [*steps[:-1], single * counts[-1]], counts, strict=True)
        for k in range(int(count))
    ]
    air = air_before(single, character)
    return list(itertools.pairwise([columns[0][0], *(place - air for place in places[1:]), columns[-1][1]]))


def lie_evenly(starts: NDArray[np.float64]) -> bool:
    """Whether places across the page are about as far apart as each other."""
    steps = np.diff(starts)
    return bool(np.all(np.abs(steps / np.median(steps) - 1) <= _EVEN))


def starts_of(rich: Sequence[PlacedLine], columns: int) -> list[float]:
    """Where the print of each column begins."""
    lefts = [[line.cells[column].left for line in rich if column in line.cells] for column in range(columns)]
    return [float(np.median(own)) if own else float("nan") for own in lefts]
