"""Printed headings → fields, by a table of synonyms (`headings.toml`) that is data.

籍貫 → native_place    牺牲时所在军队及其职务 → unit, position    序号 → a serial    民族 → kept as it is
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from itertools import product
from typing import Any, Final

from archive.records import ILLEGIBLE
from ingest.parse import dates
from ingest.parse.characters import narrow, simplified

_LONG: Final = 4
"""From this length one misread character leaves a heading recognisable."""
_LONGER: Final = range(6, 17)
"""Of these lengths two do, in two of its pieces, of which the shortest has but one misread."""
_SOIL: Final = r"[^()\u4e00-\u9fff]{1,4}"
_CORNER: Final = re.compile(rf"^(?:{_SOIL}|[一丨])(?=[\u4e00-\u9fff]{{2}})|(?<=[\u4e00-\u9fff]{{2}}){_SOIL}$")
_BETWEEN: Final = re.compile(r"(?<=[\u4e00-\u9fff])[^()\w\s]{1,2}(?=[\u4e00-\u9fff])")
"""A speck in the white of a heading that is set with air, read as a mark: 籍·贯."""


class Role(StrEnum):
    """What a column is for."""

    SERIAL = "serial"
    FIELD = "field"
    OTHER = "other"
    """A column that rosters are known to print and that fits no field."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a printed heading means; `fields` is empty unless the role is FIELD."""

    role: Role
    fields: tuple[str, ...] = ()


UNKNOWN: Final = Heading(Role.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """subject, aspect, noun or filler."""
    meaning: str


@cache
def understand(printed: str) -> Heading:
    """What a heading means, however it is wrapped, spaced or written (姓　名, 籍貫, 犧牲時間)."""
    words = _normal(printed)
    if not words:
        return UNKNOWN
    unbracketed = re.sub(r"\(.*?\)", "", words) or words
    found = _whole().get(words) or _plainly(unbracketed) or _plainly(words) or _beside_soil(words)
    found = found or _plainly(_BETWEEN.sub("", words))
    if found:
        return found
    if len(words) < _LONG:
        return _cut(words)
    whole = simplified(narrow(printed))
    near = _nearly(whole) if whole.count(ILLEGIBLE) == 1 else UNKNOWN
    near = _nearly(words) if near is UNKNOWN else near
    return near if near is not UNKNOWN or len(words) not in _LONGER else _loosely(unbracketed)


def is_known(printed: str) -> bool:
    """Whether the text is a heading at all."""
    return understand(printed).role is not Role.UNKNOWN


def tells_headings(printed: str) -> bool:
    """Whether the text speaks for a row of headings: a heading that is no content of columns too.

    What begins with a date answers a heading, whatever words follow: 1944年入党, 1943年滕县战斗牺牲. So does what tells
    of a death and asks nothing: 战斗牺牲, where 何战斗牺牲 asks.
    """
    words = _normal(printed)
    if not is_known(printed) or words in _table()["also_contents"]["words"]:
        return False
    if words not in _whole() and "何" not in words and words.endswith(_deaths()):
        return False
    return not dates.leading_date(narrow(printed).strip())


@cache
def _deaths() -> tuple[str, ...]:
    """The words for a death that are contents of columns as well: 牺牲, 阵亡."""
    return tuple(w for w in _table()["also_contents"]["words"] if understand(w).fields[:1] == ("death",))


def counts_people(printed: str) -> bool:
    """Whether the heading is that of a column of figures, as in tables of statistics."""
    return _normal(printed) in _table()["counts"]["words"]


def _normal(printed: str) -> str:
    words = simplified(narrow(printed)).strip("、,.:;·|-—_~")
    # A corner or a piece of a frame, or of a seal, is read as letters or a stroke.
    return _CORNER.sub("", words.replace("。", ""))


def _beside_soil(words: str) -> Heading | None:
    """What a heading means beside a character read out of a seal, 快住址; no name, for 父姓名 is another's.

    So does one before which stands the last character of the heading before it, 月所在单位, cut off between columns.
    """
    found = next((known for part in (words[1:], words[:-1]) if len(part) > 1 and (known := _whole().get(part))), None)
    if found is None and len(words) > _LONG and words[0] in {known[-1] for known in _whole()}:
        found = _plainly(words[1:])
    return None if found is None or "name" in found.fields else found


def _plainly(words: str) -> Heading | None:
    if words in _whole():
        return _whole()[words]
    if any(person in words for person in _table()["other"]["people"]):
        return Heading(Role.OTHER)
    tokens = _chain(words)
    fields = _fields(tokens) if tokens else ()
    return Heading(Role.FIELD, fields) if fields else None


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files("ingest.parse").joinpath("headings.toml").read_text("utf-8"))


@cache
def _whole() -> dict[str, Heading]:
    whole = {words: Heading(Role.OTHER) for words in _table()["other"]["words"]}
    whole |= {words: Heading(Role.OTHER) for words in _table()["counts"]["words"]}
    whole |= {words: Heading(Role.SERIAL) for words in _table()["serial"]["words"]}
    for field, synonyms in _table()["fields"].items():
        whole |= {words: Heading(Role.FIELD, (field,)) for words in synonyms}
    return whole


@cache
def _pieces() -> list[tuple[str, _Token]]:
    """All pieces, longest first, so that 参加革命工作 is not read as 参加革命."""
    table = _table()
    pieces = [(word, _Token("filler", "")) for word in table["fillers"]["words"]]
    for kind, section in (("noun", "nouns"), ("aspect", "aspects"), ("subject", "subjects")):
        pieces += [(word, _Token(kind, meaning)) for meaning in table[section] for word in table[section][meaning]]
    return sorted(pieces, key=lambda piece: -len(piece[0]))


def _chain(words: str) -> list[_Token] | None:
    """The pieces that make up the whole of `words`, longest pieces tried first; None if they do not."""
    if not words:
        return []
    for word, token in _pieces():
        if words.startswith(word) and (rest := _chain(words[len(word) :])) is not None:
            return [token, *rest]
    return None


def _fields(tokens: list[_Token]) -> tuple[str, ...]:
    """Fields in printed order; an aspect belongs to the subject before it, else to the one after."""
    subjects = [token.meaning for token in tokens if token.kind == "subject"]
    if "honors" in subjects:
        return ("honors",)
    fields: list[str] = []
    subject = subjects[0] if subjects else ""
    used = False
    for token in tokens:
        if token.kind == "subject":
            subject, used = token.meaning, used and token.meaning == subject
        elif token.kind == "noun":
            fields.append(token.meaning)
        elif token.kind == "aspect":
            meaning = _table()["meanings"].get(subject, {}).get(token.meaning)
            if meaning is None:
                return ()
            used = True
            fields.append(meaning)
    if not fields and subject and not used:
        fields = list(_table()["meanings"][subject]["alone"])
    return tuple(dict.fromkeys(fields))


@cache
def _vocabulary() -> dict[str, Heading]:
    """Every heading worth being mistaken for another: the whole ones, subject × aspect and what is often asked."""
    composed = {words: found for words in _table()["asked"]["words"] if (found := _plainly(words))}
    subjects, aspects = _table()["subjects"], _table()["aspects"]
    for subject, aspect in product(subjects, aspects):
        for before, after in product(subjects[subject], aspects[aspect]):
            if found := _plainly(before + after):
                composed[before + after] = found
    return composed | _whole()


def _nearly(words: str) -> Heading:
    """The heading that `words` is with one character misread, lost or added, if only one fits."""
    near = {
        heading
        for known, heading in _vocabulary().items()
        if len(known) >= _LONG and abs(len(known) - len(words)) <= 1 and one_apart(known, _filled(words, known))
    }
    return near.pop() if len(near) == 1 else UNKNOWN


def _cut(words: str) -> Heading:
    """The heading that lost a character at the edge of its cell and left three (士姓名), if only one fits."""
    if len(words) != _LONG - 1:
        return UNKNOWN
    fitting = {heading for known, heading in _whole().items() if len(known) == _LONG and words in known}
    return fitting.pop() if len(fitting) == 1 else UNKNOWN


def _filled(words: str, known: str) -> str:
    """The words with a character that nobody could read taken to be what it is in a heading as long as they are."""
    if len(words) != len(known) or words.count(ILLEGIBLE) != 1:
        return words
    return "".join(k if word == ILLEGIBLE else word for word, k in zip(words, known, strict=True))


def _loosely(words: str) -> Heading:
    """The heading whose pieces `words` are when two of them have a character misread, if only one fits."""
    # For each place in the words and number of misread characters before it: the tokens that lead there.
    chains: list[list[set[tuple[_Token, ...]]]] = [[set(), set(), set()] for _ in range(len(words) + 1)]
    chains[0][0].add(())
    for start in range(len(words)):
        for word, token in _pieces():
            end = start + len(word)
            wrong = sum(a != b for a, b in zip(word, words[start:end], strict=False))
            if end > len(words) or wrong > (len(word) >= 2):
                continue
            for errors in range(3 - wrong):
                chains[end][errors + wrong] |= {(*chain, token) for chain in chains[start][errors]}
    for told in chains[-1][: 2 if len(words) == _LONGER[0] else 3]:
        if fields := {found for chain in told if (found := _fields(list(chain)))}:
            return Heading(Role.FIELD, fields.pop()) if len(fields) == 1 else UNKNOWN
    return UNKNOWN


def one_apart(left: str, right: str) -> bool:
    """Whether one character changed, added or dropped makes `left` into `right`."""
    start = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    a, b = left[start:], right[start:]
    return bool(a or b) and (a[1:] == b[1:] or a[1:] == b or a == b[1:])
