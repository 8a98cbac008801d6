"""The secret by which visitors' cookies are signed and their tokens hashed: made once, kept to the site."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import Final

from archive.errors import BohaiError
from archive.folder import DataFolder

_LENGTH: Final = 32
"""Bytes."""


def site_key(folder: DataFolder) -> bytes:
    """The key of the site, made if there is none; raises BohaiError.

    Not in any backup: with another key visitors merely count as new ones.
    """
    try:
        if not folder.tributes_key.exists():
            _make(folder)
        key = folder.tributes_key.read_bytes()
    except OSError as problem:
        raise BohaiError(
            f"the key of the site cannot be kept ({problem.strerror})",
            where=str(folder.tributes_key),
            remedy="give this account the right to read and write the data folder",
        ) from problem
    if len(key) != _LENGTH:
        raise BohaiError(
            "the key of the site is not whole",
            where=str(folder.tributes_key),
            remedy="delete the file; a new key is made when the site starts",
        )
    return key


def _make(folder: DataFolder) -> None:
    """Put a whole key there; of two processes that do so at once, the first prevails."""
    folder.root.mkdir(parents=True, exist_ok=True)
    beside = folder.tributes_key.with_name(f".{folder.tributes_key.name}.{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secrets.token_bytes(_LENGTH))
        os.fsync(handle)
        with suppress(FileExistsError):
            os.link(beside, folder.tributes_key)
    finally:
        os.close(handle)
        beside.unlink()
