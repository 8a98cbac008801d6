"""How often one visitor, and one address, may lay something down or write."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from archive.errors import BohaiError
from archive.households import household


class TooOften(BohaiError):  # noqa: N818 - says what is so
    """Somebody comes more often than one person does; nothing was stored."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Times within one stretch of `seconds`, for one visitor and for one address.

    A school or a village may stand behind one address on the day of sweeping graves.
    """

    what: str
    visitor: int
    address: int
    seconds: int = 3600


OFFERINGS: Final = Limit("offering", visitor=120, address=1200)
LETTERS: Final = Limit("letter", visitor=20, address=100)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who comes, and when: the random token of a cookie, a network address, the key of the site, and the time.

    Of these nothing but hashes and the day is ever stored.
    """

    token: str
    address: str
    key: bytes
    now: datetime

    @property
    def day(self) -> str:
        """The day at the site, as `2026-04-05`."""
        return self.now.date().isoformat()

    def visitor(self) -> str:
        """The visitor on that day; nobody can tell it from another day's, or find the token from it."""
        return hmac.digest(self.key, f"{self.day} {self.token}".encode(), "sha256").hex()

    def household(self, salt: bytes) -> str:
        """The address on the day of that salt; an IPv6 household counts as one."""
        return hashlib.blake2b(household(self.address).encode(), key=salt, digest_size=16).hexdigest()
