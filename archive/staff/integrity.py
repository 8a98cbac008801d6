"""Whether the accounts are still as they were stored; every fault is one sentence."""

from __future__ import annotations

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.staff.store import StaffStore


def staff_faults(folder: DataFolder) -> list[str]:
    """What is wrong with the accounts of `folder`; nothing where nobody was ever added."""
    if not folder.staff.exists():
        return []
    try:
        with StaffStore.open(folder) as store:
            return [f"the accounts: {words}" for words in store.faults()]
    except BohaiError as problem:
        return [str(problem)]
