"""What people's decisions teach of what the machine reads: evidence for readings nobody has decided. Pure.

Within one roster, set in one type and printed on one press, the machine takes the same characters for one
another again and again. Where people had to put right what it read, the character is suspect where it comes
again and its picture leaves room for the other, and wherever it comes again once it was wrong more often than
not; what they put in its place is offered. Where they found it right, that speaks for it. A text is never
changed by this, and neither is anything that a person decided.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from difflib import SequenceMatcher
from typing import Final

from archive.corrections import Act, Correction, in_force
from archive.records import ILLEGIBLE, Vote, added_number, entry_id, entry_place
from archive.store import KnownPage, StoredScan
from ingest.pages import CellText
from ingest.parse.pieces import glyph_at

READER: Final = "roster"
"""Whose vote an alternative is that people's decisions suggest."""
_NOTABLE: Final = 0.1
"""Share of wrong readings from which a character is suspect where its picture leaves room for the other."""
_ASSUMED_RIGHT: Final = 4
"""Right readings that every character is given before anybody looks, since the machine is mostly right."""
_OFTEN, _MOSTLY = 2, 0.5
"""Corrections, and their share of all decisions, from which a character is suspect whatever its picture says:
the machine is blind to the difference in this type. Fewer would send every 1 of a roster to people for one 4."""
_ROOM: Final = 0.99
"""Score of a character below which its picture leaves room for its runner-up."""
_MOST_OFFERED: Final = 3


@dataclass(frozen=True, slots=True)
class Confusion:
    """What was printed where the machine read a certain character: most often first, each with its share.

    `everywhere` says that it is suspect whatever its picture says.
    """

    instead: tuple[tuple[str, float], ...]
    everywhere: bool


Confusions = Mapping[str, Confusion]
"""By the character that the machine reads."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of a cell: texts of it that were seen, the text that stands, and its value."""

    seen: frozenset[str]
    text: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known for reading one page: its roster's confusions, and its own cells that were decided.

    `decided` goes by row of the entry and field.
    """

    confusions: Confusions = field(default_factory=dict)
    decided: Mapping[tuple[int, str], Decided] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """All of it in words that are the same for the same evidence; "" where there is none."""
        if not self.confusions and not self.decided:
            return ""
        cells = [[*cell, sorted(told.seen), told.text, told.value] for cell, told in sorted(self.decided.items())]
        return json.dumps(
            [sorted((char, *astuple(each)) for char, each in self.confusions.items()), cells], ensure_ascii=False
        )

    def decision(self, row: int, field: str, text: str) -> Decided | None:
        """What was decided of a cell that the machine reads as `text`; None if nobody has seen it read so."""
        told = self.decided.get((row, field))
        return told if told and text in told.seen else None

    def instead_of(self, text: CellText) -> tuple[Vote, ...]:
        """The text with one character put right as people did elsewhere, likeliest first; none if none is suspect.

        A second reader that saw the same outweighs what was confused elsewhere.
        """
        if not self.confusions or any(vote.text == text.text for vote in text.votes[1:]):
            return ()
        found = [
            Vote(READER, text.text[:at] + other + text.text[at + 1 :], round(share, 4))
            for at, confusion in self._suspect(text)
            for other, share in confusion.instead
        ]
        return tuple(sorted(found, key=lambda vote: -vote.confidence)[:_MOST_OFFERED])

    def _suspect(self, text: CellText) -> Iterator[tuple[int, Confusion]]:
        glyphs = glyph_at(text)
        for at, char in enumerate(text.text):
            confusion = self.confusions.get(char)
            if confusion is None:
                continue
            room = bool(glyphs) and glyphs[at].score < _ROOM
            if confusion.everywhere or (room and any(glyphs[at].other == other for other, _ in confusion.instead)):
                yield at, confusion


NOTHING: Final = Learned()


class Lessons:
    """What all decisions in the archive teach, roster by roster and page by page."""

    def __init__(self, decisions: Iterable[tuple[str, Correction]], pages: Iterable[KnownPage]) -> None:
        shelves = {page.scan.sha256: _shelf(page.scan) for page in pages}
        pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._decided: dict[str, dict[tuple[int, str], Decided]] = defaultdict(dict)
        for scan, made in _by_cell(decisions):
            stands = [each for each in in_force(made) if each.act is Act.READ]
            if not stands:
                continue
            last, read = stands[-1], made[0].saw_text
            page, row = entry_place(last.entry)
            if added_number(last.entry) is not None:
                continue  # what a person keyed there says nothing of the machine
            seen = frozenset(each.saw_text for each in made if each.saw_text is not None) | {last.text}
            self._decided[entry_id(scan, page, 0)][row, last.field] = Decided(seen, last.text, last.value)
            if read is not None:
                pairs[shelves[scan]].append((read, last.text))
        self._confusions = {shelf: confusions(told) for shelf, told in pairs.items()}

    def of(self, page: KnownPage) -> Learned:
        """What is known for reading that page."""
        own = self._decided.get(entry_id(page.scan.sha256, page.number, 0), {})
        return Learned(self._confusions.get(_shelf(page.scan), {}), own)


def confusions(pairs: Iterable[tuple[str, str]]) -> Confusions:
    """The characters that are notably often read wrong, from pairs of what was read and what is printed.

    Only characters put in each other's place count: what was added or left out says nothing of a character.
    """
    right: Counter[str] = Counter()
    wrong: dict[str, Counter[str]] = defaultdict(Counter)
    for read, printed in pairs:
        for char, other in _aligned(read, printed):
            if char == other:
                right[char] += 1
            elif ILLEGIBLE not in (char, other):
                wrong[char][other] += 1
    found = {}
    for char, others in wrong.items():
        in_all = others.total() + right[char] + _ASSUMED_RIGHT
        if others.total() / in_all >= _NOTABLE:
            often_first = sorted(others.items(), key=lambda item: (-item[1], item[0]))
            everywhere = others.total() >= max(_OFTEN, _MOSTLY * (others.total() + right[char]))
            found[char] = Confusion(tuple((other, times / in_all) for other, times in often_first), everywhere)
    return found


def _aligned(read: str, printed: str) -> Iterator[tuple[str, str]]:
    for _, a, b, c, d in SequenceMatcher(None, read, printed, autojunk=False).get_opcodes():
        if b - a == d - c:
            yield from zip(read[a:b], printed[c:d], strict=True)


def _by_cell(decisions: Iterable[tuple[str, Correction]]) -> Iterator[tuple[str, list[Correction]]]:
    """The decisions on each cell, first to last, with the hash of the scan."""
    cells: dict[tuple[str, str, str], list[Correction]] = {}
    for scan, made in decisions:
        cells.setdefault((scan, made.entry, made.field), []).append(made)
    for (scan, _, _), chain in cells.items():
        yield scan, chain


def _shelf(scan: StoredScan) -> str:
    """What is printed alike: one roster, or what lies in one folder where no roster is told."""
    return f"roster {scan.roster}" if scan.roster else f"folder {scan.source}"
