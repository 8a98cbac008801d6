"""Why an account cannot be as somebody wants it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from archive.errors import UsageError

LONGEST_NAME: Final = 40
"""Characters."""
SHORTEST: Final = 10
"""Characters of a password."""
LONGEST: Final = 200
"""Characters of a password."""


class Unfit(StrEnum):
    """What is wrong, and after the semicolon what to do."""

    NAMELESS = "an account wants a name; give the one by which decisions are to be signed"
    LONG_NAME = f"the name is longer than {LONGEST_NAME} characters; give a shorter one"
    UNSEEN = "the name holds characters that cannot be seen; type it anew"
    TAKEN = "there is an account of that name already; choose another name"
    SHORT = f"the password is shorter than {SHORTEST} characters; choose a longer one"
    LONG = f"the password is longer than {LONGEST} characters; choose a shorter one"
    EASY = "the password is easy to guess; choose several words or characters that do not belong together"
    OWN_RIGHTS = "nobody changes their own rights at the desk; ask another administrator"
    NOT_ALLOWED = "this account may not do that any more; ask an administrator"


class UnfitAccount(UsageError):  # noqa: N818 - says what is so
    """An account is not made or changed, and `unfit` says why; `name` is whose."""

    def __init__(self, unfit: Unfit, name: str = "") -> None:
        what, _, remedy = unfit.partition("; ")
        super().__init__(what, where=name, remedy=remedy)
        self.unfit = unfit
