"""Sitting at the desk: a random token that the browser keeps, of which only the hash is stored."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

from archive.staff.values import Session

IDLE: Final = 2 * 3600.0
"""Seconds without a sign after which a session is over."""
WORKDAY: Final = 12 * 3600.0
"""Seconds after which it is over in any case."""
SEEN_AGAIN: Final = 60.0
"""Seconds between two notes of when somebody was last seen; in between nothing is written."""


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token; a plain hash does, because the token is no word that could be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def alive(session: Session, now: float) -> bool:
    """Whether the session holds at `now` (seconds since 1970), and its account may come in at all."""
    return session.account.enabled and now - session.seen < IDLE and now - session.began < WORKDAY
