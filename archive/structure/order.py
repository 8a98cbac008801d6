"""Where a line that a person framed comes in the reading order of the page. Pure.

Rows run down, columns from right to left, two people stand side by side: the steps from each line to the next say
which way the page reads. A new line comes where the steps to it and from it are most like those that the page takes
elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from archive.records import Box

Step = tuple[float, float]
"""The way from the centre of one line to that of another, in pixels of the scan."""


def place_among(box: Box, lines: Sequence[Box], flow: Step = (0.0, 1.0)) -> int:
    """How many of `lines`, which are in reading order, come before `box`.

    `flow` is the way that a page with a single line reads.
    """
    steps = {_step(one, two) for one, two in pairwise(lines)}
    if len(lines) == 1:
        steps = {(flow[0] * lines[0].width, flow[1] * lines[0].height)}

    def strangeness(at: int) -> float:
        before = _unlike(_step(lines[at - 1], box), steps) if at > 0 else 0.0
        after = _unlike(_step(box, lines[at]), steps) if at < len(lines) else 0.0
        return before + after

    return min(range(len(lines) + 1), key=strangeness)


def flow_of(quarter_turns: int, *, runs_down: bool) -> Step:
    """The way from one line to the next on a page that `quarter_turns` counter-clockwise turns make upright.

    `runs_down` says that its lines are columns, read from right to left.
    """
    x, y = (-1.0, 0.0) if runs_down else (0.0, 1.0)
    for _ in range(quarter_turns % 4):
        x, y = -y, x
    return x, y


def _unlike(step: Step, steps: set[Step]) -> float:
    return min(hypot(step[0] - x, step[1] - y) for x, y in steps)


def _step(one: Box, two: Box) -> Step:
    return (two.x + two.width / 2 - one.x - one.width / 2, two.y + two.height / 2 - one.y - one.height / 2)
