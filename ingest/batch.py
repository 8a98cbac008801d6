"""Many pages: who reads them, who stores them, and how a run that was cut off goes on.

    files → register → pages that wait → crew of readers → one writer → settle what continues

Readers are many and touch no database; the writer is one, and stores each page in a transaction of
its own. A run can end at any moment and lose only pages that were not stored, which the next run
reads. What the archive holds in the end depends on the files alone: never on how many readers
there were, in which order they were done, or how often the run was cut off.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.errors import RecordRefused, one_line
from archive.folder import DataFolder
from archive.progress import Progress
from archive.records import Counts
from archive.store import ArchiveReader, ArchiveWriter, EmptyPage, FailedPage, KnownPage
from ingest import transcripts
from ingest.continuation import Interpret, Rosters, context_of, digest, settle
from ingest.crew import Crew, Struck, usable_cpus
from ingest.knowledge import KNOWLEDGE
from ingest.pages import Transcript
from ingest.pictures import make_missing
from ingest.registration import Register, register
from ingest.scans import Found, find
from ingest.worker import PageTask, Stages, Unread, named, read


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a run is to be done.

    `jobs` readers on this machine, or those of the Dask scheduler at the address `scheduler`;
    `reread` also reads what was read before; `overlay` is a folder for pictures of what was seen.
    """

    jobs: int = field(default_factory=usable_cpus)
    scheduler: str = ""
    reread: bool = False
    overlay: Path | None = None
    stages: Stages = field(default_factory=Stages)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did, and what the archive holds after it; `empty` are pages it read and found nobody on."""

    book: Register
    read: int
    empty: tuple[EmptyPage, ...]
    failed: tuple[FailedPage, ...]
    counts: Counts


def ingest(folder: DataFolder, paths: Iterable[Path], wishes: Wishes, crew: Crew | None = None) -> Outcome:
    """Read all scans under `paths` into the archive of `folder`.

    `crew` reads, if it is given, in place of the one that `wishes` ask for; it is closed at the end.
    Files and pages that cannot be read are told in the outcome. Raises BohaiError if another
    process writes this archive, MissingProgram if something the readers need is not installed;
    what was stored before stays.
    """
    return ingest_files(folder, files_under(folder, paths), wishes, crew)


def files_under(folder: DataFolder, paths: Iterable[Path]) -> list[Found]:
    """The files to look at, sorted by name; the archive's own files are nobody's scans."""
    own = folder.root.resolve()
    return [found for found in find(paths) if not found.path.resolve().is_relative_to(own)]


def ingest_files(folder: DataFolder, files: Sequence[Found], wishes: Wishes, crew: Crew | None = None) -> Outcome:
    """`ingest` for files that are already found, sorted by name."""
    with crew or _crew(wishes) as readers, ArchiveWriter.open(folder, KNOWLEDGE) as writer:
        shutil.rmtree(folder.scratch, ignore_errors=True)  # what a killed run left half done
        with Progress("looking at files", len(files)) as progress:
            book = register(folder, writer, files, lambda failed: progress.step(failed=failed))
        interpret: Interpret = named(wishes.stages.interpret)
        pages = [
            page
            for page in writer.pages()
            if page.scan.sha256 in book.scans and (wishes.reread or page.state != "read")
        ]
        desk = _Desk(writer, interpret)
        with Progress("reading pages", len(pages)) as progress:
            for failed in desk.take(_read(folder, pages, wishes, readers, writer.rosters())):
                progress.step(failed=failed)
        unsettled = [_failed(page, reason) for page, reason in settle(writer, interpret, shown=True)]
    make_missing(folder)
    with ArchiveReader.open(folder) as archive:
        counts = archive.counts()
        looked_at = {(page.scan.sha256, page.number) for page in pages}
        empty = tuple(page for page in archive.empty_pages() if (page.sha256, page.page) in looked_at)
    failures = sorted([*desk.failed, *unsettled], key=lambda one: (one.scan, one.page or 0))
    return Outcome(book, len(pages) - len(desk.failed), empty, (*book.refused, *failures), counts)


def _crew(wishes: Wishes) -> Crew:
    if wishes.scheduler:
        return Crew.of_cluster(wishes.scheduler)
    return Crew.of_processes(wishes.jobs)


def _read(
    folder: DataFolder, pages: Iterable[KnownPage], wishes: Wishes, crew: Crew, rosters: Rosters
) -> Iterator[tuple[KnownPage, Transcript | Unread]]:
    """Each page with what the crew made of it, in whatever order they are done."""
    of = {page.id: page for page in pages}
    tasks = (_task(folder, page, wishes, rosters) for page in of.values())
    for task, outcome in crew.do(read, tasks):
        yield of[task.id], Unread(outcome.reason) if isinstance(outcome, Struck) else outcome


def _task(folder: DataFolder, page: KnownPage, wishes: Wishes, rosters: Rosters) -> PageTask:
    context = context_of(page, rosters)
    return PageTask(
        id=page.id,
        # Other processes, and other machines, may work in another folder than this one.
        folder=DataFolder(folder.root.absolute()),
        sha256=page.scan.sha256,
        name=page.scan.name,
        number=page.number,
        stages=wishes.stages,
        context=context,
        overlay=wishes.overlay.absolute() if wishes.overlay else None,
        afresh=wishes.reread,
    )


class _Desk:
    """Where transcripts come in and are stored, one page a transaction."""

    def __init__(self, writer: ArchiveWriter, interpret: Interpret) -> None:
        self._writer = writer
        self._interpret = interpret
        self._rosters = writer.rosters()
        self.failed: list[FailedPage] = []

    def take(self, outcomes: Iterable[tuple[KnownPage, Transcript | Unread]]) -> Iterator[bool]:
        """Store each outcome; tells after each whether the page failed."""
        for page, outcome in outcomes:
            reason = outcome.reason if isinstance(outcome, Unread) else self._store(page, outcome)
            if reason:
                self._writer.fail(page, reason)
                self.failed.append(_failed(page, reason))
            yield bool(reason)

    def _store(self, page: KnownPage, transcript: Transcript) -> str:
        """Understand and store one page, without help from others; the reason if that fails."""
        context = context_of(page, self._rosters)
        try:
            found = self._interpret(transcript, context)
            stored = transcripts.dumps(transcript)
            self._writer.store(
                page,
                found.record,
                # It is stored as it stands for now; `settle` gives it what it needs of its neighbours.
                basis=f"{digest(stored)}/",
                needs_context=found.needs_context,
                engine=transcript.engine,
                transcript=stored,
            )
        except RecordRefused as problem:
            return str(problem)
        except Exception as problem:  # a page that breaks the interpreter must cost no other page
            return f"it was read but not understood (unexpected {type(problem).__name__}: {one_line(problem)})"
        return ""


def _failed(page: KnownPage, reason: str) -> FailedPage:
    return FailedPage(page.scan.name, page.number, reason, kept=page.state == "read")
