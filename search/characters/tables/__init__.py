"""The character tables: each file here names its sources and their licences in its head."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import Final

TABLES: Final = ("folds.csv", "glyphs.csv", "lookalikes.csv", "strokes.csv", "surnames.csv")


def rows(name: str) -> Iterator[tuple[str, str]]:
    """First column and rest of every line of a table, comments left out."""
    for line in _source(name).decode().splitlines():
        if line and not line.startswith("#"):
            key, _, rest = line.partition(",")
            yield key, rest


def digest() -> str:
    """Changes whenever a table does, so that an index made with other tables is known as such."""
    together = hashlib.sha256()
    for name in TABLES:
        together.update(_source(name))
    return together.hexdigest()[:12]


def _source(name: str) -> bytes:
    return files("search.characters.tables").joinpath(name).read_bytes()
