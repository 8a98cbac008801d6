"""Doors that stay open: whoever answers many short questions does not open a database for each."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from threading import local
from typing import Final, Generic, Protocol, TypeVar

from archive.errors import BohaiError

Identity = tuple[int, int]
"""What tells a file from another that takes its place: its device, and its number there."""


class Door(Protocol):
    """A connection to one database, for one thread; `file` is what it was opened on."""

    file: Identity

    def shape(self) -> int:
        """A number that is another once the tables themselves are; raises BohaiError where it cannot be asked."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...


Opened = TypeVar("Opened", bound=Door)
_MOST: Final = 4
"""Doors that one thread keeps; the one used longest ago is closed for another."""


class KeptOpen(Generic[Opened]):
    """One door to each database for every thread, opened when first asked for.

    A door is opened anew where its file is another by now (restored, published again), where its tables have
    changed, or where it cannot be used (a writer was killed): whatever opening tells then, this tells.
    """

    def __init__(self) -> None:
        self._held = local()

    def door(self, file: Path, open_it: Callable[[], Opened]) -> Opened:
        """This thread's door to `file`; whoever is given it leaves it open. Raises what `open_it` raises."""
        doors: OrderedDict[Path, tuple[Opened, int]] | None = getattr(self._held, "doors", None)
        if doors is None:
            doors = self._held.doors = OrderedDict()
        if known := doors.get(file):
            door, shape = known
            if _still(file, door, shape):
                doors.move_to_end(file)
                return door
            del doors[file]
            door.close()
        door = open_it()
        doors[file] = door, door.shape()
        if len(doors) > _MOST:
            doors.popitem(last=False)[1][0].close()
        return door


def identity(file: Path) -> Identity:
    """The identity of a file; of none, if there is none. Ask before opening: then a swap meanwhile is noticed."""
    try:
        held = file.stat()
    except OSError:
        return 0, 0
    return held.st_dev, held.st_ino


def _still(file: Path, door: Door, shape: int) -> bool:
    """Whether a door leads where opening it again would, and is usable."""
    try:
        return identity(file) == door.file and door.shape() == shape
    except BohaiError:
        return False
