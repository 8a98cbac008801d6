"""Columns of a page without rules: where white runs down between the print of all full lines."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.layout.narrow_white import parted_at_narrow_white
from ingest.layout.printlines import DIRT, PrintLine, hull, is_full, occupied
from ingest.rectify.segments import Mask, Segment

_NARROWEST: Final = 0.33
"""Character heights of white that part two columns at least."""
_WIDE: Final = 0.9
"""Character heights of white that no two characters of a word leave between them."""
_BROAD: Final = 1.6
"""Character heights of white that part two columns even where a stray mark or a heading stands in it."""
_SOILED: Final = 1.3
"""Character heights of white that do so where no more than one line in so many (`_RARE`) has print in it; a name of
two characters has less between them."""
_STRANGE: Final = 0.12
"""Share of the full lines that may be titles and headings, which run across columns."""
_ACROSS: Final = 0.55
"""Share of the white between columns that a title or heading runs across, of that which it reaches over."""
_RARE: Final = 25
"""Full lines, one of which may hold a stray mark in any white."""
_LONE: Final = 1.3
"""Character heights that a stray mark is wide at most; a heading over a column without print is wider."""
_LONG: Final = 4.8
"""Character heights that print is wide which is no name: white of a character's width that nearly all its lines leave
in one place parts two columns, whatever of a seal lies in it in the others."""
_EDGE: Final = (0.4, 0.6)
"""Character heights that the ink of a whole column is wide at most which is the edge of the paper: thinner than the
figures 1 to 9, or than a Chinese character where it stands beside less than half of the lines."""
_THIN: Final = 0.75
"""Character heights that such an edge is wide in most lines at most where it leans; no Chinese character is as thin."""
_FAR_OFF: Final = 4.0
"""Character heights of white, at least, between it and the print; serials stand nearer."""
_THICK: Final = 2.0
"""Character heights that an edge is wide in most lines at most which runs on between them."""
_RUNS_ON: Final = (0.2, 0.5)
"""Share of the paper between full lines in which there is ink of it at least; more where two in three lines have it."""
_LEAST_PAIRS: Final = 5
"""Lines in which both columns of a page of two are filled, at least."""
_PAIRS: Final = 0.6
"""Share of its lines in which they are."""
_HEADINGS: Final = 0.3
"""Share of its lines that may be headings, which run across the white between them."""
_NAME: Final = 4.8
"""Character heights that nearly all print of one of them is wide at most, as names are."""
_SHORT: Final = 14.0
"""Character heights that nearly all print of the other one is wide at most."""
_NEAR_BOUND: Final = 1.3
"""Character heights before its column's bound within which a name may begin, where a page is not quite straight."""
_PARTED: Final = 0.2
"""Share of the lines in which narrow white must be wide for it to part columns."""


def find_columns(lines: list[PrintLine], ink: Mask, character: float) -> list[tuple[float, float]]:
    """The columns that the full lines of a straight picture show, each from its left to its right bound.

    Bounds lie in the middle of the white between two columns. White that is no wider than a character may by
    chance run down through a word that many lines begin with; it parts columns only if some lines leave much
    more of it.
    """
    lines = [line for line in lines if is_full(line, character)]
    full = np.array([occupied(line, ink, character) for line in lines])
    if not len(full):
        return []
    parted = _parted(full, character)
    lines, full = [line for line, own in zip(lines, parted, strict=True) if own], full[parted]
    rough = _white(full, max(1, round(_STRANGE * len(full))), character)
    familiar = [not _is_strange(row, rough) for row in full]
    own = full[familiar]
    if not len(own):
        return []
    air = character / 2
    clean = _white(own, len(own) // 40, character)
    crossing = own.sum(axis=0)
    soiled = [_emptiest(crossing, white) for white in _soiled(own, clean, character)]
    cuts = sorted((a + b) / 2 for a, b in (*clean, *soiled))
    left, right = min(line.left for line in lines) - air, max(line.right for line in lines) + air
    between = _between(lines, ink)
    columns = _without_stains(list(itertools.pairwise([left, *cuts, right])), own, between, character)
    lines = [line for line, is_own in zip(lines, familiar, strict=True) if is_own]
    return parted_at_narrow_white(columns, lines, own, ink, character)


def _between(lines: Sequence[PrintLine], ink: Mask) -> NDArray[np.bool_]:
    """The ink between full lines, from the first to the last, a row of pixels each."""
    white = np.ones(len(ink), bool)
    for line in lines:
        white[line.hull.top : line.hull.bottom] = False
    top, bottom = min(line.hull.top for line in lines), max(line.hull.bottom for line in lines)
    return np.asarray(ink[top:bottom][white[top:bottom]] > 0)


def _soiled(own: NDArray[np.bool_], clean: Sequence[tuple[int, int]], character: float) -> list[tuple[int, int]]:
    """White that parts columns although stray marks lie in it in a few lines, of which the `clean` is no part."""
    found: list[tuple[int, int]] = []
    few, some = max(1, len(own) // _RARE), max(1, round(_STRANGE * len(own)))
    for allowed, least, shortest in ((few, _SOILED, 0.0), (some, _BROAD, 0.0), (some, _WIDE, _LONG)):
        for start, end in _white(own, allowed, character):
            known = any(start <= a and b <= end for a, b in (*clean, *found))
            if end - start >= least * character and not known:
                widths = _across(own, (start, end), [*clean, *found]) / character
                # Where few lines have print on both sides and as many run across, it is no white between columns.
                parted = len(widths) >= np.count_nonzero(own[:, start:end].any(axis=1))
                long = 3 * len(widths) >= len(own) and np.median(widths) > shortest
                if parted and (long or not shortest):
                    found.append((start, end))
    return found


def _across(own: NDArray[np.bool_], place: tuple[int, int], white: Sequence[tuple[int, int]]) -> NDArray[np.int64]:
    """How wide the print on both sides of a place is, as far as the next `white`, in each line that leaves it free."""
    start, end = place
    left = max((b for _, b in white if b <= start), default=0)
    right = min((a for a, _ in white if a >= end), default=own.shape[1])
    before, within, after = (part.any(axis=1) for part in np.split(own[:, left:right], [start - left, end - left], 1))
    inside = own[before & after & ~within, left:right]
    return np.asarray(inside.shape[1] - np.argmax(inside[:, ::-1], axis=1) - np.argmax(inside, axis=1))


def _parted(full: NDArray[np.bool_], character: float) -> NDArray[np.bool_]:
    """Which lines have about as much wide white in them as most; a heading set with air is one print, and has none."""
    wide = np.array([_wide_white(row, character) for row in full])
    return np.asarray(2 * wide >= np.median(wide))


def _wide_white(row: NDArray[np.bool_], character: float) -> int:
    """How many stretches of white in a line are wider than any that a word has."""
    inked = np.flatnonzero(row)
    return sum(end - start >= _WIDE * character for start, end in _runs(~row[inked[0] : inked[-1]]))


def _without_stains(
    columns: list[tuple[float, float]], print_: NDArray[np.bool_], between: NDArray[np.bool_], character: float
) -> list[tuple[float, float]]:
    """The columns without lone marks in the white between or beside them, which are none and part none."""

    def is_stain(left: float, right: float) -> bool:
        own = print_[:, max(0, round(left)) : round(right)]
        marks = np.count_nonzero(own.any(axis=1))
        wide = np.ptp(np.flatnonzero(own.any(axis=0))) / character if marks else 0.0
        few = marks <= max(1, len(print_) // _RARE) and wide < _LONE
        return bool(few or wide < _EDGE[0] or (2 * marks < len(print_) and wide < _EDGE[1]))

    stains = [is_stain(*bounds) for bounds in columns]
    for outer, next_ in ((0, 1), (-1, -2)):
        stains[outer] |= len(columns) > 2 and _is_margin(print_, between, columns[outer], columns[next_], character)
    if all(stains):
        return columns
    first, last = stains.index(False), len(stains) - stains[::-1].index(False)
    kept: list[tuple[float, float]] = []
    for (left, right), stain in zip(columns[first:last], stains[first:last], strict=True):
        if stain:
            kept[-1] = kept[-1][0], (left + right) / 2
        else:
            kept.append((kept[-1][1] if kept else left, right))
    inked = np.flatnonzero(print_.any(axis=0))
    air = character / 2
    if first:
        kept[0] = float(inked[inked >= kept[0][0]][0]) - air, kept[0][1]
    if last < len(stains):
        kept[-1] = kept[-1][0], float(inked[inked <= kept[-1][1]][-1]) + air
    return kept


def _is_margin(
    print_: NDArray[np.bool_],
    between: NDArray[np.bool_],
    outer: tuple[float, float],
    after: tuple[float, float],
    character: float,
) -> bool:
    """Whether what stands in an outer column is thin in each line and far off: the edge of a slanted sheet.

    One that is not so thin runs on `between` the lines.
    """
    own, beside = (print_[:, max(0, round(left)) : round(right)] for left, right in (outer, after))
    thin = [float(np.ptp(np.flatnonzero(row))) for row in own if row.any()]
    inked, print_beside = np.flatnonzero(own.any(axis=0)) + max(0, round(outer[0])), np.flatnonzero(beside.any(axis=0))
    if not thin or not len(print_beside):
        return False
    print_beside = print_beside + max(0, round(after[0]))
    white = max(inked[0] - print_beside[-1], print_beside[0] - inked[-1])
    within = between[:, max(0, round(outer[0])) : round(outer[1])]
    runs_on = len(within) > 0 and within.any(axis=1).mean() >= _RUNS_ON[3 * len(thin) >= 2 * len(print_)]
    return bool(np.median(thin) < (_THICK if runs_on else _THIN) * character and white >= _FAR_OFF * character)


def _is_strange(row: NDArray[np.bool_], white: list[tuple[int, int]]) -> bool:
    """Whether a line runs across most of the white that it reaches over, as titles and headings do."""
    inked = np.flatnonzero(row)
    reached = [(start, end) for start, end in white if inked[0] < start and end < inked[-1]]
    crossed = sum(bool(row[start:end].any()) for start, end in reached)
    return crossed > _ACROSS * len(reached)


def _emptiest(crossing: NDArray[np.int64], white: tuple[int, int]) -> tuple[int, int]:
    """The longest stretch of the white that the fewest lines cross."""
    start, end = white
    runs = _runs(crossing[start:end] == crossing[start:end].min())
    first, last = max(runs, key=lambda run: run[1] - run[0])
    return start + first, start + last


def _white(print_: NDArray[np.bool_], allowed: int, character: float) -> list[tuple[int, int]]:
    """Where at most `allowed` lines have print from one place to another across, between columns of print."""
    crossing = print_.sum(axis=0)
    inked = np.flatnonzero(crossing > allowed)
    if not len(inked):
        return []
    left, right = int(inked[0]), int(inked[-1]) + 1
    found = [(left + start, left + end) for start, end in _runs(crossing[left:right] <= allowed)]
    found = [(start, end) for start, end in found if end - start >= _NARROWEST * character]
    ends, starts = [left, *(end for _, end in found)], [*(start for start, _ in found), right]
    return [
        (start, end)
        for n, (start, end) in enumerate(found)
        if end - start >= _WIDE * character
        or _parts(print_[:, ends[n] : start], print_[:, end : starts[n + 1]], end - start, character)
    ]


def _parts(before: NDArray[np.bool_], after: NDArray[np.bool_], white: int, character: float) -> bool:
    """Whether narrow white between the print before and after it is part of a much wider one in some lines."""
    both = before.any(axis=1) & after.any(axis=1)
    if not both.any():
        return True
    air = white + np.argmax(before[both][:, ::-1], axis=1) + np.argmax(after[both], axis=1)
    wide = np.count_nonzero(air >= max(_WIDE * character, 1.4 * white))
    return bool(wide >= max(1, _PARTED * np.count_nonzero(both)))


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and one-past-last places of the unbroken runs of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of print with its ink cut up into columns; `crosses` counts the bounds that it runs across."""

    line: PrintLine
    cells: Mapping[int, Segment]
    crosses: int


def place(
    line: PrintLine, columns: list[tuple[float, float]], ink: Mask, character: float, *, names: bool = False
) -> PlacedLine:
    """Cut a line's ink at the bounds of the columns; what stands beyond the outer ones is the outer columns'.

    Of `names`, one that begins a little before the bound of its column is not cut.
    """
    row = occupied(line, ink, character)
    crosses = sum(bool(row[round(bound)]) for bound, _ in columns[1:])
    cuts = [_before_name(line, bound, character) if names else bound for bound, _ in columns[1:]]
    bounds = [0, *map(round, cuts), ink.shape[1]]
    cells = {}
    for column, (left, right) in enumerate(itertools.pairwise(bounds)):
        parts = [part for s in line.segments if (part := _part(s, left, right, ink)) is not None]
        if parts and (whole := hull(parts)) and max(whole.width, whole.height) > DIRT * character:
            cells[column] = whole
    return PlacedLine(line, cells, crosses)


def _before_name(line: PrintLine, bound: float, character: float) -> float:
    """Where a line is cut for a bound: before a print that white parts from all before it, and that begins near."""
    own = next((segment for segment in line.segments if segment.left < bound < segment.right), None)
    if own is None or bound - own.left > _NEAR_BOUND * character:
        return bound
    before = max((segment.right for segment in line.segments if segment.right <= own.left), default=-np.inf)
    return own.left if own.left - before >= _WIDE * character else bound


def find_pair(lines: list[PrintLine], ink: Mask, character: float) -> list[tuple[float, float]]:
    """The two columns of a page that lists names and one thing more of each person; [] where it is no such list.

    Text in two columns also leaves white between them; but its lines are long, and names and villages are not.
    """
    full = [line for line in lines if is_full(line, character, 2)]
    if len(full) < _LEAST_PAIRS:
        return []
    print_ = np.array([occupied(line, ink, character) for line in full])
    white = [(a, b) for a, b in _white(print_, int(_HEADINGS * len(full)), character) if b - a >= _WIDE * character]
    if len(white) != 1:
        return []
    cut = sum(_emptiest(print_.sum(axis=0), white[0])) / 2
    columns = list(itertools.pairwise([min(p.left for p in full), cut, max(p.right for p in full)]))
    placed = [place(line, columns, ink, character) for line in lines]
    both = [line for line in placed if len(line.cells) == 2 and not line.crosses]
    if len(both) < max(_LEAST_PAIRS, _PAIRS * len(lines)):
        return []
    widths = sorted(float(np.quantile([line.cells[n].width for line in both], 0.9)) / character for n in (0, 1))
    return columns if widths[0] <= _NAME and widths[1] <= _SHORT else []


def _part(segment: Segment, left: int, right: int, ink: Mask) -> Segment | None:
    """The ink of a segment between two places across; None without any."""
    left, right = max(left, segment.left), min(right, segment.right)
    if left >= right:
        return None
    rows, columns = np.nonzero(ink[segment.top : segment.bottom, left:right])
    if not len(rows):
        return None
    return Segment(
        left + int(columns.min()),
        segment.top + int(rows.min()),
        left + int(columns.max()) + 1,
        segment.top + int(rows.max()) + 1,
    )
