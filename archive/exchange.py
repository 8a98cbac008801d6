"""A folder that takes another's place at a stroke."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path
from typing import Final

from archive.writing import sync

_HERE: Final = -100
"""AT_FDCWD: a path is meant from where the process stands."""
_EXCHANGE: Final = 2
"""RENAME_EXCHANGE of Linux: both names change places in one step (renameat2(2))."""
_UNABLE: Final = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)


def beside(dest: Path, word: str) -> Path:
    """The hidden name beside `dest` that a folder of it bears which is not, or no longer, in place."""
    return dest.with_name(f".{dest.name}.{word}")


def put_in_place(new: Path, dest: Path) -> None:
    """Let the folder `new` be `dest`; what was there before is removed. Raises OSError.

    Whoever looks finds the old or the new, at any moment. A file system that cannot exchange two names
    (FAT on a stick) has a moment with neither: should the machine stop just then, `restore_place` brings the
    old one back.
    """
    old = beside(dest, "old")
    if not dest.exists():
        new.rename(dest)
    elif _exchanged(new, dest):
        new.rename(old)
    else:
        dest.rename(old)
        new.rename(dest)
    sync(dest.parent)
    shutil.rmtree(old, ignore_errors=True)


def restore_place(dest: Path) -> None:
    """Bring back what `put_in_place` was stopped over, and sweep away what was never put in place. Raises OSError."""
    old = beside(dest, "old")
    if old.exists() and not dest.exists():
        old.rename(dest)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two names; False where the system or the file system cannot."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    problem = ctypes.get_errno()
    if problem in _UNABLE:
        return False
    raise OSError(problem, os.strerror(problem), str(other))
