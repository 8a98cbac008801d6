"""How soon somebody who failed to log in may try again."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.errors import BohaiError
from archive.households import household
from archive.staff.names import key_of

FORGOTTEN: Final = 3600.0
"""Seconds after the last failure by which all are forgotten."""
_LONGEST_WAIT: Final = 900.0


class TooSoon(BohaiError):  # noqa: N818 - says what is so
    """Too many attempts have failed; `seconds` from now another will be looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__("too many attempts have failed", remedy=f"wait {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Tally:
    """What failures are counted by: the first `free` of them cost nothing, each further one doubles the wait.

    `key` is a hash: neither names nor addresses are kept, nor a password that was typed in place of a name.
    """

    key: str
    free: int

    def wait(self, failures: int) -> float:
        """Seconds from the last of so many `failures` until another attempt is looked at."""
        return min(_LONGEST_WAIT, 2.0 ** (failures - self.free)) if failures > self.free else 0.0


def tallies(secret: bytes, name: str, address: str) -> Sequence[Tally]:
    """By what an attempt is counted: the account from that address, the account, the address.

    An account that somebody far away guesses at stays open to its owner for long; an office stands behind one address.
    """
    account, house = f"account {key_of(name)}", f"address {household(address)}"
    return tuple(
        Tally(hmac.digest(secret, words.encode(), "sha256").hex(), free)
        for words, free in ((f"{account} {house}", 4), (account, 40), (house, 40))
    )
