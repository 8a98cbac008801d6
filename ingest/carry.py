"""What comes to a page from outside it: its roster, the page before it, and the page after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.learning import NOTHING, Learned
from ingest.ledger import Count
from ingest.pages import Transcript
from ingest.parse.columns import Columns
from ingest.parse.flow import PrintedLine
from ingest.parse.groups import Group


@dataclass(frozen=True, slots=True)
class Carry:
    """What the next page needs if it goes on with this one: the columns and groups in force, and how far the count is.

    A page of running text has no columns; `unfinished` is its last line where that ends within an entry.
    `taken` are the lines at the head of the next page that the last entry goes on in.
    """

    columns: Columns | None
    groups: tuple[Group, ...] = ()
    count: Count = field(default_factory=Count)
    unfinished: PrintedLine | None = None
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known from outside the page.

    `roster` is the id of the roster that its scan is told to belong to, or "". `carry` comes from the page
    before it, and `after` is the page after it, None where that is not known or not read. `learned` is what
    people's decisions in the roster teach.
    """

    default_place: str = ""
    county: str = ""
    roster: str = ""
    carry: Carry | None = None
    after: Transcript | None = None
    learned: Learned = NOTHING

    @property
    def outer_place(self) -> str:
        """Where a place begins when the page does not say."""
        return self.default_place or self.county
