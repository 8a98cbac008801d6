"""Those who belong beside a person: of the same village or unit, or fallen at the same place in the same year."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from archive.errors import BohaiError
from archive.records import Person
from search import Companions, Filters, Named, Search
from webapp.asking import parameters
from webapp.contexts import Companion, Company, Shown
from webapp.facts import shown
from webapp.languages import phrase
from webapp.persons import turns_of
from webapp.shelf import persons, sheets_in_doubt, shelf

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
    known = {each.id: each for _, company, _ in asked for each in company.people}
    names = _from_the_archive(known) if found.stale else _names(known.values())
    for title, company, search in asked:
        people = tuple(Companion(each.id, names[each.id]) for each in company.people if each.id in names)
        if people:
            more = parameters(search) if company.total > len(people) else None
            yield Company(title, people, more)


def _names(known: Collection[Named]) -> dict[str, Shown]:
    """What is told of the name of each; the index knows it, but for the paper of those that are in doubt."""
    told = {each.id: Shown(each.name, certain=True) for each in known if each.certain}
    return told | _from_the_archive([each.id for each in known if not each.certain])


def _from_the_archive(ids: Collection[str]) -> dict[str, Shown]:
    """The same of those who are there still, as they stand."""
    people = persons(ids) if ids else {}
    turns = turns_of(sheets_in_doubt(people.values()))
    return {id: shown(person, "name", turns) for id, person in people.items()}
