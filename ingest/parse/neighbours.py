"""Whether a paragraph tells the facts of two people: the entry of a neighbour ran into it.

    …1948年2月牺牲于福州顿设方，男，昌邑县马庄村人，…三野六支队连长，1953年牺牲于周村

A life has one sex, one birth and one origin, and nothing of it is told anew once its end was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingest.parse import clauses
from ingest.parse.clauses import Said

_ONCE: Final = ("sex", "birth", "native_place")
_BEFORE_THE_END: Final = frozenset([*_ONCE, "enlisted", "political_status", "unit", "position"])
_OF_ORIGIN: Final = re.compile(r"人(?![\u3400-\u9fff])")
"""What follows an origin that is told as such: 今惠民县东李村 only says where a place is, 中国人民志愿军 is none."""


def are_told(words: str, said: Sequence[Said]) -> bool:
    """Whether what is said, in the order of the paragraph's `words`, is of more than one person."""
    before: set[str] = set()
    ended = dated = False
    for each in said:
        own = words[each.start : each.end]
        told = _told(words, each) & _BEFORE_THE_END
        if told & before and (ended or told & set(_ONCE)):
            return True
        before |= told
        if "death" in each.fields and clauses.tells_death(own):
            again = clauses.is_date(own, whole=False)
            if again and dated:
                return True
            ended, dated = True, dated or again
    return False


def _told(words: str, said: Said) -> set[str]:
    if said.start == said.end or ("native_place" in said.fields and not _OF_ORIGIN.match(words, said.end)):
        return set()
    return set(said.fields)
