"""Pages that continue the page before (续上表): what they need from it, in an order that never varies.

A page without headings of its own is read by those of the page before it, so its entries rest on
more than its own transcript. Each page therefore stores its *basis*: a digest of its transcript, of
what its roster says, of what people's decisions in that roster teach, and, if it continues another page, of
that page's basis. `settle` walks all pages in order and interprets those whose stored basis is not what it
should be. Whatever the order in which pages came in, and wherever a run was cut off, the archive ends the
same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby

from archive.errors import RecordRefused, one_line
from archive.records import Roster
from archive.store import ArchiveWriter, KnownPage
from ingest import transcripts
from ingest.interpret import Carry, Context, Interpretation
from ingest.learning import NOTHING, Learned, Lessons
from ingest.pages import Transcript

Interpret = Callable[[Transcript, Context], Interpretation]
"""The form of `ingest.interpret.interpret`."""

Rosters = Mapping[str, tuple[Roster, str]]
"""Rosters by id, each with its default place."""


def digest(transcript: str) -> str:
    """A short name for a transcript's JSON."""
    return sha256(transcript.encode()).hexdigest()[:32]


def basis(transcript: str, context: Context, before: str) -> str:
    """Names all that a page's entries rest on.

    `transcript` is its transcript's digest, `before` the basis of the page it continues, else "".
    """
    rest = "\n".join((context.default_place, context.county, before, *filter(None, [context.learned.words])))
    return f"{transcript}/{sha256(rest.encode()).hexdigest()[:32]}"


def context_of(page: KnownPage, rosters: Rosters, carry: Carry | None = None, learned: Learned = NOTHING) -> Context:
    """What comes to `page` from outside it."""
    roster, default_place = rosters.get(page.scan.roster or "", (None, ""))
    return Context(default_place=default_place, county=roster.county if roster else "", carry=carry, learned=learned)


def settle(writer: ArchiveWriter, interpret: Interpret) -> list[tuple[KnownPage, str]]:
    """Interpret again every page whose entries do not rest on what they should.

    Gives the pages that could not be interpreted, each with the reason.
    """
    rosters, pages = writer.rosters(), writer.pages()
    lessons = Lessons(writer.corrections(), pages)
    return [
        failure for chain in _chains(pages) for failure in _Walk(writer, interpret, rosters, lessons, chain).settle()
    ]


class _Walk:
    """One chain of pages, each of which may continue the one before; carries are found when needed."""

    def __init__(
        self, writer: ArchiveWriter, interpret: Interpret, rosters: Rosters, lessons: Lessons, chain: list[KnownPage]
    ) -> None:
        self._writer = writer
        self._interpret = interpret
        self._rosters = rosters
        self._lessons = lessons
        self._chain = chain
        self._carries: dict[int, Carry | None] = {}

    def settle(self) -> Iterator[tuple[KnownPage, str]]:
        """Bring the chain's pages in order; yields those that cannot be interpreted, and why."""
        before = ""
        for at, page in enumerate(self._chain):
            if page.basis is None:
                before = ""
                continue
            context = context_of(page, self._rosters, learned=self._lessons.of(page))
            wanted = basis(page.basis.partition("/")[0], context, before if page.needs_context else "")
            if page.basis != wanted and (reason := self._settle_page(at, wanted)):
                self._writer.fail(page, reason)
                yield page, reason
            before = wanted

    def _settle_page(self, at: int, wanted: str) -> str:
        page = self._chain[at]
        try:
            record = self._interpretation(at).record
            self._writer.store(page, record, basis=wanted, needs_context=page.needs_context)
        except RecordRefused as problem:
            return str(problem)
        except Exception as problem:  # a page that breaks the interpreter must cost no other page
            words = f"it cannot be understood ({type(problem).__name__}: {one_line(problem)})"
            return f"{words}; read it again with `bohai ingest --reread`"
        return ""

    def _interpretation(self, at: int) -> Interpretation:
        page = self._chain[at]
        carry = self._carry_before(at) if page.needs_context else None
        transcript = transcripts.loads(self._writer.transcript(page.id))
        found = self._interpret(transcript, context_of(page, self._rosters, carry, self._lessons.of(page)))
        self._carries[at] = found.carry
        return found

    def _carry_before(self, at: int) -> Carry | None:
        start = at
        while start > 0 and self._chain[start].needs_context and start - 1 not in self._carries:
            start -= 1
            if self._chain[start].basis is None:
                self._carries[start] = None
        for earlier in range(start, at):
            if earlier not in self._carries:
                self._interpretation(earlier)
        return self._carries.get(at - 1)


def _chains(pages: list[KnownPage]) -> Iterator[list[KnownPage]]:
    """Pages that may continue each other: those of one folder and roster, in the order of the book."""

    def shelf(page: KnownPage) -> tuple[str, str]:
        return page.scan.source, page.scan.roster or ""

    def place(page: KnownPage) -> tuple[list[tuple[int, str]], str, int]:
        return _in_the_book(page.scan.name), page.scan.sha256, page.number

    for _, chain in groupby(sorted(pages, key=shelf), shelf):
        yield sorted(chain, key=place)


def _in_the_book(name: str) -> list[tuple[int, str]]:
    """Sorts 9.jpg before 10.jpg, as whoever numbered the pages meant it."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name) if part]
