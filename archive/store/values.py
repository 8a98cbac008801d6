"""What the store tells about scans and pages, beside the values of `archive.records`."""

from __future__ import annotations

from dataclasses import dataclass

from archive.corrections import Correction
from archive.records import Ledger, Roster


@dataclass(frozen=True, slots=True)
class StoredScan:
    """A scan as it came in.

    `source` is the folder it came from, `name` what people call it, `size` its bytes, `format`
    its file format, `pages` how many pages it has, `roster` the id of its roster, if it has one.
    """

    sha256: str
    name: str
    source: str
    size: int
    format: str
    pages: int
    roster: str | None = None


SheetKey = tuple[str, int]
"""The scan's hash and the page's number."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that was read, without its lines; `balanced` as its ledger is."""

    scan: str
    sha256: str
    number: int
    width: int
    height: int
    quarter_turns: int
    kind: str
    title: str
    balanced: bool


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page that was read; width and height in pixels of the page as the file stores it."""

    scan: str
    sha256: str
    number: int
    width: int
    height: int
    quarter_turns: int
    kind: str
    title: str
    engine: str
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page as the writer sees it: how far it has come, and on what its entries rest.

    `state` is pending, read or failed. `basis` names everything its stored entries were made
    from; `needs_context` says that it has no headings of its own.
    """

    id: int
    scan: StoredScan
    number: int
    state: str
    basis: str | None
    needs_context: bool


@dataclass(frozen=True, slots=True)
class PageState:
    """How far a page has come: `state` is pending, read or failed.

    `reason` says why its last reading failed, None if it did not; a page that was read may have one, when it
    could not be read again.
    """

    number: int
    state: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page, or a whole file (`page` is None), that could not be read, and why.

    `kept` says that an earlier reading of the page stands.
    """

    scan: str
    page: int | None
    reason: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class EmptyPage:
    """A page that was read and has no entry; `lines` counts the lines of print found on it."""

    scan: str
    sha256: str
    page: int
    lines: int


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """A page whose lines do not balance, and in words what is open."""

    scan: str
    page: int
    points: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A group heading's print or, where `heading` is None, an entry: its place's value and its group's print.

    `page` tells pages apart.
    """

    page: int
    heading: str | None
    place: str
    group: str


@dataclass(frozen=True, slots=True)
class LooseDecision:
    """A decision that a person must look at again: on which line of which page, and why."""

    scan: str
    page: int
    row: int
    correction: Correction
    reason: str


@dataclass(frozen=True, slots=True)
class ShelvedRoster:
    """A roster with how many of its pages were read and how many entries stand on them."""

    roster: Roster
    leaves: int
    entries: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a roster that was read; `width` and `height` in pixels of the page as the file stores it."""

    sha256: str
    scan: str
    number: int
    width: int
    height: int
    quarter_turns: int
    title: str
    entries: int
