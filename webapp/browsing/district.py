"""The map: the counties of which there are people, as dots on the sketch of the district."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from archive.authority.seats import Seat, seat_of
from search import Tally
from search.characters.dictionary import by_sound
from webapp.browsing.contexts import Counted, Dot, MapPage
from webapp.sketch import COAST, HEIGHT, RIVER, WIDTH, on_it, place_of

_SIZE: Final = 19
"""The height of a name, in the units of the drawing."""
_BESIDE: Final = 13
_ROOM: Final = 4
_AIR: Final = 130
"""Round the dots: more than the longest usual name."""
_BEYOND: Final = ((-WIDTH, 0, 0, HEIGHT), (WIDTH, 0, 2 * WIDTH, HEIGHT))
"""What lies beside the drawing, where no name may go."""


Area = tuple[float, float, float, float]
"""Left, top, right and bottom, in the units of the drawing."""


@lru_cache(maxsize=2)
def map_page(tally: Tally) -> MapPage:
    """The counties of which there are people, each where its seat lies; those at one place stand on one dot."""
    counted = tally.labels["county"]
    names = sorted(counted, key=by_sound)
    placed = {name: seat for name in names if (seat := seat_of(name)) and on_it(seat)}
    dots = sorted(_dots({name: counted[name] for name in placed}, placed), key=lambda dot: by_sound(dot.name))
    # The sea in the north-east is always in sight; what is left off in the west and south is bare.
    left = max(0, round(min((dot.x for dot in dots), default=0.0)) - _AIR)
    bottom = min(HEIGHT, round(max((dot.y for dot in dots), default=float(HEIGHT))) + _AIR)
    return MapPage(
        left=left,
        width=WIDTH - left,
        height=bottom,
        coast=COAST,
        river=RIVER,
        dots=tuple(dots),
        absent=tuple(Counted(name, counted[name]) for name in names if name not in placed),
    )


def _dots(counted: dict[str, int], placed: dict[str, Seat]) -> Iterable[Dot]:
    """The dots from north to south, each name on the side where it has room, lower where neither side has."""
    taken: list[Area] = [(x - 8, y - 8, x + 8, y + 8) for x, y in map(place_of, placed.values())]
    for name in sorted(placed, key=lambda one: (-placed[one].north, placed[one].east, one)):
        x, y = place_of(placed[name])
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
