"""The wall of surnames: one size for all, in the order of sounds or of strokes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from search import Filters, Tally
from search.characters.dictionary import by_sound, by_strokes, strokes
from search.characters.pinyin import readings
from webapp.browsing.contexts import Surname, SurnamePage, SurnamesPage
from webapp.browsing.people import people_of
from webapp.languages import Words, counted

SOUND = "sound"
STROKES = "strokes"


@lru_cache(maxsize=4)
def surnames_page(tally: Tally, order: str) -> SurnamesPage:
    """All surnames, grouped by the first letter of their sound or by strokes."""
    names = [name for name in tally.labels["surname"] if strokes(name[0])]
    names.sort(key=by_sound if order == SOUND else by_strokes)
    groups: dict[Words, list[Surname]] = {}
    for name in names:
        groups.setdefault(_group(name, order), []).append(surname_of(name))
    return SurnamesPage(
        order=order,
        groups=tuple((title, tuple(members)) for title, members in groups.items()),
        others=tuple(sorted(name for name in tally.labels["surname"] if not strokes(name[0]))),
        total=len(names),
    )


def surname_page(name: str, tally: Tally, given: Mapping[str, str]) -> SurnamePage | None:
    """The people of a surname; None where nobody bears it."""
    if not tally.of("surname", name):
        return None
    people = people_of(Filters(surname=name), "browsing.surname", {"name": name}, given, "name")
    return SurnamePage(surname_of(name), people)


def surname_of(name: str) -> Surname:
    """A surname with its pinyin, without tones."""
    heard = (next(iter(readings(char)), "") for char in name)
    return Surname(name, "".join(heard).replace("v", "ü").capitalize())


def _group(name: str, order: str) -> Words:
    if order == SOUND:
        return (next(iter(readings(name[0])), "") or "?")[0].upper()
    return counted("%(num)s画", strokes(name[0]) or 0)
