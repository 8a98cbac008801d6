"""The archivists' files, kept byte for byte under their content hash."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

from archive.errors import InputError
from archive.folder import DataFolder
from archive.writing import sync

BLOCK: Final = 1 << 20
"""Bytes copied at once."""


def keep(folder: DataFolder, file: Path, sha256: str) -> None:
    """Copy `file` into the archive: whole and on the disk, or not at all.

    Raises InputError if the file cannot be read or no longer has the content `sha256`.
    """
    place = folder.original(sha256)
    if place.exists():
        return
    folder.scratch.mkdir(parents=True, exist_ok=True)
    copy = folder.scratch / f"{sha256}.{os.getpid()}"
    try:
        if _copy(file, copy) != sha256:
            raise InputError("it changed while it was read", remedy="run this again when it is whole")
    except OSError as problem:
        copy.unlink(missing_ok=True)
        raise InputError(
            f"it cannot be copied ({problem.strerror})",
            remedy="see that it can be read and that the disk has room",
        ) from problem
    except InputError:
        copy.unlink()
        raise
    copy.chmod(0o444)
    place.parent.mkdir(parents=True, exist_ok=True)
    copy.replace(place)
    sync(place.parent)


def hash_of(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal; raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy(file: Path, copy: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as source, copy.open("wb") as target:
        while block := source.read(BLOCK):
            digest.update(block)
            target.write(block)
        target.flush()
        os.fsync(target.fileno())
    return digest.hexdigest()
