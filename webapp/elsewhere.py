"""What else to ask where a question finds nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from search import Filters, Search
from search.characters.fold import fold
from webapp.asking import parameters
from webapp.contexts import Another, Elsewhere


def elsewhere(search: Search, nearest: Iterable[str]) -> Elsewhere:
    """Questions that may be meant: a name that comes near, sounds that are not told apart, no filters."""
    first = replace(search, offset=0)
    return Elsewhere(
        nearest=tuple(_another(first, instead(search.words, name)) for name in nearest),
        slips=parameters(replace(first, slips=True)) if search.words and not search.slips else None,
        unsifted=parameters(replace(first, filters=Filters()))
        if search.words and search.filters != Filters()
        else None,
    )


def instead(asked: str, name: str) -> str:
    """The question with `name` in the place of the word that it comes nearest to, all other words kept."""
    words = asked.split()
    apart = {place: _apart(fold(word), fold(name)) for place, word in enumerate(words)}
    nearest = min(apart, key=apart.__getitem__, default=None)
    if nearest is None or apart[nearest] == len(name):
        return name
    return " ".join([*words[:nearest], name, *words[nearest + 1 :]])


def _another(search: Search, words: str) -> Another:
    return Another(words, parameters(replace(search, words=words)))


def _apart(word: str, name: str) -> int:
    """In how many characters they differ; as many as there are where one is longer."""
    if len(word) != len(name):
        return len(name)
    return sum(one != other for one, other in zip(word, name, strict=True))
