"""Pages that continue the page before (续上表): what they need from it, in an order that never varies.

A page without headings of its own is read by those of the page before it, and an entry that a page
break cuts takes its end from the page after it: entries rest on more than their own transcript. Each
page therefore stores its *basis*: a digest of its transcript, of what its roster says, of what people's
decisions in that roster teach, of what the archive adds to the authority, of the transcript of the page after
it and, if it continues the page before, of that page's basis. `settle` walks all pages in order and interprets
those whose stored basis is not what it should be. Whatever the order in which pages came in, and wherever a
run was cut off, the archive ends the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from hashlib import sha256
from itertools import groupby

from archive.authority.local import in_force, using
from archive.corrections import same_line
from archive.errors import RecordRefused, one_line
from archive.progress import Progress
from archive.records import Box, PageRecord, Roster
from archive.store import ArchiveWriter, KnownPage
from ingest import transcripts
from ingest.carry import Carry, Context
from ingest.interpret import Interpretation
from ingest.learning import NOTHING, Learned, Lessons
from ingest.pages import Transcript

Interpret = Callable[[Transcript, Context], Interpretation]
"""The form of `ingest.interpret.interpret`."""

Rosters = Mapping[str, tuple[Roster, str]]
"""Rosters by id, each with its default place."""


def digest(transcript: str) -> str:
    """A short name for a transcript's JSON."""
    return sha256(transcript.encode()).hexdigest()[:32]


def basis(transcript: str, context: Context, before: str, after: str) -> str:
    """Names all that a page's entries rest on.

    `transcript` is its transcript's digest, `before` the basis of the page it may continue, else "", `after`
    the digest of the transcript of the page after it, else "".
    """
    taught = filter(None, [context.learned.words, in_force().version])
    rest = "\n".join((context.default_place, context.county, context.roster, before, after, *taught))
    return f"{transcript}/{sha256(rest.encode()).hexdigest()[:32]}"


def context_of(page: KnownPage, rosters: Rosters, learned: Learned = NOTHING) -> Context:
    """What the roster of `page`, and people's decisions in it, tell about the page."""
    roster, default_place = rosters.get(page.scan.roster or "", (None, ""))
    if roster is None:
        return Context(learned=learned)
    return Context(default_place=default_place, county=roster.county, roster=roster.id, learned=learned)


def settle(writer: ArchiveWriter, interpret: Interpret, *, shown: bool = False) -> list[tuple[KnownPage, str]]:
    """Interpret again every page whose entries do not rest on what they should, by what people have decided at the end.

    Gives the pages that could not be interpreted, each with the reason; if `shown`, tells how far it has come.
    """
    while True:
        rosters, pages, decided = writer.rosters(), writer.pages(), writer.corrections()
        lessons, authority = Lessons(decided, pages), writer.authority()
        with using(authority), Progress("settling pages", len(pages)) if shown else nullcontext() as progress:
            step = progress.step if progress else _unwatched
            failures = [
                failure
                for chain in _chains(pages)
                for failure in _Walk(writer, interpret, rosters, lessons, chain).settle(step)
            ]
        # People decide while this runs; what they decided in the midst of it teaches the pages already gone by, too.
        if len(writer.corrections()) == len(decided) and writer.authority() == authority:
            return failures


def _unwatched() -> None:
    """One page is settled, and nobody is told."""


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
        self._transcripts: dict[int, Transcript] = {}

    def settle(self, step: Callable[[], None]) -> Iterator[tuple[KnownPage, str]]:
        """Bring the chain's pages in order, with a `step` at each; yields those that cannot be interpreted, and why."""
        before = ""
        for at, page in enumerate(self._chain):
            step()
            if page.basis is None:
                before = ""
                continue
            if page.basis != self._wanted(at, before) and (reason := self._settle_page(at, before)):
                self._writer.fail(page, reason)
                yield page, reason
            before = self._wanted(at, before)

    def _wanted(self, at: int, before: str) -> str:
        """The basis that a page should have; `before` is that of the page before it."""
        page, context = self._chain[at], self._context(at)
        return basis(_transcript(page), context, before if page.needs_context else "", self._digest_after(at))

    def _context(self, at: int) -> Context:
        page = self._chain[at]
        return context_of(page, self._rosters, self._lessons.of(page))

    def _settle_page(self, at: int, before: str) -> str:
        page = self._chain[at]
        try:
            found = self._interpretation(at)
            if found.needs_context and not page.needs_context:
                # It was stored by a program that did not look back from such a page.
                page = self._chain[at] = replace(page, needs_context=True)
                found = self._interpretation(at)
            if lost := _lost(self._writer.decided_lines(page), found.record):
                return (
                    f"row {lost[0]}, on which somebody decided, would be no entry any more; "
                    "look at it, or read it again with `bohai ingest --reread`"
                )
            self._writer.store(page, found.record, basis=self._wanted(at, before), needs_context=page.needs_context)
        except RecordRefused as problem:
            return str(problem)
        except Exception as problem:  # a page that breaks the interpreter must cost no other page
            words = f"it cannot be understood ({type(problem).__name__}: {one_line(problem)})"
            return f"{words}; read it again with `bohai ingest --reread`"
        return ""

    def _digest_after(self, at: int) -> str:
        return _transcript(self._chain[at + 1]) if at + 1 < len(self._chain) else ""

    def _interpretation(self, at: int) -> Interpretation:
        page = self._chain[at]
        carry = self._carry_before(at) if page.needs_context else None
        after = self._seen(at + 1) if self._digest_after(at) else None
        context = replace(self._context(at), carry=carry, after=after)
        found = self._interpret(self._seen(at), context)
        self._carries[at] = found.carry
        return found

    def _seen(self, at: int) -> Transcript:
        """The transcript of a page; those beside it are kept, for they are asked for next."""
        if at not in self._transcripts:
            self._transcripts = {n: seen for n, seen in self._transcripts.items() if abs(n - at) == 1}
            self._transcripts[at] = transcripts.loads(self._writer.transcript(self._chain[at].id))
        return self._transcripts[at]

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


def _lost(decided: Mapping[int, Box], record: PageRecord) -> list[int]:
    """The rows on which somebody decided that are no entries of a new record of their page."""
    return [row for row, box in decided.items() if not any(same_line(box, entry.box) for entry in record.entries)]


def _transcript(page: KnownPage) -> str:
    """The digest of the page's transcript, "" if it was not read."""
    return (page.basis or "").partition("/")[0]


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
