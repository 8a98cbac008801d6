"""Columns of names told by where names begin: at places evenly apart, whatever notes fill the white before the next.

王德胜（渤海军区警卫员）   张 山      no white runs down between the columns, but nearly all that is printed behind
刘长河    陈桂兰（女）     赵连生    white begins at one of a few places
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ingest.layout.name_columns import air_before
from ingest.layout.printlines import DIRT, PrintLine, hull
from ingest.rectify.segments import Segment

_WHITE: Final = 0.9
"""Character heights of white between two prints at least; before a bracket there is less."""
_GAP: Final = 1.7
"""Character heights of white within a name of two characters at most."""
_SINGLE: Final = 1.35
"""Character heights that each of these is wide at most."""
_STEPS: Final = (3.4, 12.0)
"""Character heights from one column of names to the next."""
_FINENESS: Final = 0.02
"""Character heights by which steps are tried."""
_REFINED: Final = 3
"""Times that the likeliest step is fitted to what begins at its places."""
_OFF: Final = 0.4
"""Character heights by which what begins at a place begins off it at most."""
_FIT: Final = 0.85
"""Share of the prints of all lines of two and more that begin at the places, where these are columns of names."""
_SAME: Final = 0.95
"""Times as many as of any other step that begin at places so far apart, to be those; half of a step fits as well."""
_BEGUN: Final = 0.15
"""Share of the lines in which a name begins in a column at least."""
_LEAST: Final = (3, 20)
"""Columns, and prints of lines of two and more, at least."""


def find_even(lines: Sequence[PrintLine], character: float) -> list[tuple[float, float]]:
    """The columns whose print begins evenly apart, and one of what stands left of them; [] where there are none."""
    prints = [own for line in lines if len(own := _prints(line, character)) > 1]
    if sum(map(len, prints)) < _LEAST[1]:
        return []
    lefts = np.array([each.left for own in prints for each in own], float)
    # What a line begins with may be a village.
    step, start = _places(np.array([each.left for own in prints for each in own[1:]], float), character)
    near = [lefts[np.abs(lefts - place) <= _OFF * character] for place in _row(start, step, lefts.max())]
    begun = [len(own) >= _BEGUN * len(prints) for own in near]
    first, last = begun.index(True), len(begun) - begun[::-1].index(True)
    near = near[first:last]
    if len(near) < _LEAST[0] or not all(begun[first:last]):
        return []
    places = [float(np.median(own)) for own in near]
    beside = lefts[lefts < places[0] - _OFF * character]
    if sum(map(len, near)) < _FIT * (len(lefts) - len(beside)):
        return []
    air = air_before(step, character)
    right = max(each.right for own in prints for each in own) + character / 2
    cuts = [place - air for place in places]
    left = [float(beside.min()) - character / 2] if len(beside) >= _BEGUN * len(prints) else []
    return list(pairwise([*left, *cuts, right]))


def _places(lefts: NDArray[np.float64], character: float) -> tuple[float, float]:
    """The step from place to place, and the first place, at which most prints begin; the longest that fits as well."""
    steps = np.arange(_STEPS[0], _STEPS[1], _FINENESS) * character
    found = [_phase(lefts, step, character) for step in steps]
    most = max(count for count, _ in found)
    best = max(n for n, (count, _) in enumerate(found) if count >= _SAME * most)
    near = range(max(0, best - round(1 / _FINENESS)), best + 1)
    best = max(near, key=lambda n: found[n][0])
    step, start = float(steps[best]), found[best][1]
    for _ in range(_REFINED):
        number = np.round((lefts - start) / step)
        at = np.abs(lefts - start - number * step) <= _OFF * character
        if np.ptp(number[at]):
            step, start = map(float, np.polyfit(number[at], lefts[at], 1))
    return step, start % step


def _phase(lefts: NDArray[np.float64], step: float, character: float) -> tuple[int, float]:
    """How many prints begin at places so far apart at most, and the first of these places."""
    rest = np.sort(np.mod(lefts, step))
    round_ = np.concatenate([rest, rest + step])
    ends = np.searchsorted(round_, rest + 2 * _OFF * character, side="right")
    counts = ends - np.arange(len(rest))
    best = int(np.argmax(counts))
    return int(counts[best]), float(np.median(round_[best : ends[best]])) % step


def _row(start: float, step: float, end: float) -> NDArray[np.float64]:
    return np.arange(start, end + step, step)


def _prints(line: PrintLine, character: float) -> list[Segment]:
    """The prints of a line that white parts; the characters of a name of two, set with a gap, are one."""
    found: list[Segment] = []
    for segment in line.segments:
        if max(segment.width, segment.height) <= DIRT * character:
            continue
        before = found[-1] if found else None
        white = segment.left - before.right if before else np.inf
        single = before is not None and max(before.width, segment.width) <= _SINGLE * character
        if before is not None and white <= (_GAP if single else _WHITE) * character:
            found[-1] = hull([before, segment])
        else:
            found.append(segment)
    return found
