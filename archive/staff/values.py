"""The plain values of the staff: roles, accounts, sessions, and what was done to accounts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final


class Role(IntEnum):
    """What somebody may do at the desk; whoever may more may all that stands before."""

    REVIEWER = 1
    """Settles readings."""
    EDITOR = 2
    """Also rows and ledgers, one person of several entries, authorities, many at once, what comes from outside."""
    ADMINISTRATOR = 3
    """Also accounts, double keying and redaction."""

    @property
    def word(self) -> str:
        """The role as it is typed and stored."""
        return self.name.lower()


ROLES: Final[Mapping[str, Role]] = MappingProxyType({role.word: role for role in Role})
"""Every role by its word, the one that may least first."""


class Change(StrEnum):
    """What was done to an account; `ROLE` goes with the new role."""

    ADDED = "added"
    ROLE = "role"
    DISABLED = "disabled"
    ENABLED = "enabled"
    PASSWORD = "password"  # noqa: S105 - a word for what was changed


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who works at the desk; decisions name them by `name`, which nobody else ever gets.

    `added` and `seen` are times in UTC, ISO 8601; `seen` is None for one who never came.
    """

    id: int
    name: str
    role: Role
    enabled: bool
    added: str
    seen: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """An account at the desk, since `began` and last `seen` (seconds since 1970)."""

    account: Account
    began: float
    seen: float


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of an account's history: at what time (UTC, ISO 8601) and by whom; "" is the command line."""

    account: str
    at: str
    who: str
    what: Change
    role: Role
