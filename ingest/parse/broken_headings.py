"""Villages beside their names that go on in the line below: one heading, where the first of its lines stands.

焦桥镇桑塔道  王德胜  张 山   刘长河
口（5人）     陈桂兰  赵连生
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from archive.records import Box
from ingest.parse.characters import narrow
from ingest.parse.groups import group

Line = tuple[str, Box]
"""The words of a heading and where its print stands once the page is upright."""
_BELOW: Final = 2.3
"""Heights of its print from one line of a heading to the next, at most; names stand in a row of their own between
headings over them."""
_FLUSH: Final = 0.6
"""Heights by which both begin off each other at most."""
_OPEN: Final = re.compile(r"[(\[【〔][^)\]】〕]*$")
_CLOSED: Final = re.compile(r"^[^(\[【〔]*[)\]】〕]$")
_USUAL: Final = 0.5
"""Share of the headings of a page that count their people, of which a heading goes on that does not; of two lines each,
half of the lines do."""


def going_on(lines: Sequence[Line]) -> set[int]:
    """Which lines of headings that stand beside names, by number, go on with the one before.

    A bracket is open there, or what follows counts people as the headings of the page do and that does not, or is no
    more than a single character, as no village is called.
    """
    words = [narrow(text) for text, _ in lines]
    counted = [group(each).count is not None for each in words]
    usual = sum(counted) >= max(2, _USUAL * len(lines))
    found: set[int] = set()
    for n in range(1, len(lines)):
        if not _is_below(lines[n - 1][1], lines[n][1]):
            continue
        broken = _OPEN.search(words[n - 1]) is not None and _CLOSED.match(words[n]) is not None
        single = len(words[n]) == 1 and not counted[n - 1]
        if broken or single or (usual and counted[n] and not counted[n - 1]):
            found.add(n)
    return found


def _is_below(first: Box, second: Box) -> bool:
    high = min(first.height, second.height)
    down = second.y + second.height / 2 - first.y - first.height / 2
    return 0 < down <= _BELOW * high and abs(second.x - first.x) <= _FLUSH * high
