"""Names of places in letters: the name as one word, what kind of place it is as another (Huìmín Xiàn, Shāwō Xiāng).

After the rules for Chinese place names of 1984 (中国地名汉语拼音字母拼写规则): what kind it is stands apart, but in the
names of villages, which are one word. Tones stand above the vowels, as in names of people.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pypinyin import Style, pinyin

from search.characters import tables
from search.characters.fold import fold
from search.characters.romanized import is_character, joined

_WIDE: Final = "人民公社|公社|行政区|专区|地区|军分区|军区|特区|战役|回族|自治县"
_STEP: Final = re.compile(
    rf"([^省县市区乡镇]{{0,5}}?)({_WIDE})"
    r"|([^省县市区乡镇]{1,5}?)([省县]|[市区乡镇](?!家|[村庄屯店集]$))"
)
"""A place that others lie in; 市 and 区 of a village's name (李市村, 区家庄) are none."""


@lru_cache(maxsize=1 << 14)
def romanized_place(name: str) -> str:
    """A place in Hanyu Pinyin, Shāndōng Shěng Huìmín Xiàn Xiǎozhàozhuāng; "" where there is no character in it."""
    kept, words, end = fold(name), [], 0
    if not any(map(is_character, kept)):
        return ""
    while step := _STEP.match(kept, end):
        kind = _word(step[2] or step[4])
        words += [_word(step[0])[: -len(kind)], kind]
        end = step.end()
    words.append(_word(kept[end:]))
    return " ".join(joined(tuple(word)) for word in words if word)


def _word(name: str) -> list[str]:
    """The syllables of a word, which is read as it is known, else as a dictionary of words tells."""
    known = next((place for place in _known() if name.startswith(place)), "")
    rest = name.removeprefix(known)
    return [*_known().get(known, ()), *(one for (one,) in pinyin(rest, style=Style.TONE))]


@lru_cache(maxsize=1)
def _known() -> dict[str, tuple[str, ...]]:
    return {place: tuple(spoken.split()) for place, spoken in tables.rows("places.csv")}
