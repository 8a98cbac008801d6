"""The lists of words in the folder `data`: one file a list, words parted by white space."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "data"


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list."""
    return tuple((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split())


@cache
def characters(name: str) -> tuple[str, ...]:
    """The characters of a list whose words are single characters, printed without spaces."""
    return tuple("".join(words(name)))
