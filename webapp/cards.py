"""The people of a list: what is told of each, as the index knows it, or as their readings in the archive say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from archive.bilingual import field_label
from archive.records import FIELDS, Person
from archive.testimony import readings_of, spokesman
from search import Hit, Marks, Results
from webapp.contexts import Card, Line, Shown
from webapp.facts import Turns, in_words, shown_by
from webapp.labels import reason
from webapp.languages import Words, phrase, told
from webapp.persons import turns_of
from webapp.shelf import persons, sheets_in_doubt

_ALWAYS: Final[Mapping[str, Words]] = {
    "name": phrase("姓名"),
    "native_place": phrase("籍贯"),
    "unit": phrase("单位"),
    "death": phrase("牺牲"),
}
"""What is told of everybody in a list; other fields only where they hold what was asked for."""
_OTHERS: Final = {field: told(field_label(field)) for field in FIELDS if field not in _ALWAYS}

_BY_NAME: Final = frozenset({"name", "variant", "pinyin", "initials", "missing"})
"""Reasons that nothing but a name or an alias gives: whom these bring holds what was asked for nowhere else."""


def cards_of(found: Results, marks: Marks | None = None) -> tuple[Card, ...]:
    """What is told of each of the people found; `marks` are those of the words by which they were.

    The archive is asked for those of whom pieces of paper may have to be shown, and for all where it has changed
    since the index was made; who has left it since then has no card.
    """
    known = {hit.id for hit in found.hits if hit.told and not found.stale}
    people = persons(asked) if (asked := [hit.id for hit in found.hits if hit.id not in known]) else {}
    turns = turns_of(sheets_in_doubt(people.values()))
    return tuple(
        _known_card(hit, marks) if hit.id in known else card_of(hit, people[hit.id], turns, marks)
        for hit in found.hits
        if hit.id in known or hit.id in people
    )


def card_of(hit: Hit, person: Person, turns: Turns, marks: Marks | None = None) -> Card:
    """What a list tells of one person, as the readings say."""
    reads = {field: read for field, each in readings_of(person).items() if (read := spokesman(each))}
    return _card(hit, person.id, _lines(hit, lambda field: shown_by(reads.get(field), turns), reads, marks))


def _known_card(hit: Hit, marks: Marks | None) -> Card:
    """The same as the index knows it."""
    told = hit.told
    lines = _lines(hit, lambda field: Shown(in_words(field, told.get(field, "")), certain=True), told, marks)
    return _card(hit, hit.id, lines)


def _card(hit: Hit, id: str, lines: Iterator[Line]) -> Card:
    name, *others = lines
    return Card(id=id, name=name.shown, lines=tuple(others), why=tuple(map(reason, hit.why)))


def _lines(hit: Hit, shown: Callable[[str], Shown], held: Collection[str], marks: Marks | None) -> Iterator[Line]:
    """The name, what is told of everybody, and where else a person holds what was asked for, in the fields `held`."""
    for field, label in _ALWAYS.items():
        plain = shown(field)
        yield Line(field, label, (marks and _marked(plain, field, marks)) or plain)
    if not marks:
        return
    for field in ("alias",) if _BY_NAME.issuperset(hit.why) else _OTHERS:
        if field in held and (marked := _marked(shown(field), field, marks)):
            yield Line(field, _OTHERS[field], marked)


def _marked(shown: Shown, field: str, marks: Marks) -> Shown | None:
    """The same with what was asked for marked; None where it is not there."""
    pieces = marks.of(str(shown.words), field)
    return replace(shown, pieces=pieces) if pieces else None
