"""What stands at a person's name, for the person's own page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from archive.bilingual import field_label
from archive.tributes.store import TributesClosed, TributesDamaged
from archive.tributes.values import Correction, Letter, Memory, Offering, Photograph, Remembered
from archive.tributes.values import Words as WordsLeft
from webapp.clock import in_china
from webapp.contexts import PersonPage
from webapp.dates import date_words
from webapp.kept import stand_on
from webapp.languages import Words
from webapp.languages import told as in_words
from webapp.tributes.contexts import Left, Picture, Remembrance, Said
from webapp.tributes.place import log_in_one_line, standing_for
from webapp.tributes.sentences import laid
from webapp.tributes.taken import taken


def remembrance(page: PersonPage) -> Remembrance:
    """What stands at this person's name; where it cannot be told, the person is shown without it."""
    known_as = list(dict.fromkeys((page.id, *(source.line.entry for source in page.sources))))
    standing = standing_for(known_as)
    try:
        found, today, takes_in = stands = standing()
    except (TributesClosed, TributesDamaged) as problem:
        log_in_one_line(problem)
        stand_on(lambda: False)
        return Remembrance(False, False, None, (), {}, (), (), (), ())
    stand_on(lambda: standing() == stands)
    shown = {fact.key for fact in (*page.facts, *page.doubtful)}
    return told(found, shown, today, taken().words, takes_in=takes_in)


def told(found: Remembered, shown: set[str], today: date, done: Words | None, *, takes_in: bool) -> Remembrance:
    """`found` in words; `shown` are the fields that the page tells of anyhow."""
    said = [_said(letter) for letter in found.letters if isinstance(letter.content, Correction)]
    beside: dict[str, tuple[Said, ...]] = {}
    for each in said:
        if each.field in shown:
            beside[each.field] = (*beside.get(each.field, ()), each)
    return Remembrance(
        takes_in=takes_in,
        known=True,
        done=done,
        laid=_laid(found.last, today),
        beside=beside,
        said=tuple(each for each in said if each.field not in shown),
        words=tuple(_left(letter) for letter in found.letters if isinstance(letter.content, WordsLeft)),
        memories=tuple(_left(letter) for letter in found.letters if isinstance(letter.content, Memory)),
        photographs=tuple(
            Picture(letter.content.sha256, letter.content.caption, letter.content.signed)
            for letter in found.letters
            if isinstance(letter.content, Photograph)
        ),
    )


def day_in_words(at: str) -> Words:
    """The day at the site of a time in UTC, in words."""
    return _day(in_china(at).date())


def _laid(last: Mapping[Offering, date], today: date) -> tuple[Words, ...]:
    return tuple(
        laid(offering, _day(last[offering]), today=last[offering] == today) for offering in Offering if offering in last
    )


def _said(letter: Letter) -> Said:
    correction = letter.content
    assert isinstance(correction, Correction)  # noqa: S101 - for the type; picked by it above
    return Said(correction.field, in_words(field_label(correction.field)), correction.should_be, _decided_on(letter))


def _left(letter: Letter) -> Left:
    left = letter.content
    assert isinstance(left, WordsLeft | Memory)  # noqa: S101 - for the type; picked by it above
    return Left(left.text, left.signed, day_in_words(letter.at))


def _decided_on(letter: Letter) -> Words:
    return day_in_words(letter.decided.at if letter.decided else letter.at)


def _day(day: date) -> Words:
    words = date_words(day.isoformat())
    return in_words(words.both()) if words else day.isoformat()
