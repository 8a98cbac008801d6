"""Keeps the index up with an archive that changes while people search it."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Final

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.meanwhile import in_a_process, meanwhile
from archive.store import ArchiveReader
from search.index.builds import IndexUnavailable, current_build, read_stamp
from search.refreshing import refresh

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to look, in seconds.

    Every `look` seconds the archive is asked whether it has changed. The index is built again once it
    has not changed for `quiet` seconds, and at the latest after `longest` of steady change.
    """

    look: float = 5
    quiet: float = 15
    longest: float = 600


@contextmanager
def kept_up(
    folder: DataFolder, pace: Pace = Pace(), build: Callable[[DataFolder], None] | None = None
) -> Iterator[None]:
    """While this lasts, an index that is older than the archive, or broken, is built again beside the old one.

    `build` does it; as a rule another process, so that visitors are not slowed.
    """
    with meanwhile(lambda over: _keep_up(folder, pace, build or build_beside, over)):
        yield


def build_beside(folder: DataFolder) -> None:
    """Builds the index in a process of its own, and waits for it."""
    in_a_process(refresh, folder)


def behind(folder: DataFolder) -> int | None:
    """The generation of an archive that the index does not serve; None if it does, or there is no archive."""
    try:
        with ArchiveReader.open(folder) as reader:
            generation = reader.generation()
    except BohaiError:
        return None
    try:
        serves = read_stamp(current_build(folder.index)).generation == generation
    except (IndexUnavailable, FileNotFoundError):
        serves = False
    return None if serves else generation


def _keep_up(folder: DataFolder, pace: Pace, build: Callable[[DataFolder], None], over: Event) -> None:
    seen: int | None = None
    changed = first = time.monotonic()
    while not over.wait(pace.look):
        generation, now = behind(folder), time.monotonic()
        if generation is None:
            seen = None
            continue
        if seen is None:
            first = now
        if generation != seen:
            seen, changed = generation, now
        if now - changed >= pace.quiet or now - first >= pace.longest:
            build(folder)
            seen = None
            if behind(folder) == generation:
                _LOG.warning("%s: the search index could not be brought up to date; run `bohai index`", folder.root)
