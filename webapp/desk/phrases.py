"""What the program says in English, in the desk's words."""

from __future__ import annotations

import re
from collections.abc import Mapping


class Phrases:
    """Chinese for English sentences: patterns that match a whole sentence, each with what is said for it."""

    __slots__ = ("_known",)

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in known.items())

    def say(self, english: str) -> str:
        """The sentence in Chinese; one that is not known stands as it is."""
        for pattern, words in self._known:
            if found := pattern.fullmatch(english):
                return found.expand(words)
        return english
