"""Who looks at which doubt: so that two people are not given the same one, and nobody gets what they put off.

A claim binds nobody. It is kept in memory, lapses by itself, and whoever decides first has decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from threading import Lock
from typing import Final

from archive.store.queue import Waiting

HELD: Final = 300.0
"""Seconds for which a doubt that one person was given is given to nobody else."""
PUT_OFF: Final = 4 * 3600.0
"""Seconds for which somebody is not given again what they put off."""

Key = tuple[str, str]
"""An entry's id, and a field's key."""


class Claims:
    """The claims of all who sit at the desk; times are seconds since 1970."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[Key, tuple[int, float]] = {}
        self._off: dict[int, dict[Key, float]] = {}

    def first_for(self, account: int, waiting: Iterable[Waiting], now: float) -> Waiting | None:
        """The first doubt that is free for `account`, which holds it from now on; lets go of what it held before."""
        with self._lock:
            self._forget(now)
            doubt = next(self._free(account, waiting), None)
            if doubt:
                self._held = {key: held for key, held in self._held.items() if held[0] != account}
                self._held[doubt.entry, doubt.field] = (account, now + HELD)
        return doubt

    def second_for(self, account: int, waiting: Iterable[Waiting]) -> Waiting | None:
        """The doubt that `account` would be given after the first, to be fetched beforehand; nobody holds it."""
        with self._lock:
            return next(islice(self._free(account, waiting), 1, None), None)

    def put_off(self, account: int, key: Key, now: float) -> None:
        """Have `account` not be given that doubt for a while; others are."""
        with self._lock:
            self._off.setdefault(account, {})[key] = now + PUT_OFF
            if self._held.get(key, (account, 0))[0] == account:
                self._held.pop(key, None)

    def take_up(self, account: int) -> None:
        """Have `account` be given again what it put off."""
        with self._lock:
            self._off.pop(account, None)

    def put_off_by(self, account: int) -> int:
        """How many doubts `account` has put off."""
        with self._lock:
            return len(self._off.get(account, ()))

    def _free(self, account: int, waiting: Iterable[Waiting]) -> Iterator[Waiting]:
        off = self._off.get(account, {})
        for doubt in waiting:
            key = (doubt.entry, doubt.field)
            if key not in off and self._held.get(key, (account, 0.0))[0] == account:
                yield doubt

    def _forget(self, now: float) -> None:
        self._held = {key: held for key, held in self._held.items() if held[1] > now}
        for account, off in self._off.items():
            self._off[account] = {key: until for key, until in off.items() if until > now}
