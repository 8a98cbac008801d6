"""From what a visitor typed to a letter, or to a sentence that says what is wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from archive.records import FIELDS
from archive.tributes.values import Correction, KinNotice, Memory, Words
from webapp import languages
from webapp.languages import phrase

Given = Mapping[str, str]

_LINES: Final = re.compile(r"\n{3,}")
_LONGEST: Final = {"text": 4000, "words": 1000, "why": 1000, "should_be": 200, "contact": 200}
"""Characters of a part of a letter; of any other part, NAME at most."""
_NAME: Final = 60
_FEWER: Final = 500
"""Characters of words that are left; a memory may be longer."""


class Wanting(Exception):  # noqa: N818 - says what is so
    """The form cannot be taken as it is; `sentence` tells its writer why."""

    def __init__(self, sentence: languages.Words) -> None:
        super().__init__(languages.in_english(sentence))
        self.sentence = sentence


def words_of(given: Given) -> Words:
    """Words left for a person; raises Wanting."""
    return Words(_needed(given, "text", phrase("请写下留言。"), _FEWER), part(given, "signed"))


def memory_of(given: Given) -> Memory:
    """A memory of a person; raises Wanting."""
    text = _needed(given, "text", phrase("请写下您的回忆。"))
    return Memory(text, part(given, "signed"))


def correction_of(given: Given, entry: str, stands: Mapping[str, str]) -> Correction:
    """What a family says of a field; `stands` is what the site tells of each field now. Raises Wanting."""
    field = given.get("field", "")
    if field not in FIELDS:
        raise Wanting(phrase("请选择要补正的项目。"))
    should_be = _needed(given, "should_be", phrase("请写明应当是什么。"))
    why = _needed(given, "why", phrase("请写明依据，例如家谱、证明书或亲历。"))
    return Correction(entry, field, stands.get(field, ""), should_be, why)


def kin_notice_of(given: Given) -> KinNotice:
    """Whom a family looks for; raises Wanting."""
    return KinNotice(
        _needed(given, "name", phrase("请写明所寻亲人的姓名。")),
        part(given, "place"),
        part(given, "years"),
        part(given, "words"),
    )


def contact_of(given: Given) -> str:
    """How the archivists may reach a family; raises Wanting."""
    return _needed(given, "contact", phrase("请留下联系方式，以便核实。"))


def part(given: Given, name: str, longest: int | None = None) -> str:
    """One part of a form without anything that cannot be seen; raises Wanting where it is too long."""
    lines = given.get(name, "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    seen = ("".join(char for char in line if char.isprintable()).strip() for line in lines)
    text = _LINES.sub("\n\n", "\n".join(seen)).strip()
    most = longest or _LONGEST.get(name, _NAME)
    if len(text) > most:
        raise Wanting(phrase("有一项写了 %(written)s 字，请不要超过 %(most)s 字。", written=len(text), most=most))
    return text if name in _LONGEST else text.replace("\n", " ")


def _needed(given: Given, name: str, sentence: languages.Words, longest: int | None = None) -> str:
    text = part(given, name, longest)
    if not text:
        raise Wanting(sentence)
    return text
