"""Readers for whoever answers many questions one after another, as a site does."""

from __future__ import annotations

from typing import Final

from archive.folder import DataFolder
from archive.kept import KeptOpen
from archive.store.reader import ArchiveReader

_PLAIN: Final = KeptOpen[ArchiveReader]()
_IMMUTABLE: Final = KeptOpen[ArchiveReader]()
_PUBLIC: Final = KeptOpen[ArchiveReader]()


def kept_reader(folder: DataFolder, immutable: bool = False) -> ArchiveReader:
    """This thread's reader of an archive, which stays open for the next question: never close it.

    Between questions it holds no lock, so that writers need not wait. Raises what `ArchiveReader.open` raises.
    """
    kept = _IMMUTABLE if immutable else _PLAIN
    return kept.door(folder.database, lambda: ArchiveReader.open(folder, immutable=immutable))


def kept_for_the_public(folder: DataFolder) -> ArchiveReader:
    """The same, for whoever shows what it says to visitors."""
    return _PUBLIC.door(folder.database, lambda: ArchiveReader.open_for_the_public(folder))
