"""Questions damaged as memory and reading damage them, and at which place the right person comes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import cycle

from search import Search
from search.characters.tables.glyphs import SIZE, alike, rows_of
from search.index.opened import Index
from search.questions.answering import answer
from search.questions.forms import other_places
from tests.benchmarks.asked import homophone, spoken, traditional, unknown
from tests.benchmarks.fallen import Fallen, Roll
from tests.rendering.dice import Dice
from tests.rendering.typefaces import FACES, SIMPLIFIED
from tests.rendering.words.names import standard_characters

QUESTIONS = 2_000
FIRST = 10

Damage = Callable[[Fallen, Dice], str | None]


def _beside(damaged: str | None, place: str) -> str | None:
    return damaged and f"{damaged} {place}"


def _old_place(fallen: Fallen, dice: Dice) -> str | None:
    others = other_places(fallen.county)
    return f"{fallen.name} {dice.pick(others)}" if others else None


@cache
def _alike() -> dict[str, str]:
    """Characters and what looks like them in a typeface that the table of likenesses was not made from."""
    (face,) = (face for face in FACES[SIMPLIFIED] if face.name == "WenQuanYi Zen Hei")
    characters = [*standard_characters(1), *standard_characters(2)]
    return alike(characters, rows_of(characters, [face.at(SIZE)]))


def misread(fallen: Fallen, dice: Dice) -> str | None:
    """The name with one character taken for another that looks like it."""
    places = [place for place, char in enumerate(fallen.name) if _alike().get(char)]
    if not places or len(fallen.name) < 2:
        return None
    place = dice.pick(places)
    return fallen.name[:place] + dice.pick(_alike()[fallen.name[place]]) + fallen.name[place + 1 :]


DAMAGES: dict[str, Damage] = {
    "one character misread": lambda one, dice: _beside(misread(one, dice), one.county),
    "traditional characters": lambda one, _: _beside(traditional(one), one.county),
    "pinyin": lambda one, _: _beside("".join(spoken(one.name)), one.county),
    "initials": lambda one, _: _beside("".join(each[0] for each in spoken(one.name)), f"{one.county} {one.year}"),
    "a character missing": lambda one, dice: _beside(unknown(one, dice), one.county),
    "another character of the same sound": lambda one, dice: _beside(homophone(one, dice), one.county),
    "a place under another name": _old_place,
}
"""Each kind of damage; beside the name stands the county, beside initials the year of death, too."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Of `asked` questions, in how many the right person came first, and among the first ten."""

    asked: int
    first: int
    among_ten: int


def recall(roll: Roll, opened: Index, questions: int = QUESTIONS) -> dict[str, Recall]:
    """How often the right person is found, by kind of damage; 2,000 questions shared out among the kinds."""
    dice = Dice.of(11, "damaged")
    places: dict[str, list[int | None]] = {kind: [] for kind in DAMAGES}
    kinds = cycle(DAMAGES)
    while sum(map(len, places.values())) < questions:
        kind, words = next(kinds), None
        while words is None:
            person = roll[dice.randrange(len(roll))]
            words = DAMAGES[kind](person, dice)
        places[kind].append(place_of(roll, person.number, opened, words))
    return {kind: _summed(found) for kind, found in places.items()}


def place_of(roll: Roll, number: int, opened: Index, words: str) -> int | None:
    """The place, from 0, at which the person comes; None if not among the first ten."""
    wanted = roll.id_of(number)
    ids = [hit.id for hit in answer(opened, Search(words, limit=FIRST)).hits]
    return ids.index(wanted) if wanted in ids else None


def exact_names_first(roll: Roll, opened: Index, questions: int = QUESTIONS) -> Recall:
    """How often the first answer to an exact name bears exactly that name."""
    dice = Dice.of(12, "exact")
    first = among = 0
    for _ in range(questions):
        name = roll[dice.randrange(len(roll))].name
        hits = answer(opened, Search(name, limit=FIRST)).hits
        first += hits[0].name == name
        among += any(hit.name == name for hit in hits)
    return Recall(questions, first, among)


def _summed(places: list[int | None]) -> Recall:
    return Recall(len(places), sum(place == 0 for place in places), sum(place is not None for place in places))
