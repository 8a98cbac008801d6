"""Questions as families ask them, each about one person of a made-up roll."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from opencc import OpenCC

from search import Filters, Search
from search.characters.lookalikes import lookalikes
from search.characters.pinyin import usual_readings
from tests.benchmarks.fallen import Fallen
from tests.rendering.dice import Dice

Ask = Callable[[Fallen, Dice], Search | None]
"""A question about a person; None where that person cannot be asked for so."""

_TRADITIONAL = OpenCC("s2t")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the number of the person it is about."""

    search: Search
    person: int


def spoken(name: str) -> list[str]:
    """The syllables of a name, its surname as a surname; a character that nobody can read stays as it is."""
    return [next(iter(usual_readings(char)), char) for char in name]


def misread(fallen: Fallen, dice: Dice) -> str | None:
    """The name with one character taken for another that looks like it."""
    places = [place for place, char in enumerate(fallen.name) if lookalikes(char)]
    if not places or len(fallen.name) < 2:
        return None
    place = dice.pick(places)
    other = dice.pick(lookalikes(fallen.name[place]))
    return fallen.name[:place] + other + fallen.name[place + 1 :]


def homophone(fallen: Fallen, dice: Dice) -> str | None:
    """The name with its last character written as another that sounds the same."""
    same = [char for char in "德得胜圣盛建健剑国明名民敏志智之华花海亥文闻平萍英应荣容" if char != fallen.name[-1]]
    same = [char for char in same if usual_readings(char)[0] == spoken(fallen.name)[-1]]
    return fallen.name[:-1] + dice.pick(same) if same else None


def unknown(fallen: Fallen, dice: Dice) -> str | None:
    """The name with one character nobody remembers."""
    if len(fallen.name) < 3:
        return None
    place = dice.count((1, len(fallen.name) - 1))
    return fallen.name[:place] + "□" + fallen.name[place + 1 :]


def traditional(fallen: Fallen) -> str | None:
    """The name in traditional characters, where it has any."""
    other = _TRADITIONAL.convert(fallen.name)
    return other if other != fallen.name else None


def _words(make: Callable[[Fallen, Dice], str | None]) -> Ask:
    def ask(fallen: Fallen, dice: Dice) -> Search | None:
        words = make(fallen, dice)
        return None if words is None else Search(words)

    return ask


KINDS: dict[str, Ask] = {
    "name": _words(lambda one, _: one.name),
    "surname": _words(lambda one, _: one.name[0]),
    "one character of a given name": _words(lambda one, _: one.name[-1]),
    "given name": _words(lambda one, _: one.name[1:] if len(one.name) > 2 else None),
    "traditional": _words(lambda one, _: traditional(one)),
    "pinyin": _words(lambda one, _: " ".join(spoken(one.name))),
    "surname in pinyin": _words(lambda one, _: spoken(one.name)[0]),
    "pinyin half typed": _words(lambda one, _: "".join(spoken(one.name))[:-2]),
    "initials": _words(lambda one, _: "".join(each[0] for each in spoken(one.name))),
    "mixed": _words(lambda one, _: one.name[0] + "".join(spoken(one.name)[1:])),
    "missing character": _words(unknown),
    "misread character": _words(misread),
    "homophone": _words(homophone),
    "county": _words(lambda one, _: one.county),
    "village": _words(lambda one, _: one.home[len(one.county) :]),
    "unit": _words(lambda one, _: one.unit),
    "year": _words(lambda one, _: str(one.year)),
    "years": _words(lambda one, _: f"{one.year}-{one.year + 3}"),
    "name and county": _words(lambda one, _: f"{one.name} {one.county}"),
    "name, county and year": _words(lambda one, _: f"{one.name} {one.county} {one.year}"),
    "initials and county": _words(lambda one, _: f"{''.join(each[0] for each in spoken(one.name))} {one.county}"),
    "southern ear": lambda one, _: Search(" ".join(spoken(one.name)), slips=True),
    "sifted and sorted": lambda one, _: Search(one.name[0], Filters(county=one.county, since=one.year), sort="strokes"),
    "a far page": lambda one, _: Search(one.county, offset=1000),
    "nobody": _words(lambda one, _: one.name[0] + "龘龘"),
}
"""The kinds of questions whose time is taken."""


def questions(kind: str, roll: object, count: int, seed: int = 1) -> list[Asked]:
    """`count` different questions of one kind about people of the roll, the same every time."""
    dice = Dice.of(seed, kind)
    found: dict[Search, Asked] = {}
    for _ in range(count * 20):
        one = roll[dice.randrange(len(roll))]  # type: ignore[arg-type,index]
        search = KINDS[kind](one, dice)
        if search is not None:
            found.setdefault(search, Asked(search, one.number))
        if len(found) == count:
            break
    return list(found.values())
