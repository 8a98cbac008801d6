"""New scans into the archive: each file looked at, its original kept, its pages put down to be read.

Files are taken in the order of their names, one after the other, so that of two files with the same
content it is always the same one that gives the scan its name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive import originals
from archive.errors import InputError
from archive.folder import DataFolder
from archive.store import ArchiveWriter, FailedPage, StoredScan
from ingest.rosters import RosterSheet, roster_of
from ingest.scans import Found, ScanFile, inspect
from ingest.scans.find import printable


@dataclass(slots=True)
class Register:
    """What became of the files of a run.

    `scans` are the hashes of all that the archive now holds, `new` of them since this run; `again`
    counts files that it held before under this very name, `copies` pairs a file's name with the
    other name under which it holds the same content.
    """

    scans: set[str] = field(default_factory=set)
    new: int = 0
    again: int = 0
    copies: list[tuple[str, str]] = field(default_factory=list)
    refused: list[FailedPage] = field(default_factory=list)


def register(
    folder: DataFolder, writer: ArchiveWriter, files: Sequence[Found], step: Callable[[bool], None]
) -> Register:
    """Put all `files` (sorted by name) down in the archive; `step` is told after each if it failed."""
    _forget_what_is_gone(writer)
    book = Register()
    shelves = _Shelves(writer, book)
    for found in files:
        try:
            _take(folder, writer, found, shelves, book)
        except InputError as problem:
            reason = f"{problem.what}; {problem.remedy}" if problem.remedy else problem.what
            book.refused.append(FailedPage(found.name, None, reason))
            if found.path.is_file():
                writer.refuse(*_place(found.path), found.name, reason)
            step(True)
        else:
            step(False)
    return book


def _take(folder: DataFolder, writer: ArchiveWriter, found: Found, shelves: _Shelves, book: Register) -> None:
    file = inspect(found)
    source, name = _place(found.path)
    originals.keep(folder, found.path, file.sha256)
    known = writer.scan(file.sha256)
    if known is None:
        writer.add_scan(_scan(file, source, shelves.roster_of(found)), name)
        book.new += 1
    elif known.name != found.name:
        book.copies.append((found.name, known.name))
    else:
        book.again += 1
        roster = shelves.roster_of(found) if known.source == source else known.roster
        if roster is not None and roster != known.roster:
            writer.set_roster(file.sha256, roster)
    if known is not None:
        writer.forget_refused(source, name)
    book.scans.add(file.sha256)


def _scan(file: ScanFile, source: str, roster: str | None) -> StoredScan:
    return StoredScan(
        sha256=file.sha256,
        name=file.name,
        source=source,
        size=file.size,
        format=file.format,
        pages=file.pages,
        roster=roster,
    )


def _place(path: Path) -> tuple[str, str]:
    """The folder of a file and the file's name in it, as the archive writes them."""
    return printable(path.absolute().parent), printable(path.name)


def _forget_what_is_gone(writer: ArchiveWriter) -> None:
    for source, name in writer.refused():
        # A folder that is not there now may be a disk that is not plugged in: that clears nothing.
        if Path(source).is_dir() and not Path(source, name).exists():
            writer.forget_refused(source, name)


class _Shelves:
    """The roster of each scan; every roster.toml is put down, or complained of, once."""

    def __init__(self, writer: ArchiveWriter, book: Register) -> None:
        self._writer = writer
        self._book = book
        self._known: set[Path] = set()
        self._told: set[str] = set()

    def roster_of(self, found: Found) -> str | None:
        """The id of the roster of a scan, None if it has none or its roster.toml cannot be used."""
        try:
            sheet = roster_of(found)
        except InputError as problem:
            if problem.where not in self._told:
                self._told.add(problem.where)
                self._book.refused.append(FailedPage(problem.where, None, f"{problem.what}; {problem.remedy}"))
            return None
        if sheet is None:
            return None
        if sheet.path not in self._known:
            self._known.add(sheet.path)
            self._put(sheet)
        return sheet.roster.id

    def _put(self, sheet: RosterSheet) -> None:
        self._writer.put_roster(sheet.roster, sheet.hints.default_place, sheet.hints.totals)
