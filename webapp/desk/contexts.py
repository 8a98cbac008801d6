"""What each template of the desk is given."""

from __future__ import annotations

from dataclasses import dataclass

from archive.staff.values import Account


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A page in the menu: its endpoint, its word, the letter that leads there after g, and whether it is this page."""

    endpoint: str
    word: str
    letter: str
    here: bool


@dataclass(frozen=True, slots=True)
class RefusalPage:
    """Something that was not done; `remedy` is in the program's own words, "" if it has none."""

    status: int
    title: str
    words: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The form at the entrance; `next` is where to go from there, `nobody` that there is no account yet."""

    next: str
    problem: str = ""
    name: str = ""
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class OwnPage:
    """One's own account; a password has at least `shortest` characters."""

    account: Account
    role: str
    shortest: int
    problem: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that was done to an account, in words."""

    at: str
    account: str
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account among all; `own` is that of whoever looks."""

    account: Account
    role: str
    seen: str
    own: bool


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """All accounts, and what was done to them; `given` is what a form held that was not taken."""

    accounts: tuple[AccountLine, ...]
    history: tuple[HistoryLine, ...]
    roles: tuple[tuple[str, str], ...]
    problem: str = ""
    done: str = ""
    name: str = ""
