"""What was asked: the words of a question, each in the forms in which it is looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from archive.errors import UsageError
from archive.records import ILLEGIBLE
from search.characters.fold import fold, tidy
from search.characters.lookalikes import Confusions, misreadings
from search.characters.pinyin import letters_of
from search.characters.spelling import Spelling, homophones, slipped, spellings

LONGEST_QUESTION: Final = 200
"""Characters; nobody's name, village and unit together are longer, and a pasted page is a slip."""
MOST_WORDS: Final = 12
FIRST_YEAR: Final = 1600
LAST_YEAR: Final = 2099
"""Four digits between these are taken for a year."""

_YEAR: Final = r"(1[6-9]\d\d|20\d\d)年?"
_RANGE: Final = re.compile(rf"{_YEAR}\s*[-~–—―至到/]+\s*{_YEAR}")
_DATE: Final = re.compile(_YEAR + r"(?:[-./]?(0?[1-9]|1[0-2])(?:月|[-./]|$)(?:(0?[1-9]|[12]\d|3[01])日?)?)?")
_DIVIDERS: Final = re.compile(r"[\s,、;。|]+")
_UNKNOWN: Final = str.maketrans(dict.fromkeys("*?_■◻▢\N{REPLACEMENT CHARACTER}", ILLEGIBLE))


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `tidy` as it was written, `folded` in kept forms, and how it may spell a name.

    `slips` are the spellings of those who do not tell zh from z, n from l, or ang from an; `misread` what
    it may have been misread for, folded; `heard` the counties that sound so.
    """

    tidy: str
    folded: str
    spellings: tuple[Spelling, ...] = ()
    slips: tuple[Spelling, ...] = ()
    misread: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Date:
    """A year, a month or a day: `edtf` is 1947, 1947-03 or 1947-03-12; `folded` as it was typed."""

    year: int
    edtf: str
    folded: str


@dataclass(frozen=True, slots=True)
class Years:
    """Years of death, the first and the last included; `folded` as they were typed."""

    first: int
    last: int
    folded: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What every answer must also be; empty strings and None ask for nothing.

    `county`, `unit` and `roster` are a label as it is counted, or a part of one; `sex`, `state` (a status
    of readings) and `surname` are whole; `since` and `until` years of death, included. `township` is a way down from
    a county (惠民县/沙窝乡), `month` and, with it, `day` are of a settled date of death.
    """

    county: str = ""
    unit: str = ""
    since: int | None = None
    until: int | None = None
    sex: str = ""
    roster: str = ""
    state: str = ""
    surname: str = ""
    township: str = ""
    month: int | None = None
    day: int | None = None


Term = Word | Date | Years


@dataclass(frozen=True, slots=True)
class Question:
    """Every term must be met."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Lore:
    """What an archive knows that helps to understand: characters it has seen misread, and its counties by their sound.

    Sounds are letters without tones or blanks (huimin), counties folded and without 县 or 市.
    """

    confused: Confusions = field(default_factory=dict)
    counties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def understand(words: str, *, slips: bool = False, lore: Lore = Lore()) -> Question:
    """Takes a question apart; raises UsageError if it is too long, or holds nothing to look for.

    With `slips`, sounds that the south does not tell apart are one.
    """
    if len(words) > LONGEST_QUESTION:
        raise UsageError(f"the question has {len(words)} characters", remedy=f"ask with at most {LONGEST_QUESTION}")
    terms = tuple(_terms(unicodedata.normalize("NFKC", words), lore))
    if len(terms) > MOST_WORDS:
        raise UsageError(f"the question has {len(terms)} words", remedy=f"ask with at most {MOST_WORDS}")
    if not terms:
        raise UsageError("the question holds nothing to look for", remedy="give a name or a part of one")
    return Question(tuple(_misheard_or_misread(term, slips, lore) for term in terms))


def _terms(words: str, lore: Lore) -> Iterator[Term]:
    start = 0
    for found in _RANGE.finditer(words):
        if _stands_alone(found, words):
            yield from _written(words[start : found.start()], lore)
            first, last = sorted(map(int, found.groups()))
            yield Years(first, last, fold(found.group()))
            start = found.end()
    yield from _written(words[start:], lore)


def _stands_alone(found: re.Match[str], words: str) -> bool:
    around = words[: found.start()][-1:] + words[found.end() :][:1]
    return all(_DIVIDERS.fullmatch(char) for char in around)


def _written(words: str, lore: Lore) -> Iterator[Term]:
    pieces = [piece for piece in _DIVIDERS.split(words) if piece]
    for typed_in_pinyin, run in groupby(pieces, key=lambda piece: bool(letters_of(piece))):
        if typed_in_pinyin:
            yield from _heard(list(run), lore)
        else:
            yield from _texts(run)


def _heard(pieces: Sequence[str], lore: Lore) -> Iterator[Word]:
    """A name typed in pinyin has spaces where it pleases, wang desheng is one word; what is too long holds counties."""
    counties = [piece for piece in pieces if letters_of(piece) in lore.counties]
    name = [piece for piece in pieces if piece not in counties]
    if counties and name and not spellings("".join(map(letters_of, pieces))):
        yield _sounds(name, lore)
        yield from (_sounds([county], lore) for county in counties)
    else:
        yield _sounds(pieces, lore)


def _sounds(pieces: Sequence[str], lore: Lore) -> Word:
    written, letters = "".join(pieces), "".join(map(letters_of, pieces))
    return Word(tidy(written), fold(written), tuple(spellings(letters)), heard=lore.counties.get(letters, ()))


def _texts(pieces: Iterable[str]) -> Iterator[Term]:
    for piece in pieces:
        if date := _DATE.fullmatch(piece):
            yield _date(date)
            continue
        unknown = piece.translate(_UNKNOWN)
        kept = fold(unknown)
        word = Word(tidy(unknown), kept, (*spellings(_spelled(unknown)), *homophones(kept)))
        if word.folded.strip(ILLEGIBLE):
            yield word


def _misheard_or_misread(term: Term, slips: bool, lore: Lore) -> Term:
    if not isinstance(term, Word):
        return term
    heard = dict.fromkeys(slip for each in term.spellings for slip in slipped(each)) if slips else ()
    return replace(term, slips=tuple(heard), misread=tuple(misreadings(term.folded, lore.confused)))


def _spelled(piece: str) -> str:
    """The piece folded, its letters as pinyin: 王désheng → 王desheng."""
    parts = re.split(r"([a-zA-Zü'’\u00c0-\u024f\u0300-\u036f]+[1-5]?)", piece)
    return "".join(letters_of(part) or fold(part) for part in parts)


def _date(found: re.Match[str]) -> Date:
    year, month, day = found.groups()
    parts = [year, *(part.zfill(2) for part in (month, day) if part)]
    return Date(int(year), "-".join(parts), fold(found.group()))
