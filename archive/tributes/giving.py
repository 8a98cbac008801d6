"""A photograph and its letter are kept together or not at all, whatever fails between the two.

The photograph comes first, so that no letter ever speaks of one that is not there. Whoever is between the two shares
a lock of the operating system on the folder of photographs, which ends with the process however that ends; what no
letter speaks of is cleared away by whoever has the lock alone.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.tributes.store import TributeStore


@contextmanager
def giving(folder: DataFolder) -> Iterator[None]:
    """While somebody gives a photograph: within, it is kept (`gifts.keep`) and its letter stored.

    Where that fails the photograph goes again. Raises BohaiError if the folder cannot be used.
    """
    try:
        folder.gifts.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = os.open(folder.gifts, os.O_RDONLY)
    except OSError as problem:
        raise _unusable(folder, problem) from problem
    try:
        fcntl.flock(held, fcntl.LOCK_SH)
        yield
    except BaseException:
        os.close(held)
        # What cannot be cleared away now is when the site starts again; what failed is what the giver is told.
        with suppress(BohaiError):
            clear_away(folder)
        raise
    os.close(held)


def clear_away(folder: DataFolder) -> int:
    """Remove photographs, whole or begun, of which no letter speaks; how many.

    None while somebody is giving one, here or in another process. Raises BohaiError.
    """
    try:
        held = os.open(folder.gifts, os.O_RDONLY)
    except FileNotFoundError:
        return 0
    except OSError as problem:
        raise _unusable(folder, problem) from problem
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # Asked now that nobody is between a photograph and its letter.
        with closing(TributeStore.open(folder)) as store:
            spoken_of = {folder.gift(sha256) for sha256 in store.gifts()}
        lying = [file for file in folder.gifts.iterdir() if file not in spoken_of]
        for file in lying:
            file.unlink()
        return len(lying)
    except BlockingIOError:
        return 0
    except OSError as problem:
        raise _unusable(folder, problem) from problem
    finally:
        os.close(held)


def _unusable(folder: DataFolder, problem: OSError) -> BohaiError:
    return BohaiError(
        f"the folder of photographs cannot be used ({problem.strerror})",
        where=str(folder.gifts),
        remedy="see that this account may write there and that the disk has room",
    )
