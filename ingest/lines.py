"""One line's pieces → its readings, seen with the lines above it and the groups it stands under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from archive.records import DATE_FIELDS, FIELDS, Reading
from ingest import doubt
from ingest.learning import NOTHING, Learned
from ingest.pages import CellText
from ingest.parse import counties, ditto, groups, values
from ingest.parse.columns import GROUP
from ingest.parse.ditto import Said
from ingest.parse.evidence import Doubt
from ingest.parse.groups import Group
from ingest.parse.headings import is_known
from ingest.parse.pieces import Piece, joined
from ingest.parse.values import Meaning

_NATIVE = "native_place"


class Above:
    """Remembers, for each side of a table, what the line above said in each field; what was decided, if it was."""

    def __init__(self, outer: str, learned: Learned = NOTHING) -> None:
        self._outer = outer
        self._learned = learned
        self._said: dict[tuple[int, str], Said] = {}

    def readings(
        self, number: int, pieces: Sequence[Piece], over: tuple[Group, ...], *, row: int
    ) -> tuple[Reading, ...]:
        """The readings of the next line in set `number` of a table, which stands under the groups `over`.

        `row` is that of its entry.
        """
        pieces = [*map(_with_known_county, pieces), *_from_groups(pieces, over), *_without_name(pieces)]
        meanings = [self._meaning(number, piece, over) for piece in pieces]
        decided = [self._learned.decision(row, piece.field, piece.text.text) for piece in pieces]
        each = list(zip(pieces, meanings, decided, strict=True))
        of_dates = doubt.of_dates({piece.field: told.value if told else m.value for piece, m, told in each})
        found = []
        for piece, meaning, told in each:
            judged = self._judged(piece, meaning.value, (*meaning.doubts, *of_dates.get(piece.field, ())))
            self._said[number, piece.field] = (
                Said(told.value, not told.text, is_doubtful=False, groups=over)
                if told
                else Said(meaning.value, not piece.text.text, judged.confidence < doubt.ACCEPTANCE, over)
            )
            found.append(judged)
        return tuple(found)

    def _judged(self, piece: Piece, value: str | None, doubts: tuple[Doubt, ...]) -> Reading:
        """The reading of a piece, with what people found printed elsewhere where the machine read the same."""
        instead = self._learned.instead_of(piece.text)
        if not instead:
            return doubt.reading(piece, value, doubts)
        judged = doubt.reading(piece, value, (*doubts, Doubt.CONFUSED))
        return replace(judged, votes=(*judged.votes, *instead))

    def _meaning(self, number: int, piece: Piece, over: tuple[Group, ...]) -> Meaning:
        text = piece.text.text
        digits_mean = piece.field in DATE_FIELDS or piece.field not in FIELDS
        mark = None if piece.field == "name" else ditto.find(text, digits_mean=digits_mean)
        if mark is not None:
            above = self._said.get((number, piece.field))
            resolved = ditto.resolve(mark, above, over, is_place=piece.field == _NATIVE)
            return Meaning(resolved.value, resolved.doubts)
        meaning = values.understand(piece.field, text)
        if piece.field == "name" and meaning.value is None:
            return Meaning(None, (*meaning.doubts, Doubt.NO_NAME))
        if piece.field == _NATIVE and (meaning.value or (not text and over)):
            return Meaning(groups.joined(over, meaning.value or "", self._outer) or None, meaning.doubts)
        return meaning


def _from_groups(pieces: Sequence[Piece], over: tuple[Group, ...]) -> list[Piece]:
    """What only the group headings say of a line: its place where no column gives one, and its group."""
    told = {piece.field for piece in pieces}
    found = []
    for field, headings in (
        (_NATIVE, [group for group in over if group.is_place]),
        (GROUP, [group for group in over if not group.is_place and group.printed]),
    ):
        if headings and field not in told:
            text = joined([group.text for group in headings])
            piece = Piece(field, headings[-1].printed, text, headings[-1].box)
            found.append(piece.doubting(*_told_elsewhere(pieces)) if field == _NATIVE else piece)
    return found


def _told_elsewhere(pieces: Sequence[Piece]) -> list[Doubt]:
    """What speaks against a place that only group headings give: a column may give it whose heading nobody knows."""
    strange = any(piece.text.text and piece.field not in FIELDS and not is_known(piece.heading) for piece in pieces)
    return [Doubt.TOLD_BY_UNKNOWN] if strange else []


def _without_name(pieces: Sequence[Piece]) -> list[Piece]:
    """A blank name for a line whose table has no column for names: it is to be found by a person."""
    return [] if any(piece.field == "name" for piece in pieces) else [Piece("name", "", CellText("", 0.0), None)]


def _with_known_county(piece: Piece) -> Piece:
    if piece.field != _NATIVE:
        return piece
    text, doubts = counties.with_known_county(piece.text)
    return replace(piece, text=text).doubting(*doubts)
