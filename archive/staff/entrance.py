"""Coming in, being known, and leaving."""

from __future__ import annotations

from archive.staff.limits import tallies
from archive.staff.passwords import hashed, matches, outdated
from archive.staff.sessions import new_token, token_hash
from archive.staff.store import StaffStore
from archive.staff.values import Account, Session


def log_in(store: StaffStore, name: str, password: str, address: str, now: float) -> str | None:
    """The token of a new session, or None; whether there is such an account, whoever fails does not learn.

    `address` is where somebody comes from, `now` seconds since 1970. Raises TooSoon after too many failures.
    """
    counted = tallies(store.secret(), name, address)
    store.admit(counted, now)
    account, kept = store.account(name), store.password_of(name)
    right = matches(kept, password)
    if account is None or kept is None or not right or not account.enabled:
        return None
    store.forgive(counted)
    if outdated(kept):
        store.hash_anew(account, hashed(password))
    token = new_token()
    store.begin(account, token_hash(token), now)
    return token


def knows_password(store: StaffStore, account: Account, password: str, address: str, now: float) -> bool:
    """Whether somebody who is logged in knows the password, too; counted as logging in is. Raises TooSoon."""
    counted = tallies(store.secret(), account.name, address)
    store.admit(counted, now)
    right = matches(store.password_of(account.name), password)
    if right:
        store.forgive(counted)
    return right


def whose(store: StaffStore, token: str, now: float) -> Session | None:
    """Who sits at the desk with that token, as the account now is; None if nobody does (any more)."""
    return store.session(token_hash(token), now)


def log_out(store: StaffStore, token: str) -> None:
    """End the session with that token at once."""
    store.end(token_hash(token))
