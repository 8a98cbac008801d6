"""What the scripts and templates of the review are given; scripts get them as JSON of the same names."""

from __future__ import annotations

from dataclasses import dataclass

Corners = tuple[float, float, float, float]
"""Left, top, width, height in pixels of the page set upright, or of a piece of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text with what it means, in the archive's form and in words for people."""

    text: str
    value: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Emended:
    """What should stand where the print is wrong, and the editor's word to readers."""

    text: str
    words: str
    note: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One reading on its page as it stands.

    `seen` are the text and the value that whoever decides now has seen: what is said, or what the machine read
    otherwise since it was decided. `status` is accepted, flagged or verified; `certainty` 0 to 100. `loose` says that
    a decision here needs a person again, and why. `machine` is what the machine read where a person decided
    otherwise. `dated` fields are typed with digits.
    """

    entry: str
    key: str
    row: int
    label: str
    said: Said
    seen: tuple[str | None, str | None]
    status: str
    certainty: int
    doubts: tuple[str, ...]
    box: Corners | None
    machine: Said | None
    emended: Emended | None
    loose: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An entry's line of the table, its cells by column."""

    entry: str
    row: int
    box: Corners
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table: its key, its heading in print and the middle of it on the page, from left and top."""

    key: str
    label: str
    heading: str
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class PageTable:
    """A page beside its picture; `width` × `height` set upright. `vertical`: its lines run down.

    `tabular`: each field stands in a column of its own, and each entry in a line.

    `orphans` are decisions whose line is no more; `before` and `after` the pages beside it, `structure` where its lines
    are changed by those who may, else None.
    """

    sha256: str
    number: int
    scan: str
    title: str
    roster: str
    width: int
    height: int
    vertical: bool
    tabular: bool
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    open_points: tuple[str, ...]
    orphans: tuple[Past, ...]
    before: str | None
    after: str | None
    structure: str | None


@dataclass(frozen=True, slots=True)
class Past:
    """A decision: `what` was done in a word, by whom, when (on the clock of this machine), and why.

    `standing` is False for what was taken back or decided anew; `id` names it to take it back.
    """

    id: int
    what: str
    who: str
    at: str
    saw: str | None
    text: str
    words: str
    why: str
    standing: bool
    field: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """Another text that may be printed there, and what speaks for it."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class CellDetail:
    """All that helps to settle a cell."""

    cell: Cell
    choices: tuple[Choice, ...]
    past: tuple[Past, ...]
    crop: str | None


@dataclass(frozen=True, slots=True)
class NextDoubt:
    """Where the next doubt stands; `page` is the address of its page in the page way, `data` that of its table."""

    entry: str
    key: str
    page: str
    data: str
    detail: str
    crop: str | None


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next doubt and the one after it, to be fetched beforehand; how many wait, and how many one has put off.

    `behind` counts pages whose doubts are still being gathered.
    """

    doubt: NextDoubt | None
    after: NextDoubt | None
    left: int
    put_off: int
    behind: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A reading among others: its piece of the paper, and in the wall which character of it is meant.

    `size` is the piece's in CSS pixels; `mark` where the character stands in it, in parts of its width and height.
    """

    cell: Cell
    crop: str | None
    size: tuple[int, int]
    page: str
    where: str
    at: int | None = None
    mark: Corners | None = None
    sure: int | None = None
    other: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    """Tiles side by side, and the address of those that follow."""

    tiles: tuple[Tile, ...]
    after: str | None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Sieve:
    """Something to sift by: its words, how much waits, where it leads, and whether it is chosen.

    `confused` is the character that may have been taken for another, "" for all else.
    """

    words: str
    many: int
    address: str
    here: bool
    confused: str


@dataclass(frozen=True, slots=True)
class OpenPage:
    """A page that wants somebody, and in words why."""

    scan: str
    number: int
    points: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """The queue as it stands; `asked` are the parts of the address, `first` where the most urgent doubt stands.

    `lost` are pages with decisions that apply to no line of them any more.
    """

    asked: dict[str, str]
    all: int
    groups: tuple[Sieve, ...]
    fields: tuple[Sieve, ...]
    kinds: tuple[Sieve, ...]
    rosters: tuple[Sieve, ...]
    scans: tuple[Sieve, ...]
    put_off: int
    behind: int
    first: str | None
    lost: tuple[OpenPage, ...]
    open_pages: tuple[OpenPage, ...]


@dataclass(frozen=True, slots=True)
class WayPage:
    """A way of working: what its script fetches first and, where the queue is gone through, by what it is sifted.

    `begin` names the cell to begin with: an entry and a key, "" for the first.
    """

    title: str
    data: str
    sift: dict[str, str]
    begin: tuple[str, str] = ("", "")
    queue: bool = False


@dataclass(frozen=True, slots=True)
class WallPage:
    """The wall before a character is chosen, or with it."""

    char: str
    field: str
    roster: str
    rosters: tuple[tuple[str, str], ...]
    confused: tuple[Sieve, ...]
    data: str | None


@dataclass(frozen=True, slots=True)
class StripPage:
    """The strip of a field from a page on; `columns` are the other fields of the page: key, word, address."""

    title: str
    key: str
    label: str
    data: str
    page: str
    columns: tuple[tuple[str, str, str], ...]
