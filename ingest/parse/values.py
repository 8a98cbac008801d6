"""What a field's text means: dates in EDTF, simplified characters, nothing where nothing is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from archive.records import DATE_FIELDS, ILLEGIBLE, PLACE_FIELDS
from ingest.parse import compound, dates, names, vocabulary
from ingest.parse.characters import narrow, simplified, simplified_name
from ingest.parse.evidence import Doubt

_UNTOLD: Final = frozenset(
    ["", "不详", "不明", "未详", "未明", "待查", "失考", "无考", "不清", "□", "—", "-", "——", "/"]
)
_NEVER_UNTOLD: Final = frozenset([*DATE_FIELDS, *PLACE_FIELDS, "name", "sex", "alias"])
_DATED: Final = re.compile(r"[0-9〇零一二三四五六七八九十]年|^[春夏秋冬]季?[于在]")
"""What no place is called: a date that was not cut off from it."""
_BROKEN: Final = re.compile(r"牺(?!牲)|(?<!牺)牲")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The value of a text, None where it says nothing or nothing is understood, and what speaks against it."""

    value: str | None
    doubts: tuple[Doubt, ...] = ()


def understand(field: str, text: str) -> Meaning:
    """What `text` means as the content of `field`; a blank text means None.

    A printed 不详 is no date, place or name, but in the other fields it is what the paper answers.
    """
    if simplified(narrow(text)) in _UNTOLD:
        answers = field not in _NEVER_UNTOLD and any("\u4e00" <= char <= "\u9fff" for char in text)
        value = simplified(narrow(text)) if answers else None
        return Meaning(value, (Doubt.ILLEGIBLE,) if ILLEGIBLE in text else ())
    if field in DATE_FIELDS:
        dated = dates.parse(text)
        return Meaning(dated.value, dated.doubts)
    if field == "name":
        return Meaning(simplified_name(names.bare(text)), names.doubts(text))
    if field == "sex":
        return _sex(text)
    if field == "alias":
        return Meaning(simplified_name(narrow(text)))
    doubts = []
    if ILLEGIBLE in text:
        doubts.append(Doubt.ILLEGIBLE)
    if field == "position" and not (vocabulary.knows(field, text) or compound.ends_like_position(simplified(text))):
        doubts.append(Doubt.UNKNOWN_POSITION)
    if field in PLACE_FIELDS and _DATED.search(narrow(text)):
        doubts.append(Doubt.NOT_SPLIT)
    if _BROKEN.search(simplified(text)):
        doubts.append(Doubt.BROKEN_WORD)
    return Meaning(simplified(narrow(text)), tuple(doubts))


def _sex(text: str) -> Meaning:
    sex = narrow(text).removesuffix("性")
    return Meaning(sex) if sex in ("男", "女") else Meaning(None, (Doubt.NOT_A_SEX,))
