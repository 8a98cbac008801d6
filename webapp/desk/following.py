"""What follows decisions while the desk is open: the queue of doubts, and the pages that decisions teach.

A decision changes what ditto marks below it mean, what a heading above it gives, and which characters are suspect in
its roster. The machine understands the pages anew for that, in a process of its own, once people pause; nobody waits.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Final

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.review.machine import Machine, Settle
from archive.store import ArchiveReader, DecisionWriter, queue

_LOG: Final = logging.getLogger(__name__)
_PART: Final = 25
"""Pages whose doubts are gathered in one turn, which lasts about a quarter of a second."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to look whether something was decided, and for how long nothing more was before pages are settled.

    In seconds; `longest` is how long steady work may put it off.
    """

    look: float = 2
    quiet: float = 6
    longest: float = 120


@contextmanager
def followed(folder: DataFolder, machine: Machine, pace: Pace = Pace()) -> Iterator[None]:
    """While this lasts, the queue and the pages come after what people decide."""
    over = Event()
    thread = Thread(target=_follow, args=(folder, machine.settle, pace, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _follow(folder: DataFolder, settle: Settle, pace: Pace, over: Event) -> None:
    settled = seen = -1
    waited = quiet = 0.0
    while not over.wait(pace.look):
        try:
            _gather(folder, over)
            decided = _last_decision(folder)
        except BohaiError as problem:
            _LOG.warning("%s", problem)
            continue
        quiet = quiet + pace.look if decided == seen else 0.0
        seen = decided
        if decided == settled:
            waited = 0.0
            continue
        waited += pace.look
        if quiet >= pace.quiet or waited >= pace.longest:
            _beside(settle, folder)
            settled, waited = decided, 0.0


def _gather(folder: DataFolder, over: Event) -> None:
    """Bring the queue of doubts up to date, a few pages at a time, so that nobody waits long for their turn."""
    with DecisionWriter.open(folder) as writer:
        while writer.bring_queue_up_to_date(_PART) == _PART and not over.wait(0.05):
            pass


def _last_decision(folder: DataFolder) -> int:
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        return queue.last_decision(ask)


def _beside(settle: Settle, folder: DataFolder) -> None:
    """Settle in a process of its own: understanding a thousand pages must slow down nobody at the desk."""
    process = multiprocessing.get_context("spawn").Process(target=settle, args=(folder,), daemon=True)
    process.start()
    process.join()
