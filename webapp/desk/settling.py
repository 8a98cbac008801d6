"""Pages follow what people decide while the desk is open.

A decision changes what ditto marks below it mean, what a heading above it gives, and which characters are suspect in
its roster. The machine understands the pages anew for that, in a process of its own, once people pause; nobody waits.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import Final

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.meanwhile import in_a_process, meanwhile
from archive.review.machine import Machine, Settle
from archive.store import ArchiveReader, queue

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often to look whether something was decided, and for how long nothing more was before pages are settled.

    In seconds; `longest` is how long steady work may put it off.
    """

    look: float = 2
    quiet: float = 6
    longest: float = 120


def settle_in_a_process(settle: Settle, folder: DataFolder) -> None:
    """Settle in a process of its own: understanding a thousand pages must slow down nobody at the desk."""
    in_a_process(settle, folder)


@contextmanager
def settled_beside(
    folder: DataFolder,
    machine: Machine,
    pace: Pace = Pace(),
    run: Callable[[Settle, DataFolder], None] = settle_in_a_process,
) -> Iterator[None]:
    """While this lasts, pages are settled after people decided; also once at its beginning. `run` does it."""

    def once() -> None:
        run(machine.settle, folder)

    with meanwhile(lambda over: _follow(folder, once, pace, over)):
        yield


def _follow(folder: DataFolder, settle: Callable[[], None], pace: Pace, over: Event) -> None:
    settled = seen = -1
    waited = quiet = 0.0
    while not over.wait(pace.look):
        try:
            decided = _last_decision(folder)
        except BohaiError as problem:
            _LOG.warning("%s", problem)
            continue
        quiet = quiet + pace.look if decided == seen else 0.0
        waited = 0.0 if decided == settled else waited + pace.look
        seen = decided
        if decided != settled and (quiet >= pace.quiet or waited >= pace.longest):
            settle()
            settled = decided


def _last_decision(folder: DataFolder) -> int:
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        return queue.last_decision(ask)
