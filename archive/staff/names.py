"""Names of accounts: how they are written, and when two of them are one."""

from __future__ import annotations

import unicodedata

from archive.staff.unfit import LONGEST_NAME, Unfit, UnfitAccount


def written(name: str) -> str:
    """The name as it is kept: full-width letters as plain ones, no blanks about it; raises UnfitAccount."""
    kept = " ".join(unicodedata.normalize("NFKC", name).split())
    if not kept:
        raise UnfitAccount(Unfit.NAMELESS)
    if len(kept) > LONGEST_NAME:
        raise UnfitAccount(Unfit.LONG_NAME)
    if not kept.isprintable():
        raise UnfitAccount(Unfit.UNSEEN)
    return kept


def key_of(name: str) -> str:
    """What two names have in common that nobody could tell apart when somebody says them."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", " ".join(name.split())).casefold())
