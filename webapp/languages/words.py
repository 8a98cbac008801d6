"""What the site says, put into the language of its reader when it is shown."""

from __future__ import annotations

from collections.abc import Callable

from archive.bilingual import Both
from webapp.languages.catalogues import CHINESE, ENGLISH, messages, reads_english, speaking


class Phrase:
    """Words that wait for their reader; as text they are in the language that is read where they are shown.

    Equal to any text that says the same there. It is no markup: a template escapes it like any text.
    """

    __slots__ = ("_say",)

    def __init__(self, say: Callable[[], str]) -> None:
        self._say = say

    def __str__(self) -> str:
        return self._say()

    def __repr__(self) -> str:
        return repr(str(self))

    def __bool__(self) -> bool:
        return bool(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other) if isinstance(other, str | Phrase) else NotImplemented

    def __hash__(self) -> int:
        return hash(str(self))


Words = str | Phrase
"""A text that is the same for everybody, such as a name, or one that is told in the reader's language."""


def phrase(message: str, **given: object) -> Phrase:
    """A message of the catalogue, `%(name)s` in it standing for what is `given`."""
    return Phrase(lambda: messages().ugettext(message) % given)


def counted(message: str, number: int, **given: object) -> Phrase:
    """A message in which `%(num)s` is a number, in the plural where the language has one."""
    told_of = {"num": f"{number:,}", **given}
    return Phrase(lambda: messages().ungettext(message, message, number) % told_of)


def told(words: Both) -> Words:
    """Words that stand in both languages already; without English they are the same in both."""
    return Phrase(lambda: words.en if reads_english() else words.zh) if words.en else words.zh


def in_english(words: Words) -> str:
    """Words in English whoever asks, as programs want them."""
    with speaking(ENGLISH):
        return str(words)


def in_chinese(words: Words) -> str:
    """Words in Chinese whoever asks, as archivists keep them."""
    with speaking(CHINESE):
        return str(words)
