"""The list of people that a search found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.records import Person
from search import Hit, Results
from webapp.contexts import Card, ResultsPage
from webapp.facts import Turns, shown
from webapp.labels import reason

ON_A_PAGE: Final = 20


def pages_of(total: int) -> int:
    """How many pages of results there are; nothing found is told on a page, too."""
    return max(1, -(-total // ON_A_PAGE))


def results_page(asked: str, page: int, found: Results, people: Mapping[str, Person], turns: Turns) -> ResultsPage:
    """The context of one page of results; `people` by the id of the hit that found them.

    A hit whose person has left the archive since the index was made has no card.
    """
    return ResultsPage(
        asked=asked,
        total=found.total,
        cards=tuple(_card(hit, people[hit.id], turns) for hit in found.hits if hit.id in people),
        first=(page - 1) * ON_A_PAGE + 1,
        page=page,
        pages=pages_of(found.total),
        stale=found.stale,
    )


def _card(hit: Hit, person: Person, turns: Turns) -> Card:
    return Card(
        id=person.id,
        name=shown(person, "name", turns),
        native_place=shown(person, "native_place", turns),
        unit=shown(person, "unit", turns),
        death=shown(person, "death", turns),
        why=tuple(reason(why) for why in hit.why),
    )
