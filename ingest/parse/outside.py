"""The lines outside every table: title, running heads, page numbers, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from archive import points
from archive.records import Box, Line, LineKind
from ingest.pages import CellText, TextLine, Transcript
from ingest.parse.characters import close_up, is_han, narrow, simplified
from ingest.parse.groups import Group, group, seen
from ingest.parse.names import looks_like_name
from ingest.parse.upright import around, upright

_PAGE_NUMBER: Final = re.compile(
    r"[-—–·.•~()\[\]《》〈〉]*(?:第)?(?:\d{1,4}|[一二三四五六七八九十百〇○零]{1,5})(?:页)?[-—–·.•~()\[\]《》〈〉]*|第.{1,4}页共.{1,4}页"
)
_TITLE_WORDS: Final = re.compile(r"名录|名册|名单|英烈|烈士|登记|一览|统计|花名|[录册表谱](?:\(.*\))?$")
_NOTE: Final = re.compile(
    r"^(?:注|说明|附注|备注|制表|填表|审核|单位|日期|附件|附录|续表|\(?续上?表\)?|\(?接上页\)?|\(?转下页\)?|编制)"
)
_GOES_ON: Final = re.compile(
    r"[(\[【〔]?(?:续[上前]?[表页]|[接承][上前][表页])[一二三四五六七八九十\d]*[)\]】〕]?|.*\(续[一二三四五六七八九十\d]*\)"
)

_OF_A_PERSON: Final = re.compile(
    r"[男女].*(?:\d|年)|(?:\d{4}|年).*牺牲|(?:村|庄|屯|寨|(?:乡|镇|公社)(?!人民|革命|政府)).*年|党员|战士|[班排连]长"
)
"""What lines tell of a person and titles, dates of print and signatures do not."""
_CLOSE: Final = 5.0
"""Heights of a line from names in blocks within which it may be one of them."""
_LEAST_CELLS: Final = 3
"""Pieces of print on one level that may be the cells of a row."""


@dataclass(frozen=True, slots=True)
class Outside:
    """The explained lines outside the tables: those above the first table, and the others.

    `groups` gives for each table, by its number, the group heading that stands as a line above it.
    """

    title: str
    above: tuple[Line, ...]
    below: tuple[Line, ...]
    groups: dict[int, Group]
    open: tuple[str, ...]


def explain(transcript: Transcript) -> Outside:
    """What each line outside the tables is, and print that was not read; what is nothing known is left open."""
    page = (transcript.width, transcript.height, transcript.line_turns)
    transcript, rows = _with_rows(transcript)
    tables = [upright(table.box, *page) for table in transcript.tables]
    titles = {_title(transcript, number) for number in range(max(1, len(tables)))} - {None} - rows
    above: list[Line] = []
    below: list[Line] = []
    groups: dict[int, Group] = {}
    unexplained: list[str] = []
    title = ""
    for index, line in enumerate(transcript.outside):
        is_row, box = index in rows, upright(line.box, *page)
        words = line.text.text if is_row else close_up(line.text.text)
        kind = LineKind.UNEXPLAINED if is_row else LineKind.TITLE if index in titles else _kind(words, box, tables)
        if kind is LineKind.FURNITURE and transcript.lists_names and _is_name_left_out(words, box, tables):
            kind = LineKind.UNEXPLAINED
        table = next((n for n, t in enumerate(tables) if _is_above(box, t)), None)
        over = group(words)
        heads = transcript.lists_names and not is_row and any(_is_close(box, each) for each in tables)
        counts = kind is LineKind.UNEXPLAINED and not is_row and over.count
        if table is not None and over.is_place and (counts or heads):
            kind, own = LineKind.GROUP_HEADING, seen([line.text], line.box)
            groups[table] = own if heads else replace(over, confidence=line.text.confidence, box=line.box)
        if kind is LineKind.TITLE and not title:
            title = words
        if kind is LineKind.UNEXPLAINED:
            unexplained.append(words)
        (above if table == 0 else below).append(Line(kind, words, line.box))
    opened = [f"表外有一行没有得到解释：“{words}”" for words in unexplained]
    for place in transcript.unread:
        below.append(_unread(place, page, tables))
        if below[-1].kind is LineKind.UNREAD:
            opened.append(points.unread(place.box, transcript.width, transcript.height, transcript.quarter_turns))
    return Outside(title, tuple(above), tuple(below), groups, tuple(opened))


def _with_rows(transcript: Transcript) -> tuple[Transcript, frozenset[int]]:
    """The page with what looks like a row of a table made one line, and which of its lines those are.

    Cells stand apart on one level, at least three of them; titles, notes and headings with their counts are none. Where
    there is no table, nothing was left out of one.
    """
    page = (transcript.width, transcript.height, transcript.line_turns)
    levels: list[list[tuple[Box, TextLine]]] = []
    for line in transcript.outside if transcript.tables else ():
        box = upright(line.box, *page)
        own = next((level for level in levels if _on_level(_nearest(level, box), box)), None)
        if own is None:
            levels.append([(box, line)])
        else:
            own.append((box, line))
    rows = {id(level[0][1]): sorted(level, key=lambda one: one[0].x) for level in levels if _is_row(level)}
    taken = {id(line) for row in rows.values() for _, line in row} - rows.keys()
    kept = [line for line in transcript.outside if id(line) not in taken]
    told = tuple(_joined([each for _, each in rows[id(line)]]) if id(line) in rows else line for line in kept)
    found = frozenset(number for number, line in enumerate(kept) if id(line) in rows)
    return replace(transcript, outside=told), found


def _nearest(level: list[tuple[Box, TextLine]], box: Box) -> Box:
    """The piece of a level that a box stands nearest to: lines of a page that leans go up or down on their way."""
    return min((own for own, _ in level), key=lambda own: abs(own.x + own.width / 2 - box.x - box.width / 2))


def _on_level(one: Box, other: Box) -> bool:
    common = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return common >= 0.5 * min(one.height, other.height)


def _is_row(level: list[tuple[Box, TextLine]]) -> bool:
    words = [narrow(line.text.text) for _, line in level]
    known = any(_NOTE.match(each) or _TITLE_WORDS.search(each) or says_it_goes_on(each) for each in words)
    known = known or any(group(each).is_place and group(each).count for each in words)
    return not known and len(words) >= _LEAST_CELLS and sum(any(map(is_han, each)) for each in words) >= 2


def _joined(cells: list[TextLine]) -> TextLine:
    text = " ".join(cell.text.text for cell in cells)
    return TextLine(around([cell.box for cell in cells]), CellText(text, min(cell.text.confidence for cell in cells)))


def says_title(words: str) -> bool:
    """Whether a line has a word that titles have: 革命烈士英名录."""
    return bool(_TITLE_WORDS.search(simplified(narrow(words))))


def says_it_goes_on(words: str) -> bool:
    """Whether a line says that what follows goes on with the page before: 续上表, 接上页, 英名录（续）."""
    return bool(_GOES_ON.fullmatch(simplified(narrow(words))))


def going_on(transcript: Transcript) -> frozenset[int]:
    """The tables, by number, over which a line says that they go on with the page before."""
    page = (transcript.width, transcript.height, transcript.line_turns)
    lines = [upright(line.box, *page) for line in transcript.outside if says_it_goes_on(line.text.text)]
    tables = [upright(table.box, *page) for table in transcript.tables]
    return frozenset(number for number, table in enumerate(tables) if any(_is_above(line, table) for line in lines))


def _title(transcript: Transcript, number: int) -> int | None:
    """Which line is the title of a table, by its number: of those above it, the most like one."""
    page = (transcript.width, transcript.height, transcript.line_turns)
    best, best_score = None, 0.0
    for index, line in enumerate(transcript.outside):
        words, box = narrow(line.text.text), upright(line.box, *page)
        if not transcript.tables and not _TITLE_WORDS.search(words):
            continue
        if transcript.tables and not _is_above(box, upright(transcript.tables[number].box, *page)):
            continue
        if _PAGE_NUMBER.fullmatch(words) or _NOTE.match(words) or sum(map(is_han, words)) < 2:
            continue
        # The larger print is the title, but a word that titles have outweighs any size.
        score = box.height * (10 if _TITLE_WORDS.search(words) else 1) * (0.1 if len(words) > 40 else 1)
        over = group(words)
        heads = transcript.lists_names and over.is_place and not _TITLE_WORDS.search(words)
        if score > best_score and not over.count and not heads:
            best, best_score = index, score
    return best


def _kind(words: str, box: Box, tables: list[Box]) -> LineKind:
    plain = narrow(words)
    if not plain:
        return LineKind.BLANK
    if _PAGE_NUMBER.fullmatch(plain) or _NOTE.match(plain) or sum(map(is_han, plain)) < 2:
        return LineKind.FURNITURE
    if tables and not _may_hold_entries(plain) and not any(_is_beside(box, table) for table in tables):
        return LineKind.FURNITURE
    return LineKind.UNEXPLAINED


def _is_name_left_out(words: str, box: Box, tables: list[Box]) -> bool:
    """Whether a line close above or below names in blocks reads as a name, and may be one of them."""
    return looks_like_name(words) and any(_is_close(box, table) for table in tables)


def _is_close(box: Box, table: Box) -> bool:
    """Whether a line stands close above or below names in blocks."""
    return min(abs(box.y + box.height - table.y), abs(table.y + table.height - box.y)) <= _CLOSE * box.height


def _unread(place: TextLine, page: tuple[int, int, int], tables: list[Box]) -> Line:
    """What was hardly read or not at all: a page number can be told from how it looks, anything else is open."""
    words = close_up(place.text.text)
    beside = any(_is_beside(upright(place.box, *page), table) for table in tables)
    if _PAGE_NUMBER.fullmatch(narrow(words)) and not beside:
        return Line(LineKind.FURNITURE, words, place.box)
    return Line(LineKind.UNREAD, "", place.box)


def _may_hold_entries(words: str) -> bool:
    """Whether a line over or under a table could be a person left out of it, or a group heading."""
    over = group(words)
    return bool(over.is_place and over.count) or bool(_OF_A_PERSON.search(simplified(words)))


def _is_above(line: Box, table: Box) -> bool:
    """Whether the line stands over the table; lines between two tables of a spread belong to neither.

    Over a table that leans it may reach down past the level of the table's highest corner.
    """
    middle = line.x + line.width / 2
    return line.y < table.y and table.x - line.height <= middle <= table.x + table.width + line.height


def _is_beside(line: Box, table: Box) -> bool:
    middle = line.y + line.height / 2
    return table.y < middle < table.y + table.height
