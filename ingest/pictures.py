"""The pictures of pages as tiles, made again where they are missing: after a restore, say."""

from __future__ import annotations

from dataclasses import dataclass

from archive.errors import InputError
from archive.folder import DataFolder
from archive.progress import Progress
from archive.store import ArchiveReader
from ingest import tiles
from ingest.crew import Crew, Struck, usable_cpus
from ingest.scans import decode


@dataclass(frozen=True, slots=True)
class PictureTask:
    """One page whose tiles are missing."""

    folder: DataFolder
    sha256: str
    number: int


def make_missing(folder: DataFolder) -> None:
    """Make the tiles of every page that was read and has none.

    A page whose original can no longer be decoded stays without; `bohai check` tells why.
    """
    with ArchiveReader.open(folder) as archive:
        tasks = [
            PictureTask(DataFolder(folder.root.absolute()), sha256, number)
            for sha256, number in archive.pages_read()
            if not folder.tiles(sha256, number).exists()
        ]
    if not tasks:
        return
    crew = Crew.of_processes(usable_cpus())
    with crew, Progress("making pictures", len(tasks)) as progress:
        for _, failed in crew.do(make, tasks):
            progress.step(failed=isinstance(failed, Struck) or failed)


def make(task: PictureTask) -> bool:
    """Cut the tiles of one page; whether that failed."""
    try:
        page = decode(task.folder.original(task.sha256), task.number)
        tiles.store(task.folder, task.sha256, task.number, tiles.cut(page.pixels))
    except (InputError, OSError):
        return True
    return False
