"""The archivists' files, kept byte for byte under their content hash."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import IO, Final

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
        with file.open("rb") as source, copy.open("wb") as target:
            known = copied(source, target)
        if known != sha256:
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


def copied(source: IO[bytes], target: IO[bytes]) -> str:
    """Copy what is left of `source` into `target`, onto the disk; its SHA-256, in hexadecimal. Raises OSError."""
    digest = hashlib.sha256()
    while block := source.read(BLOCK):
        digest.update(block)
        target.write(block)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest()
