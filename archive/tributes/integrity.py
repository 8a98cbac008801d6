"""Whether what visitors left is still as it was stored; every fault is one sentence."""

from __future__ import annotations

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.tributes.gifts import gift_fault
from archive.tributes.store import TributeStore


def tribute_faults(folder: DataFolder) -> list[str]:
    """What is wrong with the tributes and the photographs of `folder`; nothing where nobody has come yet."""
    if not folder.tributes.exists():
        return []
    try:
        with TributeStore.open(folder) as store:
            found = [f"the tributes: {words}" for words in store.faults()]
            return found + [fault for sha256 in store.gifts() if (fault := gift_fault(folder, sha256))]
    except BohaiError as problem:
        return [str(problem)]
