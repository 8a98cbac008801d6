"""Readings that hold certain words, and corrections that were made at one stroke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.corrections import Correction
from archive.records import Signed
from archive.replacing import Place, Side, Wanted, places_in
from archive.store import rows, standing
from archive.store.standing import CHUNK, Ask


@dataclass(frozen=True, slots=True)
class Stroke:
    """Corrections that were made together: how many, and how many of them were taken back since."""

    name: str
    signed: Signed
    made: int
    undone: int


def places(ask: Ask, wanted: Wanted, most: int) -> tuple[list[Place], bool]:
    """The first `most` readings, as they stand, in which the words are found, and whether there are more.

    In the order of scan name, page and row.
    """
    found: list[Place] = []
    for place in _places(ask, wanted):
        if len(found) == most:
            return found, True
        found.append(place)
    return found, False


def strokes(ask: Ask, most: int) -> list[Stroke]:
    """The last strokes, the latest first."""
    return [
        Stroke(row["stroke"], Signed(row["who"], row["at"], row["why"]), row["made"], row["undone"])
        for row in ask(
            """SELECT stroke, who, min(at) AS at, why, count(*) AS made, sum(EXISTS (
                 SELECT 1 FROM corrections AS later WHERE later.undoes = corrections.id)) AS undone
               FROM corrections WHERE stroke IS NOT NULL AND act <> 'undo'
               GROUP BY stroke ORDER BY max(id) DESC LIMIT ?""",
            (most,),
        )
    ]


def decisions_beside(ask: Ask, stroke: str) -> list[list[Correction]]:
    """All decisions, first to last, of each entry that a stroke touched."""
    ids = [row["entry"] for row in ask("SELECT DISTINCT entry FROM corrections WHERE stroke = ?", (stroke,))]
    return [
        made
        for start in range(0, len(ids), CHUNK)
        for made in standing.corrections_of(ask, ids[start : start + CHUNK]).values()
    ]


def _places(ask: Ask, wanted: Wanted) -> Iterator[Place]:
    ids = [row["id"] for row in ask(*_candidates(wanted))]
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        loaded = standing.load(ask, chunk)
        for id in chunk:
            if id in loaded:
                yield from places_in(loaded[id], wanted)


def _candidates(wanted: Wanted) -> tuple[str, list[rows.Value]]:
    """Entries of which a reading holds the words, or of which somebody decided that it does."""
    side = "text" if wanted.side is Side.TEXT else "value"
    of_field = " AND readings.field = ?" if wanted.field is not None else ""
    of_roster = " AND scans.roster = ?" if wanted.roster is not None else ""
    holding: list[rows.Value] = [wanted.find, *([wanted.field] if wanted.field is not None else [])]
    return (
        f"""SELECT entries.id FROM entries
            JOIN pages ON pages.id = entries.page JOIN scans ON scans.sha256 = pages.scan
            WHERE (entries.id IN (SELECT entry FROM readings WHERE instr(readings.{side}, ?){of_field})
              OR entries.id IN (SELECT entry FROM corrections WHERE instr(corrections.{side}, ?))){of_roster}
            ORDER BY scans.name, scans.sha256, pages.number, entries.row""",  # noqa: S608 - our own names
        [*holding, wanted.find, *([wanted.roster] if wanted.roster is not None else [])],
    )
