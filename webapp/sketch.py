"""The district as a sketch: where a seat lies on it, and the coast and the river as lines.

Drawn from latitude and longitude on a plane whose degrees of longitude are as long as at its middle; near
enough for a district of two degrees.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

from archive.authority.seats import Seat

_WEST, _EAST, _SOUTH, _NORTH = 116.1, 119.6, 36.35, 38.55
WIDTH: Final = 1000
_SCALE: Final = WIDTH / (_EAST - _WEST)
_STRETCH: Final = 1 / math.cos(math.radians((_SOUTH + _NORTH) / 2))
HEIGHT: Final = round((_NORTH - _SOUTH) * _SCALE * _STRETCH)

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


def on_it(seat: Seat) -> bool:
    """Whether a seat lies within the sketch."""
    return _WEST < seat.east < _EAST and _SOUTH < seat.north < _NORTH


def place_of(seat: Seat) -> tuple[float, float]:
    """Where a seat lies, in the units of the drawing from its top left."""
    return _at(seat.north, seat.east)


def _at(north: float, east: float) -> tuple[float, float]:
    return round((east - _WEST) * _SCALE, 1), round((_NORTH - north) * _SCALE * _STRETCH, 1)


def _line(corners: Iterable[Corner]) -> str:
    return " ".join(f"{x},{y}" for x, y in (_at(*corner) for corner in corners))


COAST: Final = _line((*_COAST, (_NORTH + 0.1, _EAST + 0.1)))
"""The corners of the sea, as SVG writes them."""
RIVER: Final = _line(_RIVER)
"""The corners of the river, likewise."""
