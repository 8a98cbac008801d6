"""What the pages and scripts on the lines of a page are given; scripts get them as JSON of the same names."""

from __future__ import annotations

from dataclasses import dataclass

from archive.store import Leaf, ShelvedRoster
from archive.store.progress import Spot
from webapp.contexts import Outline

Corners = tuple[float, float, float, float]
"""Left, top, width and height in pixels of the page set upright."""


@dataclass(frozen=True, slots=True)
class LooseLine:
    """A decision that does not fit its page any more: on which page, what was done by whom, and why it does not."""

    scan: str
    sha256: str
    number: int
    what: str
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """Which pages there are to work on: those that do not add up, those that changed under what was decided of them,
    and all rosters; `more` are not shown.
    """

    open: tuple[Spot, ...]
    more: bool
    loose: tuple[LooseLine, ...]
    rosters: tuple[ShelvedRoster, ...]
    has_loose_pages: bool


@dataclass(frozen=True, slots=True)
class RosterPage:
    """The pages of one roster, or of scans that belong to none."""

    title: str
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A page to work on; `before` and `after` are the addresses of its neighbours in the book, "" where there are none.

    `kinds` are what a line may be marked as, `fields` all fields, each with its word.
    """

    sha256: str
    number: int
    scan: str
    title: str
    before: str
    after: str
    kinds: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A field of an entry as it stands."""

    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the page in order; `row` is None for what is no entry, `box` where it has no frame.

    `outline` are the corners of its print, which on a slanting page are not those of its frame.
    `seen` goes back with a decision, word for word: it says of which line it is.
    """

    kind: str
    word: str
    row: int | None
    box: Corners | None
    outline: Outline
    words: str
    seen: dict[str, object]
    fields: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class PageColumn:
    """A column: its printed heading and the field that it is taken for."""

    heading: str
    field: str
    label: str
    entries: int


@dataclass(frozen=True, slots=True)
class Past:
    """A decision: what was done, in words, by whom, when and why; `standing`: nobody took it back.

    `reason` says why it needs a person again, "" if it does not.
    """

    id: int
    what: str
    who: str
    at: str
    why: str
    standing: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PageData:
    """A page as it stands; `after` goes back with a decision: the number of the last one that was known.

    `waiting` pages elsewhere still stand as they did before a column was renamed. `runs_down`: the lines are columns.
    `width` × `height` are pixels of the page set upright.
    """

    width: int
    height: int
    runs_down: bool
    after: int
    waiting: int
    lines: tuple[PageLine, ...]
    columns: tuple[PageColumn, ...]
    open: tuple[str, ...]
    decisions: tuple[Past, ...]
