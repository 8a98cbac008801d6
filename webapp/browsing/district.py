"""The district as a sketch: seats of counties as dots, the coast and the river as lines.

Drawn from latitude and longitude on a plane whose degrees of longitude are as long as at its middle; near
enough for a district of two degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from archive.authority.seats import Seat, seat_of
from search import Tally
from search.characters.dictionary import by_sound
from webapp.browsing.contexts import Counted, Dot, MapPage

_WEST, _EAST, _SOUTH, _NORTH = 116.1, 119.6, 36.35, 38.55
_WIDTH: Final = 1000
_SCALE: Final = _WIDTH / (_EAST - _WEST)
_STRETCH: Final = 1 / math.cos(math.radians((_SOUTH + _NORTH) / 2))
_HEIGHT: Final = round((_NORTH - _SOUTH) * _SCALE * _STRETCH)

Corner = tuple[float, float]
"""Degrees north and east."""
_COAST: Final[tuple[Corner, ...]] = (
    *((38.60, 117.60), (38.45, 117.68), (38.30, 117.82), (38.20, 117.95), (38.12, 118.20), (38.13, 118.45)),
    *((38.17, 118.70), (38.14, 118.88), (37.98, 119.00), (37.88, 119.10), (37.78, 119.25), (37.68, 119.22)),
    *((37.62, 119.00), (37.48, 118.95), (37.32, 118.92), (37.25, 119.05), (37.15, 119.25), (37.10, 119.45)),
    *((37.13, 119.62),),
)
"""The shore of the Bohai about as it runs today, drawn by hand from general knowledge of the map, like the seats."""
_RIVER: Final[tuple[Corner, ...]] = (
    *((36.33, 116.38), (36.50, 116.65), (36.72, 116.90), (36.88, 117.12), (37.02, 117.35), (37.18, 117.55)),
    *((37.30, 117.80), (37.37, 118.05), (37.50, 118.27), (37.62, 118.52), (37.72, 118.78), (37.75, 119.05)),
    *((37.74, 119.24),),
)
"""The Yellow River about as it flows today, drawn likewise."""

_SIZE: Final = 19
"""The height of a name, in the units of the drawing."""
_BESIDE: Final = 13
_ROOM: Final = 4
_AIR: Final = 130
"""Round the dots: more than the longest usual name."""
_BEYOND: Final = ((-_WIDTH, 0, 0, _HEIGHT), (_WIDTH, 0, 2 * _WIDTH, _HEIGHT))
"""What lies beside the drawing, where no name may go."""


Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in the units of the drawing."""


@lru_cache(maxsize=2)
def map_page(tally: Tally) -> MapPage:
    """The counties of which there are people, each where its seat lies; those at one place stand on one dot."""
    counted = tally.labels["county"]
    names = sorted(counted, key=by_sound)
    placed = {name: seat for name in names if (seat := seat_of(name)) and _on_the_map(seat)}
    dots = sorted(_dots({name: counted[name] for name in placed}, placed), key=lambda dot: by_sound(dot.name))
    # The sea in the north-east is always in sight; what is left off in the west and south is bare.
    left = max(0, round(min((dot.x for dot in dots), default=0.0)) - _AIR)
    bottom = min(_HEIGHT, round(max((dot.y for dot in dots), default=float(_HEIGHT))) + _AIR)
    return MapPage(
        left=left,
        width=_WIDTH - left,
        height=bottom,
        coast=_line((*_COAST, (_NORTH + 0.1, _EAST + 0.1))),
        river=_line(_RIVER),
        dots=tuple(dots),
        absent=tuple(Counted(name, counted[name]) for name in names if name not in placed),
    )


def _on_the_map(seat: Seat) -> bool:
    return _WEST < seat.east < _EAST and _SOUTH < seat.north < _NORTH


def _at(north: float, east: float) -> tuple[float, float]:
    return round((east - _WEST) * _SCALE, 1), round((_NORTH - north) * _SCALE * _STRETCH, 1)


def _line(corners: Iterable[Corner]) -> str:
    return " ".join(f"{x},{y}" for x, y in (_at(*corner) for corner in corners))


def _dots(counted: dict[str, int], placed: dict[str, Seat]) -> Iterable[Dot]:
    """The dots from north to south, each name on the side where it has room, lower where neither side has."""
    taken: list[Area] = [
        (x - 8, y - 8, x + 8, y + 8) for x, y in (_at(seat.north, seat.east) for seat in placed.values())
    ]
    for name in sorted(placed, key=lambda one: (-placed[one].north, placed[one].east, one)):
        x, y = _at(placed[name].north, placed[name].east)
        long = _SIZE * len(name) + _ROOM
        sides = [
            (side, x + _BESIDE if side == "start" else x - _BESIDE, y + down)
            for down in (0, _SIZE + 2, -_SIZE - 2, 2 * _SIZE + 4)
            for side in ("start", "end")
        ]
        boxes = [
            (left := label_x - (long if side == "end" else 0), label_y - _SIZE / 2, left + long, label_y + _SIZE / 2)
            for side, label_x, label_y in sides
        ]
        free = (at for at, box in enumerate(boxes) if not any(_meet(box, other) for other in (*taken, *_BEYOND)))
        at = next(free, 0)
        taken.append(boxes[at])
        side, label_x, label_y = sides[at]
        yield Dot(name, counted[name], x, y, round(label_x, 1), round(label_y, 1), side)


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
