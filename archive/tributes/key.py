"""The secret by which visitors' cookies are signed and their tokens hashed: made once, kept to the site."""

from __future__ import annotations

import secrets
from typing import Final

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.writing import make_once

_LENGTH: Final = 32
"""Bytes."""


def site_key(folder: DataFolder) -> bytes:
    """The key of the site, made if there is none; raises BohaiError.

    Not in any backup: with another key visitors merely count as new ones.
    """
    try:
        if not folder.tributes_key.exists():
            folder.root.mkdir(parents=True, exist_ok=True)
            make_once(folder.tributes_key, secrets.token_bytes(_LENGTH))
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
