"""The door to `archive.db`: no other package of the project writes SQL.

`ArchiveReader` opens the database read-only and can be open many times; `ArchiveWriter` is one
process at a time, under a lock of the operating system.
"""

from archive.store.connection import WriterLock
from archive.store.kept import kept_reader
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
    "ArchiveReader",
    "ArchiveWriter",
    "EmptyPage",
    "FailedPage",
    "KnownPage",
    "Leaf",
    "ListedLine",
    "LooseDecision",
    "OpenLedger",
    "PageState",
    "Sheet",
    "SheetKey",
    "ShelvedRoster",
    "StoredPage",
    "StoredScan",
    "WriterLock",
    "kept_reader",
    "publish_database",
]
