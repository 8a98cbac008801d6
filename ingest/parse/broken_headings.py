"""Villages beside their names that go on in the line below: one heading, where the first of its lines stands.

焦桥镇桑塔道  王德胜  张 山   刘长河
口（5人）     陈桂兰  赵连生
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from statistics import median
from typing import Final

from archive.records import Box
from ingest.parse.characters import narrow
from ingest.parse.evidence import Doubt
from ingest.parse.groups import TOWNSHIP, group, is_count
from ingest.parse.listed import Heading, Name, Printed
from ingest.parse.pieces import joined
from ingest.parse.upright import around, upright

_LEVEL: Final = 0.7
"""Heights of a heading by which the names beside it stand higher or lower at most."""
_BELOW: Final = 2.3
"""Heights of its print from one line of a heading to the next, at most; names stand in a row of their own between
headings over them."""
_FLUSH: Final = 0.9
"""Heights by which both begin off each other at most; a bracket begins within its place."""
_FULL: Final = 0.6
"""Heights that a line leaves of the widest one at most where no other character fits behind it."""
_SHORTER: Final = 0.8
"""Heights by which the line that it goes on in is shorter at least."""
_OFTEN: Final = 3
"""Times as many full lines that go on as such as end there, at least, where a page breaks its villages so."""
_SURE: Final = 2
"""Villages that go on so, where none ends, from which on a page surely does."""
_TELLING: Final = 3
"""Villages that tell how far they stand apart."""
_APART: Final = 1.06
"""Distances of rows that they do at least, where that tells which lines go on."""
_TAIL: Final = 2
"""Characters that hardly any village is called by; what goes on with more may as well be another one."""
_OPEN: Final = re.compile(r"[(\[【〔][^)\]】〕]*$")
_CLOSED: Final = re.compile(r"^[^(\[【〔]*[)\]】〕]$")
_USUAL: Final = 0.5
"""Share of the headings of a page that count their people, of which a heading goes on that does not; of two lines each,
half of the lines do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a heading: its words and where it stands once the page is upright.

    `rows` of names begin beside it and follow before the next line of a heading, none where it stands over names;
    `filled` says that no row which a name is missing from at its end stands before the names beside it. It stands so
    many distances of rows `apart` from the row above, 0 where that is not known.
    """

    words: str
    box: Box
    rows: int
    filled: bool
    apart: float = 0.0


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading and all that is printed under it, before the next one."""

    heading: Heading
    under: Sequence[Printed]

    @property
    def names(self) -> list[Name]:
        return [each for each in self.under if isinstance(each, Name)]


def made_whole(found: Sequence[Printed], quarter_turns: int) -> list[Printed]:
    """What is printed, villages whole that stand beside their names and go on in the line below."""
    starts = [(n, each) for n, each in enumerate(found) if isinstance(each, Heading)]
    ends = [n for n, _ in [*starts[1:], (len(found), None)]]
    blocks = [_Block(heading, found[n + 1 : end]) for (n, heading), end in zip(starts, ends, strict=False)]
    going = going_on(_lines(blocks, quarter_turns))
    going = {n: sure for n, sure in going.items() if blocks[n - 1].names}
    whole = list(found[: starts[0][0] if starts else len(found)])
    for n, block in enumerate(blocks):
        if n not in going:
            more = list(takewhile(going.__contains__, range(n + 1, len(blocks))))
            parts = [block.heading, *(blocks[part].heading for part in more)]
            whole.append(_joined(parts, sure=all(going[part] for part in more)))
        whole += block.under
    return whole


def _joined(parts: Sequence[Heading], *, sure: bool) -> Heading:
    """The heading that lines make, one or more."""
    text = joined([part.text for part in parts])
    text = text if sure else replace(text, doubts=(*text.doubts, str(Doubt.GOES_ON_BELOW)))
    return Heading.of(text, around([part.box for part in parts]))


def _lines(blocks: Sequence[_Block], quarter_turns: int) -> list[Line]:
    """The headings of blocks of names with what these tell of them."""

    def stood(name: Name) -> Box:
        return upright(name.box, 0, 0, quarter_turns)

    every = [name for block in blocks for name in block.names]
    columns = max((name.column for name in every), default=0)
    last = median([stood(name).x for name in every if name.column == columns] or [0.0])
    levels = [[_middle(stood(name)) for name in block.names if not name.column] for block in blocks]
    steps = [below - above for own in levels for above, below in pairwise(own)]
    lines: list[Line] = []
    for block, above, over in zip(blocks, [None, *blocks], [[], *levels], strict=False):
        box, names = upright(block.heading.box, 0, 0, quarter_turns), block.names
        beside = bool(names) and abs(_middle(stood(names[0])) - _middle(box)) <= _LEVEL * box.height
        rows = 1 + sum(behind.column <= before.column for before, behind in pairwise(names))
        end = stood(above.names[-1]) if above and above.names else None
        filled = not beside or end is None or end.x + end.width > last
        apart = (_middle(box) - over[-1]) / median(steps) if steps and over else 0.0
        lines.append(Line(block.heading.words, box, rows if beside else 0, filled, apart))
    return lines


def going_on(lines: Sequence[Line]) -> Mapping[int, bool]:
    """Which lines of headings that stand beside names, by number, go on with the one before, and whether surely.

    A bracket is open there, or what follows counts people as the headings of the page do and that does not, or is no
    more than a count or a single character, as no village is called. Where no heading counts people, a line goes on
    that leaves no place for another character.
    """
    words = [narrow(line.words) for line in lines]
    below = [n for n in range(1, len(lines)) if _is_below(lines[n - 1].box, lines[n].box)]
    broken = {n for n in below if _OPEN.search(words[n - 1]) and _CLOSED.match(words[n])}
    counted = [n in broken or is_count(each) or group(each).count is not None for n, each in enumerate(words)]
    alone = {n for n in below if (len(words[n]) == 1 or is_count(words[n])) and not counted[n - 1]}
    usual = sum(counted) >= max(2, _USUAL * (len(lines) - len(broken | alone)))
    ends = {n for n in below if usual and counted[n] and not counted[n - 1]}
    return (_below_full(lines) if not any(counted) else {}) | dict.fromkeys(broken | alone | ends, True)


def _below_full(lines: Sequence[Line]) -> dict[int, bool]:
    """The lines below such as fill their column, and whether they surely go on with them; none if many of these end.

    One ends where the row of names beside it is not filled and names stand in the next line, too, or where another row
    of them follows beside no village. Where villages stand farther below the rows above them than these from each
    other, that tells which lines go on.
    """
    widest = max((line.box.width for line in lines if line.rows), default=0.0)
    going, ending = [], 0
    for n, (line, behind) in enumerate(pairwise(lines)):
        full = line.rows and line.box.width >= widest - _FULL * line.box.height
        if not full or (not behind.rows and _is_wider(behind.words)):
            continue
        if not _is_below(line.box, behind.box):
            ending += line.rows > 1
        elif behind.filled and behind.box.width <= line.box.width - _SHORTER * line.box.height:
            going.append(n + 1)
        else:
            ending += 1
    others = [line.apart for n, line in enumerate(lines) if line.apart and line.rows and n not in going]
    if len(others) >= _TELLING and median(others) >= _APART:
        return {n: True for n in going if lines[n].apart <= (1 + median(others)) / 2}
    if len(going) < _OFTEN * ending:
        return {}
    sure = len(going) >= _SURE and not ending
    return {n: sure and len(narrow(lines[n].words)) <= _TAIL for n in going}


def _is_wider(words: str) -> bool:
    """Whether words name a township or a wider place, under which villages stand."""
    rank = group(words).rank
    return rank is not None and rank <= TOWNSHIP


def _is_below(first: Box, second: Box) -> bool:
    high = min(first.height, second.height)
    return 0 < _middle(second) - _middle(first) <= _BELOW * high and abs(second.x - first.x) <= _FLUSH * high


def _middle(box: Box) -> float:
    return box.y + box.height / 2
