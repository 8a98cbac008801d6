"""Evidence → confidence → accepted or flagged.

The readers' evidence gives each text a probability (`ingest.certainty`); what its neighbours and the line
know takes from it. Weights multiply: 1.0 only notes a doubt, SURE_FLAG sends the reading to a person whatever
the picture said.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from statistics import median
from types import MappingProxyType
from typing import Final

from archive.records import DATE_FIELDS, PLACE_FIELDS, Entry, Reading, Status
from ingest import certainty, figures
from ingest.pages import Glyph
from ingest.parse import vocabulary
from ingest.parse.characters import are_variants, is_han
from ingest.parse.columns import GROUP
from ingest.parse.dates import is_edtf
from ingest.parse.evidence import Doubt
from ingest.parse.pieces import Piece, glyph_at

ACCEPTANCE: Final = 0.98
"""From this confidence on a reading is accepted: where the reliability table of
`python -m tests.benchmarks.certainty` shows that hardly any wrong reading is let through."""
SURE_FLAG: Final = 0.5
_OF_THE_PAGE: Final = (Doubt.UNREAD_INK, Doubt.HARDLY_READ, Doubt.MAY_STAND_BESIDE, Doubt.GOES_ON_BELOW)
"""What is found of a text before it is told what it says."""
_OF_HEADINGS: Final = ("native_place", GROUP)
"""What the heading of a group tells of the people under it."""
_OFFERED: Final = 0.01
"""Score from which the reader's second character is one that it hesitated over."""
_SECOND: Final = 0.002
_FAR_BEHIND: Final = 8.0
"""Score of the reader's second character, and lead over print's likeliest rival, by which a character may as well be
that other one, where both are the same."""

_BESIDE: Final = 2
"""Entries before and behind one that may be of the row over or under it: two people stand side by side in a row."""
_DATE_SIGNS: Final = "年月日"
_SIGN_OFFERED: Final = 0.01
"""Score of the reader's second character from which such a sign outside a date may be that one. Of 日 printed on 126
heavy pages few had another character so near; on lines of 曰 read as 日 that was at 0.04 or more."""
_SIDES: Final = frozenset("上下前后後东東西南北中大小左右里外新老")
_NEAR_SIDE: Final = 15.0
"""Lead over one of these in print up to which a character that the reader is not quite sure of may be that one: on 228
pages four places had such a character."""
_STRETCH: Final = 2
"""Characters of either text where one line may hold those of two columns."""
_FIGURES: Final = 1
"""Characters of a date on either side of white in which a figure may be lost: 民国三 十三年."""
_WHITE: Final = 2.6
"""Steps from one character to the next that are no mere white: of 22,000 fields of rendered pages that were accepted,
one had such, and it held two columns."""

WEIGHTS: Final[Mapping[Doubt, float]] = MappingProxyType(
    dict.fromkeys(Doubt, SURE_FLAG)
    | {
        Doubt.LUNAR: 1.0,
        Doubt.VAGUE: 1.0,
        Doubt.ZERO_INFERRED: 1.0,
        Doubt.NEXT_PAGE: 1.0,
        Doubt.COUNTY_INFERRED: 0.995,
        Doubt.WORD_COMPLETED: 0.995,
        Doubt.WORD_INFERRED: 0.995,
        Doubt.DASH_INFERRED: 0.995,
        Doubt.POINT_INFERRED: 0.995,
        Doubt.MARK_TAKEN_AWAY: 0.995,
        Doubt.RARE_SURNAME: 0.99,
        # Rosters do print such dates; only where the picture leaves room for it are they misread.
        Doubt.ORDER_OF_DATES: 0.99,
    }
)

_YEARS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {"birth": (1850, 1940), "enlisted": (1931, 1960), "death": (1931, 1960)}
)
"""First and last year that each date of the fallen of the revolution is likely to have: who fell by 1960 was born some
twenty years before, and hardly anybody of this district enlisted or fell before 1931. A year of the Republic that has
lost its first figure (十九年 of 二十九年) is of the twenties."""
_ORDER: Final = ("birth", "enlisted", "death")
_LEAST_AGE: Final = MappingProxyType({"enlisted": 8, "death": 8})
_GREATEST_AGE: Final = 80


def reading(piece: Piece, value: str | None, doubts: Sequence[Doubt] = ()) -> Reading:
    """The piece, judged: its confidence is the picture's times the weight of each doubt."""
    against = tuple(dict.fromkeys((*piece.doubts, *doubts, *_of_characters(piece))))
    confidence = certainty.of(piece.field, piece.text)
    for doubt in against:
        confidence *= WEIGHTS[doubt]
    return Reading(
        field=piece.field,
        heading=piece.heading,
        text=piece.text.text,
        value=value,
        confidence=round(confidence, 4),
        status=Status.ACCEPTED if confidence >= ACCEPTANCE else Status.FLAGGED,
        box=piece.box,
        votes=piece.text.votes,
        doubts=tuple(dict.fromkeys((*piece.text.doubts, *map(str, against)))),
    )


def _of_characters(piece: Piece) -> list[Doubt]:
    """What single characters of a piece bring up, ink that is none of theirs, or the table that it stands in."""
    glyphs = glyph_at(piece.text)
    confused = bool(glyphs) and certainty.is_confused(piece.text.text)
    either = any(map(_is_one_of_two, glyphs)) and not vocabulary.knows(piece.field, piece.text.text)
    stray = piece.field not in DATE_FIELDS and any(map(_is_doubtful_sign, glyphs))
    side = piece.field in PLACE_FIELDS and any(map(_is_doubtful_side, glyphs))
    alike = confused or either or stray or side or any(map(_has_offered_variant, glyphs))
    likeness = [Doubt.LIKENESS] if alike else []
    stretch = _FIGURES if piece.field in DATE_FIELDS else _STRETCH
    parted = [Doubt.WHITE_WITHIN] if _has_wide_white(glyphs, stretch) else []
    seen = [doubt for doubt in _OF_THE_PAGE if doubt in piece.text.doubts]
    return [*likeness, *parted, *seen, *([Doubt.FIGURE] if any(map(figures.is_unclear, glyphs)) else [])]


def _has_offered_variant(glyph: Glyph) -> bool:
    """Whether the reader hesitated between two old forms of one character: it takes the one for the other."""
    return glyph.other_score >= _OFFERED and are_variants(glyph.char, glyph.other)


def _is_one_of_two(glyph: Glyph) -> bool:
    """Whether the reader's second character is also the one whose print is next nearest, and not far behind: 田, 由."""
    return (
        bool(glyph.rival) and glyph.rival == glyph.other and glyph.other_score >= _SECOND and glyph.lead < _FAR_BEHIND
    )


def _is_doubtful_sign(glyph: Glyph) -> bool:
    """Whether a sign of dates, of which none is held against print, may as well be a character of a name: 年, 牟."""
    offered = bool(glyph.other) and is_han(glyph.other) and glyph.other_score >= _SIGN_OFFERED
    return offered and glyph.char in _DATE_SIGNS


def _is_doubtful_side(glyph: Glyph) -> bool:
    """Whether a character of a place may be one of those that tell villages of one name apart: 土唐家村, 上唐家村."""
    near = glyph.rival in _SIDES and glyph.char not in _SIDES and glyph.lead < _NEAR_SIDE
    return near and glyph.other_score >= _SECOND


def _has_wide_white(glyphs: Sequence[Glyph], stretch: int) -> bool:
    """Whether two stretches of so many characters of one line stand as far apart as the texts of two columns do."""
    for _, line in groupby(glyphs, key=lambda glyph: glyph.line):
        places = [glyph.at for glyph in line]
        steps = [behind - before for before, behind in pairwise(places)]
        within = steps[stretch - 1 : len(steps) - stretch + 1]
        if within and max(within) > _WHITE * median(steps):
            return True
    return False


def of_places(entries: Sequence[Entry], overfull: Collection[int]) -> list[Entry]:
    """The entries; the places of those in doubt that stand, counted from 0, where a heading counts fewer people."""
    return [
        _doubted(entry, _OF_HEADINGS, Doubt.OVERFULL) if place in overfull else entry
        for place, entry in enumerate(entries)
    ]


def of_blanks(entries: Sequence[Entry]) -> list[Entry]:
    """The entries; the blanks of those in doubt beside which a row without a name tells what they lack.

    Where a cell of two lines was taken apart, each of its lines became such a row. People may stand side by side.
    """
    found = list(entries)
    for place, entry in enumerate(entries):
        told = {reading.field for reading in entry.readings if reading.text}
        if "name" in told or not told:
            continue
        for beside in {*range(place - _BESIDE, place + _BESIDE + 1)} & {*range(len(entries))} - {place}:
            blank = {reading.field for reading in found[beside].readings if not reading.text}
            found[beside] = _doubted(found[beside], told & blank, Doubt.IN_NEXT_ROW)
    return found


def _doubted(entry: Entry, fields: Collection[str], doubt: Doubt) -> Entry:
    """The entry with a doubt on its readings of some fields."""

    def doubted(reading: Reading) -> Reading:
        if reading.field not in fields or str(doubt) in reading.doubts:
            return reading
        return replace(
            reading,
            confidence=round(reading.confidence * WEIGHTS[doubt], 4),
            status=Status.FLAGGED,
            doubts=(*reading.doubts, str(doubt)),
        )

    return replace(entry, readings=tuple(map(doubted, entry.readings)))


def of_dates(values: Mapping[str, str | None]) -> dict[str, list[Doubt]]:
    """What the dates of one line say against each other; nothing is altered.

    Each should be likely for its field, and a person is born, enlists and dies in this order and at
    ages that can be.
    """
    dated = {field: value for field in _ORDER if (value := values.get(field)) and is_edtf(value)}
    doubts: dict[str, list[Doubt]] = {field: [] for field in dated}
    for field, value in dated.items():
        first, last = _YEARS[field]
        if not first <= int(value[:4]) <= last:
            doubts[field].append(Doubt.IMPROBABLE_YEAR)
    for i, earlier in enumerate(dated):
        for later in list(dated)[i + 1 :]:
            if not _may_follow(earlier, dated[earlier], later, dated[later]):
                doubt = Doubt.IMPOSSIBLE_AGE if earlier == "birth" else Doubt.ORDER_OF_DATES
                doubts[earlier].append(doubt)
                doubts[later].append(doubt)
    return doubts


def _may_follow(earlier: str, before: str, later: str, after: str) -> bool:
    if earlier == "birth":
        return _LEAST_AGE[later] <= int(_bounds(after)[1][:4]) - int(before[:4]) <= _GREATEST_AGE
    return _bounds(before)[0] <= _bounds(after)[1]


def _bounds(value: str) -> tuple[str, str]:
    """The first and last day, YYYY-MM-DD, that an EDTF value can mean; of a season, those of its year."""
    first, *_, last = (value.rstrip("~?")[: 4 if value[5:6] == "2" else None] for value in value.split("/") * 2)
    return first + "-01-01"[len(first) - 4 :], last + "-12-31"[len(last) - 4 :]
