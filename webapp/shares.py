"""How several processes share the visitors who come to one entrance.

The system gives a visitor to whichever process looks first, and he stays there for as long as his connection is open.
Left to chance one process can have two thirds of them, and those wait twice as long. So each says how many it has, and
whoever has more than another leaves the next one to that for a moment.
"""

from __future__ import annotations

import time
from collections.abc import MutableSequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext
from typing import Final, cast

from waitress.server import BaseWSGIServer  # type: ignore[import-untyped]  # it carries no types

_MOMENT: Final = 0.05
"""Seconds for a process that has fewer visitors to take in the next: one that is hung keeps nobody waiting longer."""
_LOOK: Final = 0.002
"""Seconds until it is seen whether it did."""
_AWAY: Final = 2**31 - 1
"""As many visitors as nobody has: a process that does not answer yet, or no longer, is left none."""

Visitors = MutableSequence[int]
"""How many visitors each process has, in memory that all of them see."""


def nobody(context: SpawnContext, processes: int) -> Visitors:
    """The visitors of so many processes while none of them answers yet."""
    return cast(Visitors, context.RawArray("i", [_AWAY] * processes))


@dataclass(frozen=True, slots=True)
class Share:
    """What one process, the `place`th, takes of the visitors."""

    visitors: Visitors
    place: int

    def has(self, here: int) -> None:
        """Say how many visitors this process has now."""
        self.visitors[self.place] = here

    def is_largest(self) -> bool:
        """Whether another process has fewer."""
        return self.visitors[self.place] > min(self.visitors)

    def leave(self) -> None:
        """Say for a process that has ended that it takes in nobody."""
        self.has(_AWAY)

    def keep_to_it(self, server: BaseWSGIServer) -> None:
        """Have `server` take in no more than this share while others can."""
        readable, accept = server.readable, server.accept

        def tell_and_look() -> bool:
            # Asked before each wait, and so after every visitor who came or went.
            self.has(len(server.active_channels))
            return bool(readable())

        def leave_or_accept() -> object:
            until = time.monotonic() + _MOMENT
            while self.is_largest() and time.monotonic() < until and wait([server.socket], 0):
                time.sleep(_LOOK)
            return accept()

        server.readable, server.accept = tell_and_look, leave_or_accept
