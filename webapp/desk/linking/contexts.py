"""What the pages of linking are given."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.contexts import Scrap


@dataclass(frozen=True, slots=True)
class Claim:
    """What one entry says of a field: `words` as it is understood, `printed` the print where it differs.

    `doubtful`: it waits for a person; `checked`: a person has looked.
    """

    words: str
    printed: str
    doubtful: bool
    checked: bool
    scrap: Scrap | None


@dataclass(frozen=True, slots=True)
class Row:
    """A field with each entry's claim, None where its layout has none; `state` is an Agreement, "" if not compared."""

    label: str
    state: str
    claims: tuple[Claim | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One entry: where it stands, its whole line, and of whom it speaks; `side` is 1 or 2."""

    entry: str
    person: str
    side: int
    title: str
    scan: str
    page: int
    row: int
    line: Scrap


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two entries side by side, with all that are linked with either; `likely` in per cent, None if not proposed.

    `together` says that they speak of one person already, `apart` who told them apart, and why, "" if nobody did.
    `waiting` counts the open proposals, `place` is this one's place among them, 0 if it is none.
    """

    one: Column
    other: Column
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    likely: int | None
    together: bool
    apart: str
    waiting: int
    place: int


@dataclass(frozen=True, slots=True)
class Named:
    """An entry in a word or two, for lists."""

    entry: str
    name: str
    place: str
    death: str
    source: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal in the list."""

    one: Named
    other: Named
    likely: int


@dataclass(frozen=True, slots=True)
class ProposalsPage:
    """The open proposals from `first` on, the likeliest first; `outdated`: the archive has changed since.

    `alone` is the id of an entry that somebody came from and nothing is proposed for, "" if nobody did.
    """

    lines: tuple[ProposalLine, ...]
    waiting: int
    first: int
    previous: int | None
    next: int | None
    outdated: bool
    alone: str = ""


@dataclass(frozen=True, slots=True)
class ActLine:
    """One decision on links in the history: `undoable` as far as is known."""

    act: int
    at: str
    who: str
    why: str
    words: str
    entries: tuple[Named, ...]
    undoable: bool


@dataclass(frozen=True, slots=True)
class ApartLine:
    """Two who were told apart."""

    one: Named
    other: Named
    at: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """What was decided last."""

    acts: tuple[ActLine, ...]
    apart: tuple[ApartLine, ...]
    loose: tuple[Named, ...]
