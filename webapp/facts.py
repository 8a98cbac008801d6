"""From the readings of the archive to what a visitor may rely on, and what waits for an eye."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

from archive.bilingual import Both, against, field_label
from archive.linkage.spans import span_of
from archive.records import DATE_FIELDS, FIELDS, PLACE_FIELDS, ArchivedEntry, Person, Reading, Status
from archive.testimony import Read, readings_of, spokesman
from webapp.contexts import Fact, Shown, Witness
from webapp.dates import date_words
from webapp.doubts import remarks
from webapp.labels import DITTO, UNKNOWN
from webapp.languages import Words, phrase, told
from webapp.scraps import Strip

_ONE_AFTER_ANOTHER: Final = ("birth", "enlisted", "death")
"""Dates of a life in the only order in which they can be."""
_ORDER: Final = {field: place for place, field in enumerate(FIELDS)}

Turns = Mapping[tuple[str, int], int]
"""Quarter turns that make a page upright, by scan hash and page number."""
_UPRIGHT: Final[Turns] = {}


def shown(person: Person, field: str, turns: Turns = _UPRIGHT) -> Shown:
    """One field of a person, as its `spokesman` tells it."""
    return shown_by(spokesman(readings_of(person).get(field, ())), turns)


def shown_by(told_by: Read | None, turns: Turns) -> Shown:
    """One field as a reading tells it, one that is in doubt with its piece of paper; nothing, if there is none."""
    if told_by is None:
        return Shown("", certain=True)
    archived, reading = told_by
    scrap = None if reading.trusted else _strip(archived, turns).piece(reading.field)
    return Shown(words_of(reading), reading.trusted, scrap)


def words_of(reading: Reading) -> Words:
    """What is told of a reading: what it means, or, where that is in doubt, what stands there."""
    if not reading.trusted:
        return reading.text or _meant(reading)
    return in_words(reading.field, reading.value) if reading.value else reading.text


def in_words(field: str, value: str) -> Words:
    """What is told of a field of that value."""
    date = date_words(value) if field in DATE_FIELDS else None
    return told(date.both()) if date else value


def agreed(person: Person) -> dict[str, Reading]:
    """The facts of a life: for each field a reading, where all trusted readings mean the same.

    Leaves out what nobody understood, what is blank, what the paper itself calls unknown, and what an editor calls
    misprinted.
    """
    found = readings_of(person)
    known = {field: [each for _, each in found[field] if _is_fact(each)] for field in FIELDS if field in found}
    return {field: facts[0] for field, facts in known.items() if len({each.value for each in facts}) == 1}


def coherent(person: Person) -> dict[str, Reading]:
    """The facts of a life (`agreed`) that go together: without dates that the paper has in an order that cannot be.

    Which of them is wrong nobody knows, so a life is told without both; they stand among what the paper says.
    """
    facts = agreed(person)
    spans = {field: span for field in _ONE_AFTER_ANOTHER if field in facts and (span := span_of(facts[field].value))}
    odd = {
        field
        for earlier, later in combinations(spans, 2)
        if spans[earlier].first > spans[later].last
        for field in (earlier, later)
    }
    return {field: reading for field, reading in facts.items() if field not in odd}


def facts_of(person: Person, turns: Turns, *, certain: bool) -> tuple[Fact, ...]:
    """The trusted facts (`certain`) or the flagged readings of a person, in reading order.

    A trusted blank cell is no fact. A flagged blank is shown: something may stand there.
    """
    witnesses: dict[str, list[Witness]] = {}
    labels: dict[str, Words] = {}
    claims: dict[str, set[str]] = {}
    for number, archived in enumerate(person.entries, start=1):
        strip = _strip(archived, turns)
        for key, reading in archived.entry.keyed().items():
            if reading.trusted is not certain or (certain and not _says_something(reading)):
                continue
            labels.setdefault(key, told(field_label(reading.field)))
            if not _unknown(reading):
                claims.setdefault(key, set()).add(_meant(reading))
            words = _words(reading)
            witnesses.setdefault(key, []).append(
                Witness(
                    words=told(words),
                    printed=reading.text if reading.text != words.zh else "",
                    notes=_notes(reading),
                    verified=reading.status is Status.VERIFIED,
                    scrap=strip.piece(key),
                    source=number,
                )
            )
    fields = sorted(witnesses, key=lambda field: _ORDER.get(field, len(_ORDER)))
    return tuple(
        Fact(
            field,
            labels[field],
            tuple(witnesses[field]),
            disagreed=_disagree(claims.get(field, ())),
            place=field in PLACE_FIELDS,
        )
        for field in fields
    )


def _strip(archived: ArchivedEntry, turns: Turns) -> Strip:
    return Strip(archived, turns.get((archived.sha256, archived.page), 0))


def _disagree(claims: Collection[str]) -> bool:
    """Whether claims do not go together; 1947 and 1947-03, or a village alone and behind its county, do."""
    fullest = max(claims, key=len, default="")
    return not all(fullest.startswith(claim) or fullest.endswith(claim) for claim in claims)


def _is_fact(reading: Reading) -> bool:
    return bool(reading.trusted and reading.value and not reading.emended and not _unknown(reading))


def _says_something(reading: Reading) -> bool:
    return bool(reading.text or reading.value)


def _unknown(reading: Reading) -> bool:
    return reading.text in UNKNOWN or reading.value in UNKNOWN


def _meant(reading: Reading) -> str:
    return reading.value or reading.text


def _words(reading: Reading) -> Both:
    """What a reading means, in words; its print where it was not understood."""
    date = date_words(reading.value) if reading.value and reading.field in DATE_FIELDS else None
    return date.both() if date else Both(_meant(reading))


def _notes(reading: Reading) -> tuple[Words, ...]:
    if not reading.trusted:
        return (*map(told, against(reading)), *_emended(reading))
    joined = _joined(reading)
    return (*((joined,) if joined else ()), *remarks(reading), *_emended(reading))


def _emended(reading: Reading) -> tuple[Words, ...]:
    """The editor's word on a print that is itself wrong."""
    emended = reading.emended
    if emended is None:
        return ()
    should = told(_words(replace(reading, text=emended.text, value=emended.value)))
    said = phrase("编者按：原文如此，应为“%(words)s”。", words=should)
    return (said, emended.note) if emended.note else (said,)


def _joined(reading: Reading) -> Words | None:
    """Why the meaning says more than the print."""
    if reading.value is None or reading.value == reading.text:
        return None
    if reading.text in DITTO:
        return phrase("与上一行相同")
    if reading.field in PLACE_FIELDS and len(reading.value) > len(reading.text):
        return phrase("前面的地名据分组标题或名册补全")
    return None
