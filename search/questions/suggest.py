"""Names that come near where nobody was found, and what a question may be going to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from search.characters.fold import fold
from search.characters.lookalikes import likeness
from search.characters.pinyin import letters_of, slips, usual_readings
from search.characters.spelling import spellings
from search.index.engine import Holds, Numbers, all_of, united
from search.index.opened import Index
from search.index.schema import Kind, pairs
from search.questions.lenses import lens_of_spelling, one_other
from search.questions.question import Question, Word
from search.questions.ranking import NO_MATCH, best_matches, texts_seen

MOST: Final = 8
_LONGEST: Final = 4
"""Characters of a name to which others are said to come near."""
_WEIGHED: Final = 400
"""Names of which one is looked at for how near it comes; the commonest, should there be more."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A word that begins as the last one of a question does, and what it is: `name` or `place`."""

    words: str
    kind: str


def nearest(opened: Index, question: Question) -> tuple[str, ...]:
    """Names with one character other than asked, those that sound or look alike first; for words that find nobody."""
    found: list[str] = []
    for term in question.terms:
        if isinstance(term, Word) and (best_matches(term, opened) == NO_MATCH).all():
            found += _near(opened, term.folded)
    return tuple(dict.fromkeys(found))[:MOST]


def _near(opened: Index, asked: str) -> list[str]:
    if not 2 <= len(asked) <= _LONGEST:
        return []
    texts = opened.as_long(len(asked), opened.texts(one_other(asked)))
    names = {opened.kept(text) for text in _commonest(opened, texts, _WEIGHED)}
    near = [name for name in names if sum(map(str.__ne__, name, asked)) == 1]
    return sorted(near, key=lambda name: _distance(asked, name))


def completions(opened: Index, words: str) -> tuple[Completion, ...]:
    """What the last word of a question may be going to be: names of this archive, then places."""
    asked = words.rsplit(maxsplit=1)[-1] if words.strip() else ""
    kept, letters = fold(asked), letters_of(asked)
    if not kept or words.endswith(" "):
        return ()
    if letters:
        spelled = map(lens_of_spelling, spellings(letters, typing=True))
        names = united([texts for lens in spelled for texts, _ in texts_seen(lens, opened)])
    else:
        names = opened.texts(all_of(Holds(Kind.NAMES, pair) for pair in pairs(kept)))
        names = names[[opened.kept(text).startswith(kept) for text in names.tolist()]]
    said = [Completion(opened.written(text), "name") for text in _commonest(opened, names, MOST)]
    if not letters and len(kept) > 1:
        homes = opened.texts(Holds(Kind.HOMES, kept[:2]))
        begun = [opened.written(text) for text in _commonest(opened, homes, _WEIGHED)]
        said += [Completion(home, "place") for home in begun if home.startswith(kept)]
    return tuple(said[:MOST])


def _commonest(opened: Index, texts: Numbers, most: int) -> list[int]:
    """At most so many of the texts, those with most bearers first."""
    counts = opened.borne(texts)
    order = np.lexsort((texts, -counts))[:most]
    return [int(text) for text in texts[order]]


def _distance(asked: str, name: str) -> tuple[bool, float, str]:
    """How far the one other character is from what was asked: those that sound alike first, then by their looks."""
    ((one, other),) = [pair for pair in zip(asked, name, strict=True) if pair[0] != pair[1]]
    heard = {slip for sound in usual_readings(one) for slip in slips(sound)}
    return not heard.intersection(usual_readings(other)), -likeness(one, other), name
