"""Group headings over blocks of entries: 沙窝乡(63人), 柳林镇, 抗日战争时期; and totals under them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Final

from archive.records import Box
from ingest.pages import CellText
from ingest.parse.characters import narrow, simplified
from ingest.parse.evidence import Doubt
from ingest.parse.numerals import number, plain
from ingest.parse.pieces import joined as joined_texts

_COUNT: Final = re.compile(
    r"[\(\[【〔{]?(?:共计?|计|合计|烈士)?(?P<count>\d{1,4}|[〇一二三四五六七八九十百廿卅]{1,5})(?:(?:[人入名位](?:烈士)?|个人).?)?[\)\]】〕}]?$"
)
_COUNT_WORD: Final = re.compile(r"[人入名位].?[\)\]】〕}]?$|[\(\[【〔{].*[\)\]】〕}]$")
_AGAIN: Final = re.compile(r"[\(\[【〔][续續]\d*[\)\]】〕]$")
_TOTAL: Final = re.compile(
    r"^(?:本[页乡镇村区县社]|全[县乡镇区村社]|以上)?(?:小计|合计|共计|总计|累计|总共|共|以上)[:：]?"
    r"(?P<rest>.*)$"
)
_RANKS: Final = (
    ("省",),
    ("地区", "专区", "市"),
    ("县", "旗"),
    ("区",),
    ("公社", "乡", "镇", "街道", "办事处"),
    ("管理区", "管区", "大队", "片"),
    ("村", "庄", "屯", "寨", "家", "店", "坊子"),
)
"""How names of places end, from provinces to villages."""
_COUNTY, _DISTRICT = 2, 3
TOWNSHIP: Final = 4
"""The rank of towns, townships and communes; those of wider places are less."""
_WELL_READ: Final = 0.9
"""Confidence from which a heading that is no place is taken at its word."""
_MILITARY: Final = ("军区", "分区", "战区", "边区", "解放区", "根据地")
_LEADING: Final = re.compile(
    r"^(?:(.{2,4}?省)|(.{2,4}?市)|(.{1,3}?县)|(.{1,4}?区)|(.{1,5}?(?:公社|街道|[乡镇])(?![村庄])))"
)


@dataclass(frozen=True, slots=True)
class Group:
    """A group heading: `printed` without its count, `rank` of the place (0 province … 6 village, None: no place).

    `confidence` is that of its cells, `evidence` their print so far as it is the heading's name, and `box` where
    it stands, None if that is on another page.
    """

    printed: str
    count: int | None
    rank: int | None
    confidence: float = 1.0
    box: Box | None = None
    evidence: CellText | None = None

    @property
    def text(self) -> CellText:
        """The name with the evidence for it, for those who stand under it."""
        return self.evidence or CellText(self.printed, self.confidence)

    @property
    def is_place(self) -> bool:
        """Whether the heading names a place, to be joined to the places under it."""
        return self.rank is not None


@dataclass(frozen=True, slots=True)
class Total:
    """A printed subtotal or total; `count` is None where its figure cannot be read."""

    count: int | None


def group(text: str) -> Group:
    """What a group heading says: 沙窝乡（63人） → 沙窝乡, 63, a 乡; 沙窝乡（续） → 沙窝乡."""
    words = _AGAIN.sub("", narrow(text).rstrip(":"))
    found = _COUNT.search(plain(words))
    if found and found.start() and _COUNT_WORD.search(found[0]):
        return Group(words[: found.start()], number(found["count"]), _rank(words[: found.start()]))
    return Group(words, None, _rank(words))


def is_count(text: str) -> bool:
    """Whether a text is the number of people alone that stands behind a place in a heading: （63人）."""
    words = plain(narrow(text))
    return _COUNT.fullmatch(words) is not None and _COUNT_WORD.search(words) is not None


def seen(texts: list[CellText], box: Box | None) -> Group:
    """The group heading that cells say together, with the evidence for its name; `box` frames them on the scan."""
    over = group(" ".join(text.text for text in texts))
    least = min(text.confidence for text in texts)
    return replace(over, confidence=least, box=box, evidence=_evidence(over.printed, joined_texts(texts)))


def _evidence(name: str, whole: CellText) -> CellText | None:
    """The print of a heading's name alone, without spaces and its count; None where its glyphs are not known."""
    glyphs = [glyph for glyph in whole.glyphs if not glyph.char.isspace()][: len(name)]
    if not name or narrow("".join(glyph.char for glyph in glyphs)) != name or len(glyphs) != len(name):
        return None
    own = tuple(replace(glyph, char=char) for glyph, char in zip(glyphs, name, strict=True))
    votes = whole.votes if narrow(whole.text) == name else ()
    return replace(whole, text=name, glyphs=own, votes=votes)


def total(text: str) -> Total | None:
    """The subtotal that a row's text is (小计, 合计 63人), else None."""
    words = plain(simplified(narrow(text)))
    found = _TOTAL.match(words)
    if found is None or len(words) > 16:
        return None
    if not found["rest"]:
        return None if words in ("共", "以上") else Total(None)
    count = re.fullmatch(r"(?:烈士)?(\d+|[〇一二三四五六七八九十百廿卅]+)(?:[人入名位])?[。.]?", found["rest"])
    if count is None:
        return Total(None) if words[0] in "小合总累" else None
    return Total(number(count[1]))


def joined(groups: tuple[Group, ...], place: str, outer: str = "") -> str:
    """The place with the group headings over it, widest first: 柳林镇 + 东柳家坊子.

    What the place begins with already is not said twice: nothing of the groups' own rank or wider
    is put before 惠民县…, nor 柳林镇 before 柳林镇…. `outer` is the roster's default place, put
    before places that name no county.
    """
    whole = place
    for over in sorted((g for g in groups if g.rank is not None), key=lambda g: -(g.rank or 0)):
        name = simplified(over.printed)
        widest = _widest(whole)
        if whole.startswith(name) or (widest is not None and over.rank is not None and over.rank >= widest):
            continue
        whole = name + whole
    widest = _widest(whole)
    if outer and not whole.startswith(simplified(outer)) and (widest is None or widest > _COUNTY):
        whole = simplified(outer) + whole
    return whole


def rejoined(head: str, place: str) -> str:
    """Another place under the headings that are told by `head`, what `joined` put before the place that stood there."""
    if (widest := _widest(place)) is not None and widest <= _COUNTY:
        return place
    return joined(told_by(head), place)


def told_by(head: str) -> tuple[Group, ...]:
    """The headings that `head`, what `joined` put before a place, tells of, widest first."""
    found = []
    while head:
        leading = _LEADING.match(head)
        name = leading[0] if leading else head
        found.append(Group(name, None, _widest(name) if leading else len(_RANKS) - 1))
        head = head[len(name) :]
    return tuple(found)


def begins_with_place(text: str) -> bool:
    """Whether a text begins with a place that says what it is: 稻庄乡老马场庙."""
    return _widest(simplified(narrow(text))) is not None


def pushed(groups: tuple[Group, ...], new: Group) -> tuple[Group, ...]:
    """The headings in force under `new`: a place ends the places of its rank and all that came under them.

    A heading that is no place ends the one before it. One that could not be read well enough to be known as a
    place ends with the next place, for that is what it most likely was. Of a 乡 behind the villages of a 区 nobody
    knows whether it lies within that 区 or beside it, nor of those that follow it.
    """
    rank = new.rank
    if rank is None:
        return (*(g for g in groups if g.is_place), new)
    wider = list(takewhile(lambda g: g.rank is None or g.rank < rank, groups))
    ranks = [g.rank for g in groups if g.rank is not None]
    behind_villages = ranks[-2:-1] == [_DISTRICT] and ranks[-1] > TOWNSHIP
    behind_another = any(g.rank == TOWNSHIP and str(Doubt.MAY_STAND_BESIDE) in g.text.doubts for g in groups)
    if rank == TOWNSHIP and (behind_villages or behind_another):
        new = replace(new, evidence=replace(new.text, doubts=(*new.text.doubts, str(Doubt.MAY_STAND_BESIDE))))
    return (*(g for g in wider if g.is_place or g.confidence >= _WELL_READ), new)


def _rank(name: str) -> int | None:
    words = simplified(name)
    if len(words) < 2 or words.endswith(_MILITARY):
        return None
    fitting = [(len(end), rank) for rank, ends in enumerate(_RANKS) for end in ends if words.endswith(end)]
    return max(fitting)[1] if fitting else None


def _widest(place: str) -> int | None:
    """The rank of the widest place that the text begins with, None for a bare village."""
    found = _LEADING.match(place)
    if found is None:
        return None
    return (0, 1, 2, 3, 4)[next(i for i, part in enumerate(found.groups()) if part)]
