"""A page without rules pulled straight by its print: by its lines, and by the edges of what stands below each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import cv2
import numpy as np

from ingest.rectify.flat import Array, Flat, nodes, pulled
from ingest.rectify.flatten import LEGIBLE
from ingest.rectify.light import darkness
from ingest.rectify.lit import Lit
from ingest.rectify.mesh import Surface, fit_surface
from ingest.rectify.rules import Piece
from ingest.rectify.segments import Mask, Segment

_SAMPLE: Final = 1.2
"""Character heights over which the middle of a line is taken."""
_HIGHS: Final = (0.6, 1.5)
"""Character heights between which the ink of such a stretch says where its line runs; more are two lines that touch."""
_TELLING: Final = 0.75
"""Share of such stretches in a segment of a single line."""
_ROUNDS: Final = (0.6, 0.5, 0.42, 0.36)
"""Character heights by which linked segments may lie off their common line, as the fit gets better."""
_REACH: Final = 14.0
"""Character heights of white over which a line is followed from one segment to the next."""
_REACH_IN_TEXT: Final = 4.0
"""The same where the text runs on; the lines of the next column need not stand level with those of this one."""
_REACH_DOWN: Final = 6.0
"""Character heights from a segment to the next one below it."""
_DISTANCE: Final = 0.12
"""Character heights off its line that a segment may be nearer for each character height that it is farther away."""
_TRUSTED: Final = (1.5, 0.005)
"""How much more than by their own fit, as a factor and in character heights, segments may lean if links are right."""
_ENOUGH: Final = 12
"""Links from which on the edges of a page's columns are followed."""


def flatten_page(page: Lit, *, runs: bool = False) -> Flat | None:
    """Pull an evenly lit page straight by its print; None on a page without print.

    The lines must run across: pass a page of vertical columns turned by a quarter, and turn what comes back.
    Words that stand far apart on one line are followed as one line, and what is as wide as the print above it
    is taken to stand right below it; not so where the text `runs` on, for there nothing stands below its like.
    """
    (height, width), character = page.pixels.shape, page.character
    if not character:
        return None
    level = page.level_print
    segments = level.segments
    lines = follow_lines(segments, level.ink, character, _REACH_IN_TEXT if runs else _REACH)
    columns = follow_columns([] if runs else segments, lines, character, (height, width))
    scale = max(1.0, LEGIBLE / character)
    size = round(width * scale), round(height * scale)
    across, down = nodes(size)
    straight_x, straight_y = np.meshgrid(across / scale, down / scale)
    x, y = straight_x, straight_y
    for _ in range(6):
        x, y = straight_x + columns.bend(y, x), straight_y + lines.bend(x, y)
    to_page = cv2.invertAffineTransform(level.matrix)
    places = np.asarray(np.stack([x, y], axis=-1) @ to_page[:, :2].T + to_page[:, 2], float)
    flat, character = pulled(page.pixels, places, size), character * scale
    return Flat(flat, character, darkness(flat, character), places.astype(np.float32))


def follow_lines(segments: Sequence[Segment], ink: Mask, character: float, reach: float = _REACH) -> Surface:
    """How the lines of a nearly level page bend, from segments linked to their neighbours on the left and right.

    How single segments lean says first where a line goes on beyond white, which may be nearer to the next line
    than to its own; then neighbours are taken again by the bend they told, until no wrong ones are left. Links
    that make the segments lean are wrong all the same; then what the segments said by themselves stands.
    `reach` is the white, in character heights, over which a line is followed.
    """
    height, width = ink.shape
    told = [(segment, _samples(segment, ink, character)) for segment in segments]
    telling = [(segment, piece) for segment, piece in told if piece is not None]
    leaning = [piece for _, piece in telling if len(piece.along) > 1]
    alone = surface = fit_surface(leaning, width, height)
    for tolerance in _ROUNDS:
        off = [float((piece.across - surface.bend(piece.along, piece.across)).mean()) for _, piece in telling]

        def cost(one: int, other: int, off: list[float] = off, tolerance: float = tolerance) -> float | None:
            air = (telling[other][0].left - telling[one][0].right) / character
            if not -0.2 <= air <= reach:
                return None
            apart = abs(off[one] - off[other]) / character
            return apart + _DISTANCE * air if apart <= tolerance else None

        chains = [[telling[n][1] for n in chain] for chain in _chains(len(telling), cost)]
        pieces = [Piece(np.concatenate([p.along for p in c]), np.concatenate([p.across for p in c])) for c in chains]
        surface = fit_surface([piece for piece in pieces if len(piece.along) > 1], width, height)
    factor, more = _TRUSTED
    trusted = lean(leaning, surface, character) <= factor * lean(leaning, alone, character) + more
    return surface if trusted else alone


def lean(pieces: Sequence[Piece], lines: Surface, character: float) -> float:
    """How far off level the middles of segments still are once their bend is taken away, in character heights.

    The root of the mean square of their distances from the middle of their own segment, each no more than one half.
    """
    if not pieces:
        return 0.0
    levels = [piece.across - lines.bend(piece.along, piece.across) for piece in pieces]
    off = np.concatenate([np.abs(level - level.mean()) for level in levels]) / character
    return float(np.sqrt(np.square(np.minimum(off, 0.5)).mean()))


def follow_columns(segments: Sequence[Segment], lines: Surface, character: float, size: tuple[int, int]) -> Surface:
    """How the uprights of a nearly plumb page bend, from segments as wide as those that they stand below.

    `size` is the height and width of the picture; the surface has its positions the other way round, y before x.
    """
    height, width = size
    telling = [s for s in segments if s.height <= _HIGHS[1] * character and s.width >= 0.7 * character]
    middles = np.array([s.middle for s in telling])
    centres = np.array([(s.left + s.right) / 2 for s in telling])
    levels = middles - lines.bend(centres, middles)
    surface = fit_surface([], height, width)
    for tolerance in _ROUNDS:
        edges = np.array([[s.left, s.right] for s in telling], float).reshape(-1, 2)
        edges -= np.stack([surface.bend(middles, edges[:, side]) for side in (0, 1)], axis=-1)

        def cost(one: int, other: int, edges: Array = edges, tolerance: float = tolerance) -> float | None:
            down = (levels[other] - levels[one]) / character
            if not 0.8 <= down <= _REACH_DOWN:
                return None
            apart = float(np.abs(edges[one] - edges[other]).max()) / character
            return apart + _DISTANCE * down if apart <= tolerance else None

        chains = [chain for chain in _chains(len(telling), cost) if len(chain) > 1]
        if sum(len(chain) - 1 for chain in chains) < _ENOUGH:
            return fit_surface([], height, width)
        pieces = [
            Piece(
                np.array([telling[n].middle for n in chain]),
                np.array([(telling[n].left + telling[n].right) / 2 for n in chain]),
            )
            for chain in chains
        ]
        surface = fit_surface(pieces, height, width)
    return surface


def _samples(segment: Segment, ink: Mask, character: float) -> Piece | None:
    """The middle between upper and lower edge of a segment's line, a character at a time; None if it is no one line."""
    own = ink[segment.top : segment.bottom, segment.left : segment.right] > 0
    low, high = _HIGHS[0] * character, _HIGHS[1] * character
    if segment.height < low:
        return None
    along, across, parts = [], [], 0
    for columns in np.array_split(np.arange(segment.width), max(1, round(segment.width / (_SAMPLE * character)))):
        rows = np.flatnonzero(own[:, columns].any(axis=1))
        tall = rows[-1] - rows[0] if len(rows) else 0
        parts += tall >= low
        if low <= tall <= high:
            along.append(segment.left + float(columns.mean()))
            across.append(segment.top + float(rows[0] + rows[-1]) / 2)
    if not along:
        return Piece(np.array([(segment.left + segment.right) / 2]), np.array([segment.middle])) if not parts else None
    return Piece(np.array(along), np.array(across)) if len(along) >= _TELLING * parts else None


def _chains(count: int, cost: Callable[[int, int], float | None]) -> list[list[int]]:
    """Chains of items 0 … count−1, each linked to the next where either is the other's cheapest neighbour.

    `cost` is that of putting its second item behind its first, None where that cannot be.
    """
    costs = {(one, other): c for one in range(count) for other in range(count) if (c := cost(one, other)) is not None}
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    for one, other in sorted(costs, key=lambda link: costs[link]):
        if one not in after and other not in before:
            after[one], before[other] = other, one
    chains = []
    for start in range(count):
        if start not in before:
            chain = [start]
            while chain[-1] in after:
                chain.append(after[chain[-1]])
            chains.append(chain)
    return chains
