"""The person's page, put together from what the archive holds."""

from __future__ import annotations

from collections.abc import Mapping

from archive.records import ArchivedEntry, Person, Roster
from archive.store import Sheet, SheetKey
from search import Tally
from webapp.contexts import Company, PersonPage, Source
from webapp.facts import Turns, facts_of, shown
from webapp.languages import Words, phrase, told
from webapp.languages.addresses import without_language
from webapp.life import life_of, linked_data
from webapp.lives.places import places_of_life
from webapp.lives.timeline import timeline_of
from webapp.lives.ways import ways_of
from webapp.scraps import Strip

Sheets = Mapping[SheetKey, Sheet]
"""The pages that a person's entries stand on, by scan hash and page number."""


def turns_of(sheets: Sheets) -> Turns:
    """The quarter turns that make each of the pages upright."""
    return {key: sheet.quarter_turns for key, sheet in sheets.items()}


def person_page(
    person: Person,
    sheets: Sheets,
    address: str,
    companions: tuple[Company, ...] = (),
    tally: Tally | None = None,
) -> PersonPage:
    """All that the page of one person shows.

    `address` is the page's own, host and all; `tally` says which other pages there are.
    """
    turns = turns_of(sheets)
    return PersonPage(
        id=person.id,
        name=shown(person, "name", turns),
        life=told(life) if (life := life_of(person)) else None,
        facts=facts_of(person, turns, certain=True),
        doubtful=facts_of(person, turns, certain=False),
        sources=tuple(
            _source(number, archived, sheets.get((archived.sha256, archived.page)))
            for number, archived in enumerate(person.entries, start=1)
        ),
        linked_data=linked_data(person, without_language(address), address),
        companions=companions,
        timeline=timeline_of(person),
        places=places_of_life(person),
        ways=ways_of(person, tally) if tally else {},
    )


def _source(number: int, archived: ArchivedEntry, sheet: Sheet | None) -> Source:
    roster = archived.roster
    return Source(
        number=number,
        title=(roster.title if roster else "") or (sheet.title if sheet else ""),
        details=roster_details(roster) if roster else (),
        scan=archived.scan,
        page=archived.page,
        row=archived.entry.row,
        line=Strip(archived, sheet.quarter_turns if sheet else 0).whole(),
        balanced=sheet.balanced if sheet else True,
    )


def roster_details(roster: Roster) -> tuple[Words, ...]:
    """What is told of a roster beside its title."""
    details = (
        roster.publisher and phrase("%(publisher)s编", publisher=roster.publisher),
        roster.year and phrase("%(year)s年", year=roster.year),
        roster.county,
        roster.held_by and phrase("藏于%(place)s", place=roster.held_by),
        roster.rights,
    )
    return tuple(filter(None, details))
