"""The door to `desk.db`: the only module that asks it or writes it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Self

from archive.errors import BohaiError, IntegrityFailure, UsageError
from archive.folder import DataFolder
from archive.staff.limits import FORGOTTEN, Tally, TooSoon
from archive.staff.names import key_of
from archive.staff.schema import migrations
from archive.staff.sessions import SEEN_AGAIN, WORKDAY, alive
from archive.staff.unfit import Unfit, UnfitAccount
from archive.staff.values import ROLES, Account, Change, Changed, Role, Session
from archive.store import refuse_snapshot
from archive.store.side import SideDatabase

_ACCOUNT: Final = "accounts.id, accounts.name, accounts.role, accounts.enabled, accounts.added, accounts.seen"


class DeskClosed(BohaiError):  # noqa: N818 - says what is so
    """The accounts cannot be reached or written at the moment."""


def make(folder: DataFolder) -> None:
    """Make the database of `folder` if there is none, and bring it up to date; raises BohaiError."""
    refuse_snapshot(folder)
    StaffStore.make_at(folder.staff, migrations)


class StaffStore(SideDatabase):
    """One connection to the accounts, for one thread."""

    what = "the accounts"
    closed = DeskClosed
    damaged = IntegrityFailure

    @classmethod
    def open(cls, folder: DataFolder) -> Self:
        """Open what `make` made; raises DeskClosed if it cannot be opened."""
        opened = cls.open_at(folder.staff)
        opened._all("PRAGMA secure_delete = ON")
        return opened

    def accounts(self) -> list[Account]:
        """All accounts in the order of their names, disabled ones too."""
        return [_account(row) for row in self._all(f"SELECT {_ACCOUNT} FROM accounts ORDER BY key")]  # noqa: S608 - our names

    def account(self, name: str) -> Account | None:
        """The account that nobody could tell from `name`, or None."""
        found = self._all(f"SELECT {_ACCOUNT} FROM accounts WHERE key = ?", (key_of(name),))  # noqa: S608 - our names
        return _account(found[0]) if found else None

    def known(self, name: str) -> Account:
        """The account that nobody could tell from `name`; raises UsageError if there is none."""
        account = self.account(name)
        if account is None:
            raise UsageError(f"there is no account {name!r}", remedy="see `bohai users list`")
        return account

    def password_of(self, name: str) -> str | None:
        """What is kept of the password of that account; None if there is no such account."""
        found = self._all("SELECT password FROM accounts WHERE key = ?", (key_of(name),))
        return str(found[0]["password"]) if found else None

    def changes(self, most: int) -> list[Changed]:
        """What was done to accounts, the latest first, at most so much of it."""
        found = self._all(
            """SELECT accounts.name, changes.at, changes.who, changes.what, changes.role
               FROM changes JOIN accounts ON accounts.id = changes.account ORDER BY changes.id DESC LIMIT ?""",
            (most,),
        )
        return [Changed(row["name"], row["at"], row["who"], Change(row["what"]), ROLES[row["role"]]) for row in found]

    def secret(self) -> bytes:
        """What the desk signs its forms with."""
        (row,) = self._all("SELECT bytes FROM secret")
        return bytes(row["bytes"])

    def add(self, name: str, role: Role, password: str, by: Account | None) -> None:
        """Add an account with what is kept of its password; raises UnfitAccount if there is one of that name."""
        with self._changing(name, by):
            if self.account(name):
                raise UnfitAccount(Unfit.TAKEN, name)
            self._do(
                "INSERT INTO accounts (name, key, role, password, added) VALUES (?, ?, ?, ?, ?)",
                (name, key_of(name), role.word, password, _utc_now()),
            )
            self._note(name, by, Change.ADDED)

    def set_role(self, name: str, role: Role, by: Account | None) -> None:
        """Give an account another role, at once also where it is logged in; raises UsageError if there is none."""
        with self._changing(name, by):
            account = self.known(name)
            if account.role is not role:
                self._do("UPDATE accounts SET role = ? WHERE id = ?", (role.word, account.id))
                self._note(name, by, Change.ROLE)

    def set_enabled(self, name: str, enabled: bool, by: Account | None) -> None:
        """Let an account in, or not any more: its sessions end at once. Raises UsageError if there is none."""
        with self._changing(name, by):
            account = self.known(name)
            if not enabled:
                self._do("DELETE FROM sessions WHERE account = ?", (account.id,))
            if account.enabled is not enabled:
                self._do("UPDATE accounts SET enabled = ? WHERE id = ?", (int(enabled), account.id))
                self._note(name, by, Change.ENABLED if enabled else Change.DISABLED)

    def set_password(self, name: str, password: str, by: Account | None, keep: str = "") -> None:
        """Keep another password; all sessions end but the one with the token hash `keep`. Raises UsageError."""
        with self._changing(name, by):
            account = self.known(name)
            self._do("DELETE FROM sessions WHERE account = ? AND token <> ?", (account.id, keep))
            self._do("UPDATE accounts SET password = ? WHERE id = ?", (password, account.id))
            self._note(name, by, Change.PASSWORD)

    def hash_anew(self, account: Account, password: str) -> None:
        """Keep the same password in another way; nothing of the account changes by it."""
        with self._writing():
            self._do("UPDATE accounts SET password = ? WHERE id = ?", (password, account.id))

    def admit(self, tallies: Sequence[Tally], now: float) -> None:
        """Count an attempt as failed before it is looked at, so that many at once are many; raises TooSoon."""
        with self._writing():
            self._do("DELETE FROM failures WHERE last < ?", (now - FORGOTTEN,))
            for tally in tallies:
                found = self._all("SELECT times, last FROM failures WHERE key = ?", (tally.key,))
                if found and (left := found[0]["last"] + tally.wait(found[0]["times"]) - now) > 0:
                    raise TooSoon(int(left) + 1)
            for tally in tallies:
                self._do(
                    "INSERT INTO failures VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET times = times + 1, last = ?",
                    (tally.key, now, now),
                )

    def forgive(self, tallies: Sequence[Tally]) -> None:
        """An attempt went well: take back what was counted, and forget the failures of that account there."""
        with self._writing():
            self._do("DELETE FROM failures WHERE key = ?", (tallies[0].key,))
            for tally in tallies[1:]:
                self._do("UPDATE failures SET times = times - 1 WHERE key = ?", (tally.key,))

    def begin(self, account: Account, token: str, now: float) -> None:
        """Begin a session with that token hash; sessions that are long over go."""
        with self._writing():
            self._do("DELETE FROM sessions WHERE began < ?", (now - WORKDAY,))
            self._do("INSERT INTO sessions VALUES (?, ?, ?, ?)", (token, account.id, now, now))
            self._do("UPDATE accounts SET seen = ? WHERE id = ?", (_utc_now(now), account.id))

    def session(self, token: str, now: float) -> Session | None:
        """The session with that token hash as its account now is, None if it is over; notes that it was seen."""
        found = self._all(
            f"""SELECT sessions.began, sessions.seen AS last, {_ACCOUNT}
                FROM sessions JOIN accounts ON accounts.id = sessions.account WHERE token = ?""",  # noqa: S608 - our names
            (token,),
        )
        if not found:
            return None
        session = Session(_account(found[0]), found[0]["began"], found[0]["last"])
        if not alive(session, now):
            return None
        if now - session.seen >= SEEN_AGAIN:
            with self._writing():
                self._do("UPDATE sessions SET seen = ? WHERE token = ?", (now, token))
                self._do("UPDATE accounts SET seen = ? WHERE id = ?", (_utc_now(now), session.account.id))
        return session

    def end(self, token: str) -> None:
        """End the session with that token hash."""
        with self._writing():
            self._do("DELETE FROM sessions WHERE token = ?", (token,))

    def copy_to(self, file: Path) -> None:
        """Copy the accounts into the new `file`, in one consistent state and without anybody's session."""
        with self.told(self._path), closing(sqlite3.connect(file, isolation_level=None)) as copy:
            self._connection.backup(copy)
            copy.execute("DELETE FROM sessions")
            copy.execute("DELETE FROM failures")
            copy.execute("VACUUM")

    def _note(self, name: str, by: Account | None, what: Change) -> None:
        self._do(
            "INSERT INTO changes (account, at, who, what, role) SELECT id, ?, ?, ?, role FROM accounts WHERE key = ?",
            (_utc_now(), by.name if by else "", what, key_of(name)),
        )

    @contextmanager
    def _changing(self, name: str, by: Account | None) -> Iterator[None]:
        """A transaction that changes an account; of two administrators who disable each other the first prevails."""
        with self._writing():
            if by and not _may(self.known(by.name), name):
                raise UnfitAccount(Unfit.NOT_ALLOWED, by.name)
            yield

    def _do(self, sql: str, values: Sequence[str | int | float] = ()) -> None:
        self._connection.execute(sql, values)


def _may(acting: Account, name: str) -> bool:
    """Whether somebody may change an account, as things stand now: administrators every one, others their own."""
    return acting.enabled and (acting.role is Role.ADMINISTRATOR or key_of(acting.name) == key_of(name))


def _account(row: sqlite3.Row) -> Account:
    return Account(row["id"], row["name"], ROLES[row["role"]], bool(row["enabled"]), row["added"], row["seen"])


def _utc_now(now: float | None = None) -> str:
    moment = datetime.now(UTC) if now is None else datetime.fromtimestamp(now, UTC)
    return moment.isoformat(timespec="seconds")
