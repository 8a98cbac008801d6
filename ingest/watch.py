"""Folders that are watched: a file is taken once it has stopped growing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from archive.folder import DataFolder
from ingest.batch import files_under
from ingest.scans import Found

SECONDS: Final = 5.0
"""Between two looks; a file whose size and time are the same at both is whole."""

Shape = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


def arrivals(
    folder: DataFolder, paths: Iterable[Path], rest: Callable[[float], None] = time.sleep
) -> Iterator[list[Found]]:
    """For ever: the files under `paths` that are whole and new, or changed since they were taken.

    Sorted by name; an empty list when a look finds none. Waits SECONDS between two looks.
    """
    watched = list(paths)
    seen: dict[Path, Shape] = {}
    taken: dict[Path, Shape] = {}
    while True:
        shapes = {found: shape for found in files_under(folder, watched) if (shape := _shape(found.path))}
        whole = [
            found for found, shape in shapes.items() if seen.get(found.path) == shape and taken.get(found.path) != shape
        ]
        seen = {found.path: shape for found, shape in shapes.items()}
        taken |= {found.path: shapes[found] for found in whole}
        yield whole
        rest(SECONDS)


def _shape(path: Path) -> Shape | None:
    try:
        about = path.stat()
    except OSError:
        return None
    # A watched folder that is still empty is found as itself.
    return None if path.is_dir() else (about.st_size, about.st_mtime_ns)
