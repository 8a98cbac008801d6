"""Keeps the queue of doubts, and the figures of pages, up with an archive in which people decide and scans are read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Final

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.meanwhile import meanwhile
from archive.store import ArchiveBusy, ArchiveReader, DecisionWriter, queue

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to look, in seconds, and how many pages to go through at a time.

    Between two such turns others get theirs for `rest` seconds; a turn waits `patience` seconds for another's write.
    """

    look: float = 2
    pages: int = 10
    rest: float = 0.1
    patience: float = 2


@contextmanager
def queue_kept_up(folder: DataFolder, pace: Pace = Pace()) -> Iterator[None]:
    """While this lasts, pages that changed are gone through a few at a time, so that nobody at the desk waits."""
    with meanwhile(lambda over: _keep_up(folder, pace, over)):
        yield


def _keep_up(folder: DataFolder, pace: Pace, over: Event) -> None:
    while not over.wait(pace.look):
        try:
            if _behind(folder):
                _catch_up(folder, pace, over)
        except ArchiveBusy:
            continue  # somebody writes for long; there is no hurry
        except BohaiError as problem:
            _LOG.warning("%s", problem)


def _behind(folder: DataFolder) -> bool:
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        return queue.behind(ask) > 0


def _catch_up(folder: DataFolder, pace: Pace, over: Event) -> None:
    with DecisionWriter.open(folder, patience=pace.patience) as writer:
        while writer.bring_queue_up_to_date(pace.pages) and not over.wait(pace.rest):
            pass
