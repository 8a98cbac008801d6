"""One person's facts, before anybody prints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.rendering.dice import Dice
from tests.rendering.words import names, places, service
from tests.rendering.words.dates import DateManner, When, when
from tests.rendering.words.lists import words
from tests.rendering.words.places import Home

BIRTHS, ENLISTMENTS, DEATHS = (1896, 1932), (1937, 1950), (1938, 1953)


@dataclass(frozen=True, slots=True)
class Manners:
    """How a page prints the dates of each kind."""

    birth: DateManner
    enlisted: DateManner
    death: DateManner


@dataclass(frozen=True, slots=True)
class Person:
    """Everything a roster may say about one person."""

    name: str
    sex: str
    birth: When
    home: Home
    enlisted: When
    political_status: str
    unit: str
    position: str
    death: When
    death_place: str
    death_cause: str
    burial_place: str
    honors: str
    alias: str
    remarks: str


def person(dice: Dice, county: str, manners: Manners, fits: Callable[[str], bool]) -> Person:
    """A person of a county's roster, whose words all `fit`, for instance the typeface."""

    def fitting(draw: Callable[[], str]) -> str:
        while True:
            text = draw()
            if fits(text):
                return text

    def fitting_home() -> Home:
        while True:
            home = places.home(dice, county)
            if fits(home.whole):
                return home

    enlisted = when(dice, ENLISTMENTS, manners.enlisted)
    years_of_death = (max(enlisted.year, DEATHS[0]), DEATHS[1])
    return Person(
        name=names.full_name(dice, fits),
        sex="女" if dice.chance(0.06) else "男",
        birth=when(dice, BIRTHS, manners.birth),
        home=fitting_home(),
        enlisted=enlisted,
        political_status=dice.weighed(service.PARTY),
        unit=fitting(lambda: service.unit(dice)),
        position=fitting(lambda: service.position(dice)),
        death=when(dice, years_of_death, manners.death),
        death_place=fitting(lambda: dice.pick(words("scenes"))),
        death_cause=fitting(lambda: dice.pick(words("causes"))),
        burial_place=fitting(lambda: dice.pick(words("cemeteries"))),
        honors=fitting(lambda: service.honor(dice)) if dice.chance(0.3) else "",
        alias=fitting(lambda: names.given_name(dice)) if dice.chance(0.2) else "",
        remarks=dice.pick(words("remarks")) if dice.chance(0.15) else "",
    )
