"""Keeping the index of an archive up to date, and telling what is wrong with it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from archive.authority.local import using
from archive.folder import DataFolder
from archive.store import ArchiveReader, refuse_snapshot
from archive.store.authority import local_lines
from search.index import builds
from search.index.builds import IndexUnavailable
from search.index.cards import Source, make_card, people
from search.index.opened import open_current


def refresh(folder: DataFolder, rebuild: bool = False) -> bool:
    """Brings the index up to date with the archive; says whether it had to be built.

    An index of the archive's generation, whole and of this version, is left alone unless `rebuild`. That of a
    snapshot was published with it: UsageError.
    """
    refuse_snapshot(folder)
    with ArchiveReader.open_for_the_public(folder) as reader:
        with reader.asking() as ask:
            authority = local_lines(ask)
        with using(authority):
            return refresh_from(reader, folder.index, rebuild=rebuild)


def refresh_from(source: Source, folder: Path, *, rebuild: bool = False) -> bool:
    """`refresh` for any source of entries, into the index folder `folder`."""
    with builds.building_alone(folder):
        # Asked before the entries: what changes meanwhile makes the new index stale, never wrong.
        generation = source.generation()
        if not rebuild and _is_current(folder, generation):
            return False
        builds.build(folder, map(make_card, people(source)), generation)
        return True


def faults(folder: DataFolder) -> list[str]:
    """What is wrong with the index, in sentences; empty if it is whole and of the archive's generation."""
    try:
        opened = open_current(folder.index)
    except IndexUnavailable as unavailable:
        return [str(unavailable)]
    with closing(opened), ArchiveReader.open(folder) as reader:
        if opened.stamp.generation == reader.generation():
            return []
    return ["the search index is older than the archive; run `bohai index`"]


def _is_current(folder: Path, generation: int) -> bool:
    try:
        opened = open_current(folder)
    except IndexUnavailable:
        return False
    opened.close()
    return opened.stamp.generation == generation
