"""Running text → paragraphs: where the entry of each person begins, and what stands between the entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.parse import clauses
from ingest.parse.characters import narrow, simplified
from ingest.parse.flow import Flow, PrintedLine
from ingest.parse.groups import group
from ingest.parse.heads import Head, head

_SHORT: Final = 1.6
"""Characters of white at its end from which on a line closes its paragraph."""
_WITHIN: Final = 4.0
"""Characters of white at its end from which on a line ends its paragraph, be its full stop read as a comma."""
_SET_OFF: Final = 4.0
"""Characters of white before it from which on a line stands off the text, though it ends where lines do: a title over
two columns, a running head at the right."""
_INDENTED: Final = 0.25
"""Characters by which first lines of paragraphs stand further in than others, at least, where a page indents."""
_ENOUGH: Final = 3.0
"""Evidence from which on a line begins an entry."""
_CLOSING: Final = ("。", "．", ".")
_GOING_ON: Final = re.compile(r"[，,、：:（(]$")
_FIGURE: Final = "0123456789〇○一二三四五六七八九十"
_UNIT_NUMBER: Final = re.compile(r"\d{1,3}[师旅团营连军]")
_FALLEN: Final = re.compile(
    r"(?:牺牲|牺性|阵亡|病故|病逝|殉难|殉国|就义|遇难|遇害|被害|逝世|去世|杀害|失踪)"
    r"[^\u3400-\u9fff\d(（《“]?$"
)
"""How somebody died, at the end of a line, be the full stop behind it lost or read as any other sign."""
_AGED: Final = re.compile(r"(?:时年|享年|终年|年仅)(?:\d{1,2}|[一二三四五六七八九十]{1,3})岁[^\u3400-\u9fff\d(（《“]?$")
"""How old somebody was who had died, at the end of a line."""
_WITHIN_DATE: Final = re.compile(r"1[89]\d\d[.,，·](?:\d{1,2}[.,，·])?$")
"""What a line ends with that breaks off within a date of figures and points: 1941.5. | 11"""
_NAMED: Final = re.compile(r"[^，,、。；;：:]{2,4}[，,：:][^，,、。；;：:年]{2,20}人[，,。；;]")
"""A name with the place that its bearer is from behind a mark: 苑喜：富国镇孙家村人，"""
_PAGE_NUMBER: Final = re.compile(r"[-—–·.•~一]*(?:第)?\d{1,4}(?:页)?[-—–·.•~一]*")
_DIRT: Final = re.compile(r"[^\u3400-\u9fff\d□，,。．.、；;]{1,3}")
"""Signs on a line of their own that are no print: a tick of a pencil, a fold."""
_OF_SENTENCE: Final = re.compile(r"[,;、。\d]")
"""What a line of a sentence holds, and no title."""
_ORIGIN: Final = re.compile(
    r"(?:[男女][,、·.])?[^,、。；;:年]{1,12}[省市县区乡镇社村庄][^,、。；;:年]{0,12}人[,。；;、·.]"
    r"|(?:[(（]?\d{1,3}[.,、)）])?[男女][,、·.]?[汉回]族"
    r"|[男女][,、·.][^,、。；;:年]{2,12}人[,。；;、·.]"
)
"""Where somebody is from, which begins an entry even where the name before it was not read: 兴福镇大毕家沟人。 The sex
may be told before."""
_NOTE: Final = re.compile(r"\(?(?:注|附注|备注|说明)[:：]")
"""What a note under the entries begins with."""
_LIST: Final = "名录|名单|名册|一览表|登记表|英名|传略|英烈传|烈士录"
"""What ends the title of a list and no other line of print."""
_TITLE: Final = re.compile(
    rf"(?:{_LIST}|英烈|烈士表|烈士传|烈士)$|^第[一二三四五六七八九十]{{1,3}}[篇编卷]|^卷[一二三四五六七八九十]{{1,3}}"
)
_SECTION: Final = re.compile(r"时期$|战争$|^第.{1,3}[章节]|^[一二三四五六七八九十]{1,3}、")
_ERA: Final = "抗日战争|抗战|解放战争|土地革命|大革命|抗美援朝|革命"
_PLAIN_HEADING: Final = re.compile(
    rf"(?:[一二三四五六七八九十]{{1,3}}、)?(?:(?:{_ERA})[^,;、。\d]*(?:时期|战争|烈士)|[^,;、。\d]*(?:{_LIST}))"
)
"""A heading by its words alone, which may be as wide as its column: no entry begins with the name of a war, none of
its lines ends as the title of a list does."""
_LONGEST_HEADING: Final = 20


class Role(StrEnum):
    """What a paragraph is."""

    ENTRY = "entry"
    REST = "rest"
    """Text that begins no entry: the end of one that began on the page before, a preface."""
    HEADING = "heading"
    TITLE = "title"
    NOTE = "note"
    """What stands under the entries about them all, which may name people."""
    FURNITURE = "furniture"


_BESIDE: Final = (Role.FURNITURE, Role.NOTE)


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that belong together."""

    role: Role
    lines: tuple[PrintedLine, ...]


def passages(lines: Sequence[PrintedLine], quarter_turns: int, unfinished: PrintedLine | None = None) -> list[Passage]:
    """The paragraphs of a page in order; what comes before the first entry and is no heading is a rest.

    `unfinished` is the last line of the page before, where that ends within an entry.
    """
    indents = _Indents(lines)
    found: list[Passage] = []
    for line in lines:
        if unfinished is not None and all(passage.role is Role.FURNITURE for passage in found):
            role = _role_at_head(line, unfinished, indents, quarter_turns)
        else:
            own = text(found)[-1:]
            so_far = own[0].lines if own and own[0].role in (Role.ENTRY, Role.REST) else ()
            role = _role(line, so_far, indents, quarter_turns)
        at = _goes_on_with(found) if role is None else None
        if at is None:
            found.append(Passage(role or Role.REST, (line,)))
        else:
            found[at] = Passage(found[at].role, (*found[at].lines, line))
    return found


def _goes_on_with(found: Sequence[Passage]) -> int | None:
    """Which passage a line goes on with that begins none; page numbers, dirt and whole notes between do not part it."""
    if found and found[-1].role is Role.NOTE and not is_closed(found[-1].lines[-1]):
        return len(found) - 1
    last = next((n for n in reversed(range(len(found))) if found[n].role not in _BESIDE), None)
    return last if last is not None and found[last].role in (Role.ENTRY, Role.REST) else None


def _role(line: PrintedLine, so_far: Sequence[PrintedLine], indents: _Indents, quarter_turns: int) -> Role | None:
    """What begins with this line; None if it goes on with the paragraph whose lines are read `so_far`."""
    words = narrow(simplified(line.text.text))
    if _PAGE_NUMBER.fullmatch(words) or _DIRT.fullmatch(words):
        return Role.FURNITURE
    if _NOTE.match(words):
        return Role.NOTE
    before = so_far[-1] if so_far else None
    closed = before is None or is_closed(before)
    heads = line.short > _SHORT or _is_set_off(line, words) or _PLAIN_HEADING.fullmatch(words) is not None
    if closed and heads and (heading := _heading(words)) is not None:
        return heading
    return Role.ENTRY if _begins_entry(line, so_far, indents, quarter_turns) else None


def _is_set_off(line: PrintedLine, words: str) -> bool:
    """Whether a line stands off the text by the white before it, and is no piece of a sentence."""
    return line.indent > _SET_OFF and _OF_SENTENCE.search(words) is None


def _begins_entry(line: PrintedLine, so_far: Sequence[PrintedLine], indents: _Indents, quarter_turns: int) -> bool:
    """Whether an entry begins with this line rather than that the paragraph `so_far` goes on with it."""
    words, name = narrow(simplified(line.text.text)), head(Flow([line], quarter_turns))
    before = so_far[-1] if so_far else None
    died = _tell_death(so_far)
    ended = before is None or _ends(before) or (died and before.short >= _SHORT)
    if ended and died and _ORIGIN.match(words):
        return True
    if name is None or not (name.sure or before is None or is_closed(before)):
        return False
    if before is not None and _is_cut(before, words, name):
        return False
    if name.by_itself and (ended or died):
        return True
    if (
        before is not None
        and not name.by_itself
        and (_breaks_off(before, words, died=died) or not (is_closed(before) or died))
    ):
        return False
    short = before is None or before.short >= _SHORT
    # The edge of a photographed column drifts: it does not outweigh a paragraph that ends within its line.
    indent = max(-1.0, indents.speaks_for(line)) if ended and short else indents.speaks_for(line)
    evidence = float(ended or (died and name.is_told)) + float(short) + indent
    return evidence + 1 + name.plain >= _ENOUGH


def _is_cut(before: PrintedLine, words: str, name: Head) -> bool:
    """Whether a line ends within a date or within the number of a unit: 46 | 年, and 二十六军4. | 6师."""
    end = before.text.text.rstrip()
    if (end[-1:] in _FIGURE and words[:1] in "年月日") or (_WITHIN_DATE.search(end) and words[:1].isdecimal()):
        return True
    number = end.rstrip("".join(_CLOSING))[-1:].isdecimal() and _UNIT_NUMBER.match(words) is not None
    return number and not name.by_itself


def _tell_death(lines: Sequence[PrintedLine]) -> bool:
    """Whether a paragraph has told how somebody died, so that it may be at its end though no mark ends it."""
    return clauses.tells_death(simplified("".join(line.text.text for line in lines)))


def _breaks_off(before: PrintedLine, words: str, *, died: bool) -> bool:
    """Whether a line ends within a sentence, or within a date that these words go on with.

    Where somebody `died` in it, white shows the end of its paragraph.
    """
    end = before.text.text.rstrip()
    if _ends(before) or (died and before.short >= _WITHIN):
        return False
    return bool(_GOING_ON.search(end)) or (end[-1:] in _FIGURE and words[:1] in f"{_FIGURE}年月日")


def _role_at_head(line: PrintedLine, unfinished: PrintedLine, indents: _Indents, quarter_turns: int) -> Role | None:
    """What begins with the first line of a page; None if it goes on with the `unfinished` line before it.

    What ends an entry looks like a heading, or like a name followed by the sex or by white, only by rare chance.
    """
    words = narrow(simplified(line.text.text))
    name = head(Flow([line], quarter_turns))
    if name is not None and name.is_told:
        return Role.ENTRY
    if line.short > _SHORT and (heading := _heading(words)) is not None:
        return heading
    return _role(line, [unfinished], indents, quarter_turns)


def text(found: Sequence[Passage]) -> list[Passage]:
    """The passages of a page without page numbers, notes and the like."""
    return [passage for passage in found if passage.role not in _BESIDE]


def unfinished(found: Sequence[Passage]) -> PrintedLine | None:
    """The last line of a page that ends within an entry; None where it ends otherwise."""
    last = text(found)[-1:]
    line = last[0].lines[-1] if last and last[0].role is Role.ENTRY else None
    return None if line is None or is_closed(line) else line


def rest(found: Sequence[Passage], *, roster: bool) -> tuple[PrintedLine, ...]:
    """The lines at the head of a page that belong to the unfinished entry of the page before.

    On a page that is no `roster` by itself they must be all its text, and one paragraph: else it is another text.
    """
    own = text(found)
    if not own or own[0].role is not Role.REST:
        return ()
    lines = own[0].lines
    if not roster:
        within = any(line.short >= _SHORT for line in lines[:-1])
        return () if within or len(own) > 1 or not is_closed(lines[-1]) else lines
    return lines


def is_closed(line: PrintedLine) -> bool:
    """Whether a sentence, and with it perhaps a paragraph, ends with the line."""
    return _ends(line) or line.short >= _SHORT


def _ends(line: PrintedLine) -> bool:
    words = simplified(line.text.text.rstrip())
    if _WITHIN_DATE.search(words):
        return False
    return words.endswith(_CLOSING) or bool(_FALLEN.search(words) or _AGED.search(words))


def _heading(words: str) -> Role | None:
    if len(words) > _LONGEST_HEADING or words.endswith(("。", ",", ";")) or _FALLEN.search(words):
        return None
    if _TITLE.search(words):
        return Role.TITLE
    over = group(words)
    # The end of an entry, after a point that is dirt, may be a date and the place of a death.
    place = over.is_place and not (clauses.tells_death(words) or clauses.is_date(words, whole=False))
    return Role.HEADING if over.count is not None or place or _SECTION.search(words) else None


class _Indents:
    """Whether the first lines of a page's paragraphs stand further in, or further out, than the others."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        first = [line.indent for before, line in pairwise(lines) if is_closed(before)]
        other = [line.indent for before, line in pairwise(lines) if not is_closed(before)]
        self.told = False
        if len(first) >= 2 and len(other) >= 2:
            a, b = median(first), median(other)
            self.told, self._between, self._further_in = abs(a - b) >= _INDENTED, (a + b) / 2, a > b

    def speaks_for(self, line: PrintedLine) -> float:
        """Evidence that the line begins a paragraph: 1 for, up to −2 against, 0 where the page does not indent."""
        if not self.told:
            return 0.0
        if (line.indent > self._between) == self._further_in:
            return 1.0
        return -2.0 * min(1.0, abs(line.indent - self._between) / _INDENTED)
