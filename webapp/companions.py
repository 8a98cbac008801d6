"""Those who belong beside a person: of the same village or unit, or fallen at the same place in the same year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from archive.bilingual import Both
from archive.errors import BohaiError
from archive.records import Person
from search import Companions, Company, Filters, Search
from webapp.asking import parameters
from webapp.contexts import Companion
from webapp.contexts import Company as Group
from webapp.facts import shown
from webapp.persons import turns_of
from webapp.shelf import person_known_as, sheets_of, shelf

MOST: Final = 5
"""People of each group that stand on a person's page; the others are one step away."""


def companions(person: Person) -> tuple[Group, ...]:
    """The groups of people beside a person, without the empty ones; none at all where no index may answer."""
    try:
        found = shelf().companions(shelf().folder, person, MOST)
    except BohaiError:
        # The page of a person stands without them; a broken index tells of itself where somebody searches.
        return ()
    return tuple(_groups(found))


def _groups(found: Companions) -> Iterator[Group]:
    asked = (
        (Both("同村", "From the same village"), found.village, Search(found.village.words)),
        (Both("同一部队", "In the same unit"), found.unit, Search("", Filters(unit=found.unit.words))),
        (Both("同年同地牺牲", "Fallen at the same place in the same year"), found.place, Search(found.place.words)),
    )
    for title, company, search in asked:
        if people := tuple(_people(company)):
            more = parameters(search) if company.total > len(people) else None
            yield Group(title, people, more)


def _people(company: Company) -> Iterator[Companion]:
    for card in company.people:
        if (person := person_known_as(card.id)) is not None:
            yield Companion(person.id, shown(person, "name", turns_of(sheets_of(person.entries))))
