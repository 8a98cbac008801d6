"""Where a life began and ended, on the sketch of the district; what nobody knows the place of is not drawn."""

from __future__ import annotations

from typing import Final

from archive.authority.campaigns import campaigns_in
from archive.authority.seats import Seat, seat_of
from archive.records import Person
from search.characters.fold import fold
from search.index.standing import county_of
from webapp.facts import agreed
from webapp.languages import Words, phrase
from webapp.lives.contexts import PlacesOfLife, Spot
from webapp.sketch import COAST, HEIGHT, RIVER, WIDTH, on_it, place_of

_FIELDS: Final[tuple[str, ...]] = ("native_place", "death_place")
_BESIDE: Final = 24
_SIZE: Final = 44
"""The height of a name, in the units of the drawing, which is shown a third as large."""


def places_of_life(person: Person) -> PlacesOfLife | None:
    """Native place and place of death as far as trusted readings agree on them; None where neither can be drawn."""
    facts = agreed(person)
    told = {field: facts[field].value or "" for field in _FIELDS if field in facts}
    placed = {field: found for field, words in told.items() if (found := _seat_in(words))}
    if not placed:
        return None
    return PlacesOfLife(WIDTH, HEIGHT, COAST, RIVER, _spots(placed), tuple(_words(told, placed)))


def _seat_in(words: str) -> tuple[str, Seat] | None:
    """The county that a place lies in, and its seat; a campaign named after a county was fought in more than that."""
    county = "" if campaigns_in(fold(words)) else county_of(words)
    seat = seat_of(county) if county else None
    return (county, seat) if seat and on_it(seat) else None


def _spots(placed: dict[str, tuple[str, Seat]]) -> tuple[Spot, ...]:
    """One spot for each seat; the name of the southern one stands lower where both would meet."""
    by_seat: dict[tuple[float, float], dict[str, str]] = {}
    for field, (county, seat) in placed.items():
        by_seat.setdefault(place_of(seat), {})[field] = county
    spots: list[Spot] = []
    for (x, y), names in sorted(by_seat.items(), key=lambda one: one[0][1]):
        left = x > WIDTH * 0.6
        above = spots[-1].label_y if spots else -WIDTH
        label_y = y if y - above >= _SIZE or len(by_seat) == 1 else above + _SIZE
        spots.append(
            Spot(
                name="、".join(dict.fromkeys(names.values())),
                born="native_place" in names,
                fell="death_place" in names,
                x=x,
                y=y,
                label_x=x - _BESIDE if left else x + _BESIDE,
                label_y=label_y,
                anchor="end" if left else "start",
            )
        )
    return tuple(spots)


def _words(told: dict[str, str], placed: dict[str, tuple[str, Seat]]) -> list[Words]:
    """What is drawn, with its mark; what is not; and how far it may be trusted."""
    words: list[Words] = []
    if home := told.get("native_place"):
        drawn, missing = phrase("○ 籍贯：%(place)s", place=home), phrase("籍贯：%(place)s，不在图上", place=home)
        words.append(drawn if "native_place" in placed else missing)
    if end := told.get("death_place"):
        drawn, missing = (
            phrase("● 牺牲地点：%(place)s", place=end),
            phrase("牺牲地点：%(place)s，不在图上", place=end),
        )
        words.append(drawn if "death_place" in placed else missing)
    return [*words, phrase("图上标的是县城的大致位置。")]
