"""What the index holds of a card, as terms: no positions, no scores, nothing stored but the id.

Texts are indexed by pairs of neighbouring characters. A word of three or more characters is looked
up by its pairs, and the few cards that hold the pairs apart are sorted out afterwards; on 200,000
records that was 50 to 80 times as fast as phrases of positions.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Final

from whoosh import fields, formats

from search import tables
from search.cards import Card
from search.fold import fold
from search.pinyin import double_surnames
from search.spelling import runs_of, whole_runs_of

_NUMBER: Final = 3
"""Raise it when the terms below, or what a card holds, change their meaning."""

LONGEST_START: Final = 4
"""Characters of a beginning of a name that has a term of its own."""


class Terms(fields.FieldType):
    """A field whose terms are given one by one, as they are: no analyzer, no positions."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.set_sortable(False)

    def index(self, value: Iterable[str], **_: object) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        """Each term once: its bytes, frequency, weight and (no) positions, as Whoosh asks for them."""
        for term in sorted(set(value)):
            yield term.encode(), 1, 1.0, b""


def version() -> str:
    """Names the schema and the character tables; an index of another version answers nothing."""
    return f"{_NUMBER}-{tables.digest()}"


def make_schema() -> fields.Schema:
    """The fields of the index; `document` fills them."""
    return fields.Schema(
        id=fields.ID(stored=True, unique=True),
        written_name=Terms(),
        name=Terms(),
        start=Terms(),
        surname=Terms(),
        seen=Terms(),
        names=Terms(),
        alias=Terms(),
        aliases=Terms(),
        places=Terms(),
        units=Terms(),
        texts=Terms(),
        sound=Terms(),
        sounds=Terms(),
        initial=Terms(),
        initials=Terms(),
        death=fields.NUMERIC(int, shift_step=0),
        year=fields.NUMERIC(int, shift_step=0),
        date=Terms(),
    )


def document(card: Card) -> dict[str, object]:
    """The terms of a card; singular fields hold whole values, plural ones parts of them."""
    names = folded(card.names)
    spoken, initials = _merged(map(runs_of, card.names))
    whole, whole_initials = _merged(map(whole_runs_of, card.names))
    return {
        "id": card.id,
        "written_name": card.names,
        "name": names,
        "start": [name[:length] for name in names for length in range(1, LONGEST_START + 1)],
        "surname": map(surname_of, names),
        "seen": folded(card.seen),
        "names": _with_single_characters(names),
        "alias": folded(card.aliases),
        "aliases": _with_single_characters(folded(card.aliases)),
        "places": _pairs_of_all(folded(card.places)),
        "units": _pairs_of_all(folded(card.units)),
        "texts": _pairs_of_all(folded(card.texts)),
        "sound": whole,
        "sounds": spoken,
        "initial": whole_initials,
        "initials": initials,
        "death": card.deaths,
        "year": card.years,
        "date": card.dates,
    }


def folded(texts: Iterable[str]) -> tuple[str, ...]:
    """The kept forms, without repetition."""
    return tuple(dict.fromkeys(map(fold, texts)))


def pairs(text: str) -> list[str]:
    """Neighbouring characters two by two; a single character stands for itself."""
    return [text[at : at + 2] for at in range(max(1, len(text) - 1))]


def surname_of(name: str) -> str:
    """The surname of a folded name; of two characters where these are a surname and more follows."""
    return name[:2] if len(name) > 2 and name[:2] in double_surnames() else name[:1]


def _pairs_of_all(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from pairs(text)


def _with_single_characters(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from pairs(text)
        yield from text


def _merged(runs: Iterable[tuple[set[str], set[str]]]) -> tuple[set[str], set[str]]:
    spoken: set[str] = set()
    initials: set[str] = set()
    for sounds, firsts in runs:
        spoken |= sounds
        initials |= firsts
    return spoken, initials
