"""Accounts, as the command line and the desk change them. `by` is who does so; None is the command line."""

from __future__ import annotations

from archive.errors import UsageError
from archive.folder import DataFolder
from archive.staff.names import key_of, written
from archive.staff.passwords import hashed, refuse_weak
from archive.staff.store import StaffStore, make
from archive.staff.unfit import Unfit, UnfitAccount
from archive.staff.values import Account, Role
from archive.store import expect_archive


def accounts(folder: DataFolder) -> list[Account]:
    """All accounts in the order of their names; raises InputError where there are neither accounts nor an archive."""
    if not folder.staff.exists():
        expect_archive(folder)
        return []
    make(folder)
    with StaffStore.open(folder) as store:
        return store.accounts()


def refuse_unknown(folder: DataFolder, name: str) -> None:
    """Raise UsageError where there is no account of that name."""
    with _opened(folder) as store:
        store.known(name)


def add(folder: DataFolder, name: str, role: Role, password: str, by: Account | None = None) -> str:
    """Add an account; the name as it is kept. Raises UnfitAccount if the name is taken or the password weak."""
    kept = written(name)
    refuse_weak(password, kept)
    make(folder)
    with StaffStore.open(folder) as store:
        store.add(kept, role, hashed(password), by)
    return kept


def set_password(folder: DataFolder, name: str, password: str, by: Account | None = None, keep: str = "") -> None:
    """Give an account another password; all its sessions end but the one with the token hash `keep`."""
    refuse_weak(password, name)
    with _opened(folder) as store:
        store.set_password(name, hashed(password), by, keep)


def set_role(folder: DataFolder, name: str, role: Role, by: Account | None = None) -> None:
    """Give an account another role, at once."""
    _refuse_oneself(name, by)
    with _opened(folder) as store:
        store.set_role(name, role, by)


def set_enabled(folder: DataFolder, name: str, enabled: bool, by: Account | None = None) -> None:
    """Let an account in again, or end its sessions and let it in no more; what it decided stands."""
    _refuse_oneself(name, by)
    with _opened(folder) as store:
        store.set_enabled(name, enabled, by)


def _opened(folder: DataFolder) -> StaffStore:
    """The accounts, where there are any; raises UsageError where nobody was ever added."""
    if not folder.staff.exists():
        raise UsageError("there are no accounts yet", where=str(folder.root), remedy="add one with `bohai users add`")
    make(folder)
    return StaffStore.open(folder)


def _refuse_oneself(name: str, by: Account | None) -> None:
    """At the desk nobody takes their own rights away, so that one administrator is always left."""
    if by and key_of(by.name) == key_of(name):
        raise UnfitAccount(Unfit.OWN_RIGHTS, name)
