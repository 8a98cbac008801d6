"""What the pages of what comes from outside are given, and how it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from archive.bilingual import field_label
from archive.records import Person
from archive.tributes.values import (
    Content,
    Correction,
    Kind,
    KinNotice,
    Letter,
    Memory,
    Photograph,
    State,
    Words,
)
from search.kin import KinMatch
from webapp.desk import words
from webapp.facts import shown

KINDS: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.CORRECTION: "亲属补正",
        Kind.MEMORY: "回忆",
        Kind.PHOTOGRAPH: "照片",
        Kind.WORDS: "留言",
        Kind.KIN: "寻亲启事",
    }
)
STATES: Final[Mapping[State, str]] = MappingProxyType(
    {State.WAITING: "待审", State.ACCEPTED: "已准予显示", State.REFUSED: "不予显示"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One part of a letter: its label and what the visitor wrote, line breaks kept."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class About:
    """Whom a letter is about: the id, the name as it stands, and the entry and field whose paper is to be shown.

    `field` is "" for the whole line; `entry` is "" where the person has left the archive.
    """

    person: str
    name: str
    entry: str
    field: str = ""
    stands: str = ""


@dataclass(frozen=True, slots=True)
class LetterCard:
    """One letter; `decided` tells in words who decided what of it, "" if nobody did."""

    id: int
    kind: str
    at: str
    lines: tuple[Line, ...]
    contact: str
    state: str
    decided: str
    about: About | None
    photograph: str = ""
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A choice of letters: the value of its parameter, its words, how many there are, and whether it is chosen."""

    value: str
    words: str
    many: int
    here: bool


@dataclass(frozen=True, slots=True)
class LettersPage:
    """Letters of one state, of one kind or all; `more` is how many more there are than are shown."""

    states: tuple[Tab, ...]
    kinds: tuple[Tab, ...]
    state: str
    letters: tuple[LetterCard, ...]
    more: int


@dataclass(frozen=True, slots=True)
class MatchesPage:
    """Kin notices with people who fit and of whom nobody has told the family."""

    matches: tuple[KinMatch, ...]


def letter_card(letter: Letter, person: Person | None) -> LetterCard:
    """A letter as the desk shows it; `person` is whom it is about, None if nobody in the archive."""
    content = letter.content
    return LetterCard(
        id=letter.id,
        kind=KINDS[letter.kind],
        at=words.moment(letter.at),
        lines=tuple(line for line in _lines(content) if line.words),
        contact=letter.contact,
        state=letter.state,
        decided=decided_in_words(letter),
        about=_about(letter, person),
        photograph=content.sha256 if isinstance(content, Photograph) else "",
        corrects=isinstance(content, Correction),
    )


def decided_in_words(letter: Letter) -> str:
    """Who decided what of a letter, when and why; "" if nobody did."""
    decided = letter.decided
    if decided is None:
        return ""
    reason = f"：{decided.why}" if decided.why else ""
    return f"{words.moment(decided.at)}，{decided.who}{STATES[decided.verdict]}{reason}"


def tabs(found: Sequence[Letter], state: State, kind: Kind | None) -> tuple[tuple[Tab, ...], tuple[Tab, ...]]:
    """The states with how many letters are in each, and the kinds with how many of that state there are of each."""
    of_state = [letter for letter in found if letter.state is state]
    states = tuple(
        Tab(each, told, sum(letter.state is each for letter in found), each is state) for each, told in STATES.items()
    )
    kinds = (
        Tab("", "全部", len(of_state), kind is None),
        *(
            Tab(each, told, sum(letter.kind is each for letter in of_state), each is kind)
            for each, told in KINDS.items()
        ),
    )
    return states, kinds


def _lines(content: Content) -> tuple[Line, ...]:
    match content:
        case Words() | Memory():
            return (Line("内容", content.text), Line("署名", content.signed))
        case Correction():
            label = field_label(content.field).zh
            return (
                Line(f"网站上的{label}", content.stands or "（空白）"),
                Line("应为", content.should_be),
                Line("依据", content.why),
            )
        case Photograph():
            return (Line("说明", content.caption), Line("署名", content.signed))
        case KinNotice():
            return (
                Line("寻找", content.name),
                Line("籍贯", content.place),
                Line("年代", content.years),
                Line("其他", content.words),
            )


def _about(letter: Letter, person: Person | None) -> About | None:
    if not letter.person:
        return None
    if person is None:
        return About(letter.person, "", "")
    name = str(shown(person, "name").words)
    content = letter.content
    if isinstance(content, Correction):
        entry = next((each for each in person.entries if each.id == content.entry), person.entries[0])
        reading = entry.entry.keyed().get(content.field)
        if reading is not None:
            return About(person.id, name, entry.id, content.field if reading.box else "", reading.text)
        return About(person.id, name, entry.id)
    return About(person.id, name, person.entries[0].id)
