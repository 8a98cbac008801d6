"""The totals that a roster prints, as its roster.toml tells them, held against the people that were found.

    “沙窝乡” = 63 → the entries under that group heading, or whose place lies in it
    “合计” = 1249 → all entries

A heading's page is all that its ledger knows; on the pages after it, the places and groups of the entries tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.store import ArchiveReader, ListedLine

_IN_ALL = ("合计", "总计", "共计")
_WITHIN = "省市县旗区乡镇社道处片队村庄"
"""How a place ends that another one lies in."""


def disagreements(archive: ArchiveReader) -> Iterator[tuple[str, str]]:
    """Title of the roster and, in words, what does not agree: one pair for each printed total."""
    for title, totals, lines in archive.rosters_with_totals():
        for heading, printed in totals.items():
            found = people_under(heading, lines)
            if found != printed:
                yield title, f"“{heading}”印有 {printed} 人，找到 {found} 人"


def people_under(heading: str, lines: Sequence[ListedLine]) -> int:
    """How many of the entries among `lines`, in the order of the book, stand under `heading`."""
    if heading in _IN_ALL:
        return sum(line.heading is None for line in lines)
    place = re.compile(f"(?:^|[{_WITHIN}]){re.escape(heading)}")
    found, page, over = 0, 0, ""
    for line in lines:
        if line.page != page:
            page, over = line.page, ""
        if line.heading is not None:
            over = line.heading.replace(" ", "")
        elif over.startswith(heading) or place.search(line.place) or heading in line.group:
            found += 1
    return found
