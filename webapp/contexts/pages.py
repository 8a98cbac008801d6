"""The pages of one person, of one sheet of paper and of the house itself, and the values that pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.keying import Accuracy
from archive.records import Counts
from search import Piece
from webapp.languages import Words
from webapp.lives.contexts import Moment, PlacesOfLife, Way

Outline = tuple[tuple[float, float], ...]
"""Corners on a page set upright, in pixels of the scan from its top left."""


@dataclass(frozen=True, slots=True)
class Scrap:
    """A piece of a scanned page to show: `field` is None for the whole line.

    `width` and `height` are the CSS pixels that the picture is given room for.
    """

    entry: str
    field: str | None
    sha256: str
    page: int
    row: int
    width: int
    height: int

    @property
    def tall(self) -> bool:
        """Whether it holds a column of print rather than a line."""
        return self.height > 3 * self.width


@dataclass(frozen=True, slots=True)
class Shown:
    """One field in a word or two: a fact (`certain`), or what the machine made of a `scrap`.

    `words` is "" where the paper is blank or nothing was read. `pieces` are the words again where some of
    them are what was asked for.
    """

    words: Words
    certain: bool
    scrap: Scrap | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Witness:
    """One reading as a visitor sees it.

    `words` is what it means (or, not understood, what is printed); `printed` is the print where
    it differs, else ""; `notes` say why they differ, or why the reading is in doubt; `source`
    counts sources from 1.
    """

    words: Words
    printed: str
    notes: tuple[Words, ...]
    verified: bool
    scrap: Scrap | None
    source: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a person's life with every reading that bears witness to it; `key` as in `Entry.keyed`.

    `place`: it tells of a place.
    """

    key: str
    label: Words
    witnesses: tuple[Witness, ...]
    disagreed: bool = False
    place: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One line of one roster that speaks of a person; `title` may be ""."""

    number: int
    title: str
    details: tuple[Words, ...]
    scan: str
    page: int
    row: int
    line: Scrap
    balanced: bool


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who belongs beside a person."""

    id: str
    name: Shown


@dataclass(frozen=True, slots=True)
class Company:
    """People who share something with a person; `more` asks for all of them, None if there are no others."""

    title: Words
    people: tuple[Companion, ...]
    more: dict[str, str] | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """`facts` a person may rely on; `doubtful` readings wait for a human eye.

    `ways` lead, by field, to those who share a fact.
    """

    id: str
    name: Shown
    life: Words | None
    facts: tuple[Fact, ...]
    doubtful: tuple[Fact, ...]
    sources: tuple[Source, ...]
    linked_data: dict[str, object]
    companions: tuple[Company, ...] = ()
    timeline: tuple[Moment, ...] = ()
    places: PlacesOfLife | None = None
    ways: Mapping[str, tuple[Way, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldAccuracy:
    """How much of one field was right in a sample: of what the machine was sure of (None: nothing), and of all."""

    word: Words
    date: str
    accepted: Accuracy | None
    all: Accuracy


@dataclass(frozen=True, slots=True)
class AboutPage:
    """What the site is and how far its facts may be trusted; `accuracy` is empty where no sample was keyed."""

    counts: Counts
    accuracy: tuple[FieldAccuracy, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperPage:
    """The picture of a whole page, upright, `width` × `height` its pixels on the scan.

    `band` frames the line that the visitor came from, `mark` the piece of it, or the line again.
    `unsettled` says whether the page's ledger still waits for a person.
    """

    sha256: str
    number: int
    title: str
    width: int
    height: int
    band: Outline
    mark: Outline
    line: Scrap | None
    person: str | None
    name: Shown | None
    scan: str
    unsettled: bool


@dataclass(frozen=True, slots=True)
class MessagePage:
    """A page that has only something to say: an error, or an archive that is not there yet."""

    status: int
    title: Words
    words: Words
    remedy: str = ""
