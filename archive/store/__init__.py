"""The doors to `archive.db`: no other package of the project writes SQL.

`ArchiveReader` opens the database read-only and can be open many times; `ArchiveWriter` is one
process at a time, under a lock of the operating system; `DecisionWriter` takes down what people
decide beside it.
"""

from archive.store.connection import ArchiveBusy, ArchiveTaken, WriterLock, expect_archive, refuse_snapshot
from archive.store.decisions import DecisionWriter, Overtaken
from archive.store.kept import kept_for_the_public, kept_reader
from archive.store.published import publish_database
from archive.store.reader import ArchiveReader
from archive.store.values import (
    EmptyPage,
    FailedPage,
    KnownPage,
    Leaf,
    ListedLine,
    LooseDecision,
    OpenLedger,
    PageState,
    Sheet,
    SheetKey,
    ShelvedRoster,
    StoredPage,
    StoredScan,
)
from archive.store.writer import ArchiveWriter

__all__ = [
    "ArchiveBusy",
    "ArchiveReader",
    "ArchiveTaken",
    "ArchiveWriter",
    "DecisionWriter",
    "EmptyPage",
    "FailedPage",
    "KnownPage",
    "Leaf",
    "ListedLine",
    "LooseDecision",
    "OpenLedger",
    "Overtaken",
    "PageState",
    "Sheet",
    "SheetKey",
    "ShelvedRoster",
    "StoredPage",
    "StoredScan",
    "WriterLock",
    "expect_archive",
    "kept_for_the_public",
    "kept_reader",
    "publish_database",
    "refuse_snapshot",
]
