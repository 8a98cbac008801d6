"""Those who belong beside a person: of the same village or unit, or fallen at the same place in the same year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from archive.errors import BohaiError
from archive.records import Person
from search import Companions, Filters, Search
from webapp.asking import parameters
from webapp.contexts import Companion, Company, Shown
from webapp.facts import shown
from webapp.languages import phrase
from webapp.persons import turns_of
from webapp.shelf import named, persons, sheets_of, shelf

MOST: Final = 5
"""People of each group that stand on a person's page; the others are one step away."""


def companions(person: Person) -> tuple[Company, ...]:
    """The groups of people beside a person, without the empty ones; none at all where no index may answer."""
    try:
        found = shelf().companions(shelf().folder, person, MOST)
    except BohaiError:
        # The page of a person stands without them; a broken index tells of itself where somebody searches.
        return ()
    return tuple(_groups(found))


def _groups(found: Companions) -> Iterator[Company]:
    asked = (
        (phrase("同村"), found.village, Search(found.village.words)),
        (phrase("同一部队"), found.unit, Search("", Filters(unit=found.unit.words))),
        (phrase("同年同地牺牲"), found.place, Search(found.place.words)),
    )
    names = _names(card.id for _, company, _ in asked for card in company.people)
    for title, company, search in asked:
        people = tuple(Companion(card.id, names[card.id]) for card in company.people if card.id in names)
        if people:
            more = parameters(search) if company.total > len(people) else None
            yield Company(title, people, more)


def _names(ids: Iterable[str]) -> dict[str, Shown]:
    """What is told of the name of each; a piece of paper is cut out by all that stands in its line."""
    names = {id: shown(person, "name") for id, person in named(ids).items()}
    doubted = persons([id for id, name in names.items() if not name.certain])
    turns = turns_of(sheets_of(entry for person in doubted.values() for entry in person.entries))
    return names | {id: shown(person, "name", turns) for id, person in doubted.items()}
