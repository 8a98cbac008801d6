"""Passwords: which are good enough, and how they are kept so that nobody can read them."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from archive.staff.unfit import LONGEST, SHORTEST, Unfit, UnfitAccount

_GOOD: Final = 3
"""Of the scores 0 to 4 by which guesses are estimated: more than 10**8 of them."""
_ESTIMATED: Final = 72
"""Characters of a password that are looked at; a guesser who got as far would have given up."""
_KNOWN_WORDS: Final = ("bohai", "渤海", "渤海区", "烈士", "英名录", "archive", "desk")

_HASHER: Final = PasswordHasher()
"""With the library's own parameters, which it raises as machines get faster."""


def refuse_weak(password: str, name: str) -> None:
    """Raise UnfitAccount where a password of the account `name` is short or easy to guess."""
    typed = _normal(password)
    if len(typed) < SHORTEST:
        raise UnfitAccount(Unfit.SHORT)
    if len(typed) > LONGEST:
        raise UnfitAccount(Unfit.LONG)
    from zxcvbn import zxcvbn  # noqa: PLC0415 - its lists of words are needed when a password is chosen, and only then

    known = [*_KNOWN_WORDS, *name.split(), name]
    # Blanks count as guesses, though they hide nothing.
    looked_at = (typed[:_ESTIMATED], "".join(typed.split())[:_ESTIMATED])
    if any(zxcvbn(each, user_inputs=known)["score"] < _GOOD for each in looked_at):
        raise UnfitAccount(Unfit.EASY)


def hashed(password: str) -> str:
    """What is kept of a password: an Argon2id hash with its salt and parameters."""
    return _HASHER.hash(_normal(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether this is the password of which `kept` was made; None, for nobody's, takes as long and is never it."""
    try:
        return _HASHER.verify(kept or _nobodys(_HASHER), _normal(password)) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether `kept` was made with other parameters than hashes are made with today."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys(hasher: PasswordHasher) -> str:
    return hasher.hash("")


def _normal(password: str) -> str:
    # An input method may give full-width letters one day and plain ones the next.
    return unicodedata.normalize("NFKC", password[: 4 * LONGEST])
