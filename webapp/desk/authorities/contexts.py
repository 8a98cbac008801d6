"""What the pages of the authorities are given."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableTab:
    """One table: its name in addresses, its word, and whether it is the one that is shown."""

    name: str
    word: str
    here: bool


@dataclass(frozen=True, slots=True)
class RecordLine:
    """A record in the list; `own`: the archive's own line stands."""

    id: str
    level: str
    years: str
    also: str
    own: bool


@dataclass(frozen=True, slots=True)
class LastLine:
    """A decision in the history: `table` and its `word`, and whether the line was taken back."""

    table: str
    word: str
    record: str
    at: str
    who: str
    why: str
    taken_back: bool
    says: str


@dataclass(frozen=True, slots=True)
class TablePage:
    """The records of a table that hold `asked`; `unfit` are the archive's own lines that do not fit, and why."""

    tabs: tuple[TableTab, ...]
    table: str
    word: str
    asked: str
    lines: tuple[RecordLine, ...]
    total: int
    unfit: tuple[tuple[str, str], ...]
    last: tuple[LastLine, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One column of a line in the form: its name, its word, what it holds, and how it is written."""

    name: str
    word: str
    words: str
    hint: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record to be changed; `id` is "" for a new one. `decision` is the last on it, 0 if there is none.

    `shipped`: there is a shipped line of this id. `own`: the archive's own stands. `problem` says why what was sent
    was not taken.
    """

    table: str
    word: str
    id: str
    given_id: str
    levels: tuple[str, ...]
    level: str
    parts: tuple[Part, ...]
    sources: tuple[tuple[str, str], ...]
    source_key: str
    source_text: str
    why: str
    decision: int
    shipped: bool
    own: bool
    history: tuple[LastLine, ...]
    problem: str = ""
