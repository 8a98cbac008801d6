"""What speaks against a text being a person's name. Names are never altered."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Final

from archive.records import ILLEGIBLE
from ingest.parse.characters import is_han, narrow, simplified
from ingest.parse.evidence import Doubt

_NOTE: Final = re.compile(r"\((?:女|男|烈士|[又原曾小乳化][\u4e00-\u9fff]{1,6})\)$")

_PARTS: Final = frozenset(
    "丨丶丿乀乁乚亅亠亻冂冖冫凵刂勹匚匸卩厶囗夂夊宀尢屮巛廴廾彐彑彡彳忄扌攵氵灬爫爿犭疒癶礻糹纟罒耂艹虍衤覀訁讠辶釒钅阝飠饣髟"
)
"""Strokes and parts of characters, which nobody is called by: what rules, specks and torn characters are read as."""
_LONGEST: Final = 3
"""Characters of a name at most whose surname has one."""


def bare(name: str) -> str:
    """The name without a printed note behind it: 李秀英 of 李秀英（女）."""
    return _NOTE.sub("", narrow(name))


def doubts(name: str) -> tuple[Doubt, ...]:
    """What speaks against `name`, which is not empty, being the print of a name."""
    plain = bare(name)
    found = []
    if ILLEGIBLE in plain:
        found.append(Doubt.ILLEGIBLE)
    if any(each in _PARTS or (each != ILLEGIBLE and not is_han(each)) for each in plain):
        found.append(Doubt.NAME_CHARACTER)
    if not 2 <= len(plain) <= _LONGEST + has_double_surname(plain):
        found.append(Doubt.NAME_LENGTH)
    elif not has_surname(plain):
        found.append(Doubt.RARE_SURNAME)
    return tuple(found)


def has_surname(name: str) -> bool:
    """Whether the name begins with one of the known surnames."""
    single, double = _surnames()
    plain = simplified(name)
    return plain[:1] in single or plain[:2] in double


def has_double_surname(name: str) -> bool:
    """Whether the name begins with one of the known surnames of two characters."""
    return simplified(name)[:2] in _surnames()[1]


def looks_like_name(text: str) -> bool:
    """Whether the text would pass for a name without a doubt."""
    return not doubts(text)


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads(resources.files("ingest.parse").joinpath("surnames.toml").read_text("utf-8"))
    return frozenset("".join(table["single"].split())), frozenset(table["double"])
