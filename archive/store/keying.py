"""Rounds in which readings are keyed again: opened, keyed in the turn of a `DecisionWriter`, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from sqlite3 import Connection, Row
from typing import Final

from archive.corrections import Correction
from archive.errors import RecordRefused
from archive.keying import Accuracy, Cell, Part, Round, Task, draw, same
from archive.records import ArchivedEntry, Reading, Status
from archive.store import rows, standing
from archive.store.decisions import DecisionWriter
from archive.store.standing import CHUNK, Ask, asking

ValueOf = Callable[[str, str, Reading], str | None]
"""What a text keyed for the field of that name means, where the reading stood."""

_LIVING: Final = """
    keying_cells AS cells LEFT JOIN keyings AS second ON second.cell = cells.id AND second.part = 'second'
      LEFT JOIN keyings AS third ON third.cell = cells.id AND third.part = 'third'
"""
"""Cells with who keyed them."""
_OPEN: Final = "coalesce(second.settles, 0) = 0 AND third.id IS NULL AND cells.entry IN (SELECT id FROM entries)"
"""What is still to be keyed; a cell whose entry is no more is nobody's to key, and counts in no figure."""


class CellTaken(RecordRefused):
    """Somebody else has keyed the cell in that part meanwhile; nothing was written."""

    def __init__(self, cell: Cell) -> None:
        self._cell = cell
        where = f"round {cell.round} cell {cell.number}"
        super().__init__("somebody else keyed it meanwhile", where=where, remedy="take the next one")

    def __reduce__(self) -> tuple[object, ...]:
        return CellTaken, (self._cell,)


@dataclass(frozen=True, slots=True)
class Keyed:
    """What somebody keyed of a cell, in which part."""

    round: int
    number: int
    part: Part
    at: str
    who: str
    text: str


def open_round(  # noqa: PLR0913 - a round is all of this
    writer: DecisionWriter, *, at: str, who: str, why: str, fields: Sequence[str], size: int, seed: int
) -> int:
    """Draw `size` entries of all rosters and take down how the cells of `fields` stand in them; the round's number.

    Raises RecordRefused where there is no such cell, ArchiveBusy.
    """
    with writer.turn() as connection:
        ask = asking(connection)
        drawn = draw(_by_roster(ask), size, seed)
        cells = [cell for entry in _entries(ask, drawn) for cell in _cells(ask, entry, fields)]
        if not cells:
            raise RecordRefused("no entry has any of these fields", remedy="choose others")
        round = connection.execute(
            "INSERT INTO keying_rounds (at, who, why, seed, fields, size) VALUES (?, ?, ?, ?, ?, ?)",
            (at, who, why, seed, json.dumps(list(fields)), len(drawn)),
        ).lastrowid
        marks = ", ".join("?" * 20)
        connection.executemany(
            f"""INSERT INTO keying_cells (round, number, scan, page, entry, field, line_x, line_y, line_width,
                  line_height, x, y, width, height, saw_text, saw_value, machine_text, accepted, first, id)
                VALUES ({marks})""",  # noqa: S608 - only `?`
            [(round, number, *cell, None) for number, cell in enumerate(cells, start=1)],
        )
    return int(round or 0)


def rounds(ask: Ask) -> list[Round]:
    """All rounds, the latest first, and how far each has come."""
    found = ask(
        f"""SELECT keying_rounds.*, count(*) AS cells, count(second.id) AS keyed, sum(NOT ({_OPEN})) AS settled,
              (SELECT max(at) FROM keying_figures WHERE round = keying_rounds.id) AS finished
            FROM {_LIVING} JOIN keying_rounds ON keying_rounds.id = cells.round
            GROUP BY keying_rounds.id ORDER BY keying_rounds.id DESC""",  # noqa: S608 - our own words
        (),
    )
    return [_round(row) for row in found]


def next_task(ask: Ask, round: int, who: str, after: int = 0) -> Task | None:
    """The next cell behind number `after` that `who` may key, from the first again behind the last; None: no more.

    Nobody keys what they decided, and nobody keys a cell twice.
    """
    found = ask(
        f"""SELECT cells.*, second.id AS keyed, second.text AS second_text FROM {_LIVING}
            WHERE cells.round = ? AND {_OPEN} AND cells.first <> ? AND coalesce(second.who, '') <> ?
            ORDER BY cells.number <= ?, second.id IS NULL, cells.number LIMIT 1""",  # noqa: S608 - our own words
        (round, who, who, after),
    )
    return _task(found[0]) if found else None


def task(ask: Ask, round: int, number: int) -> Task | None:
    """One cell, in the part in which it waits; None if it waits no more."""
    found = ask(
        f"""SELECT cells.*, second.id AS keyed, second.text AS second_text FROM {_LIVING}
            WHERE cells.round = ? AND cells.number = ? AND {_OPEN}""",  # noqa: S608 - our own words
        (round, number),
    )
    return _task(found[0]) if found else None


def key(writer: DecisionWriter, keyed: Keyed, value_of: ValueOf) -> bool:
    """Take down what somebody keyed; whether the cell is settled by it.

    A second person who agrees verifies the reading; a third settles what it says. Neither touches what was decided of
    it since the round was opened. Raises CellTaken where somebody else was first, RecordRefused where this person may
    not key it, ArchiveBusy.
    """
    with writer.turn() as connection:
        ask = asking(connection)
        waiting = task(ask, keyed.round, keyed.number)
        if waiting is None or waiting.part is not keyed.part:
            raise CellTaken(_cell_of(ask, keyed.round, keyed.number))
        cell = waiting.cell
        (row,) = ask(
            """SELECT cells.id, first = ? OR EXISTS (SELECT 1 FROM keyings WHERE cell = cells.id AND who = ?) AS had
               FROM keying_cells AS cells WHERE round = ? AND number = ?""",
            (keyed.who, keyed.who, keyed.round, keyed.number),
        )
        if row["had"]:
            raise RecordRefused("nobody keys a cell twice", where=f"cell {cell.number}", remedy="leave it to others")
        settles = keyed.part is Part.THIRD or same(keyed.text, cell.saw_text)
        connection.execute(
            "INSERT INTO keyings (cell, part, at, who, text, settles) VALUES (?, ?, ?, ?, ?, ?)",
            (row["id"], keyed.part.value, keyed.at, keyed.who, keyed.text, int(settles)),
        )
        if settles:
            _settle(writer, ask, cell, keyed, value_of)
            _finish(connection, keyed.round, keyed.at)
    return settles


def finish(writer: DecisionWriter, round: int, at: str) -> None:
    """Take down the figures of a round of which nothing is open any more, its last entries having gone."""
    with writer.turn() as connection:
        _finish(connection, round, at)


def accuracy(ask: Ask) -> list[Accuracy]:
    """What the last finished round of each field told: of the machine's accepted readings, and of all as they stood."""
    found = ask(
        """SELECT field, accepted, size, correct, at FROM keying_figures AS figures
           WHERE round = (SELECT max(round) FROM keying_figures WHERE field = figures.field)
           ORDER BY field, accepted DESC""",
        (),
    )
    return [Accuracy(row["field"], bool(row["accepted"]), row["size"], row["correct"], row["at"]) for row in found]


def _settle(writer: DecisionWriter, ask: Ask, cell: Cell, keyed: Keyed, value_of: ValueOf) -> None:
    """Verify or put right the reading, unless somebody decided otherwise of it since the round was opened."""
    archived = standing.load(ask, [cell.entry]).get(cell.entry)
    reading = archived.entry.keyed().get(cell.field) if archived else None
    if reading is None or (reading.text, reading.value) != (cell.saw_text, cell.saw_value):
        return
    agrees = same(keyed.text, reading.text)
    text = reading.text if agrees else keyed.text
    value = reading.value if agrees else value_of(cell.field, text, reading)
    why = f"重复录入第 {cell.round} 轮：{'两人一致' if keyed.part is Part.SECOND else '第三人对照原件'}"
    made = Correction(
        cell.entry, cell.field, keyed.at, keyed.who, why, reading.text, reading.value, text, value, line=cell.line
    )
    writer.take_down([made])


def _finish(connection: Connection, round: int, at: str) -> None:
    """Take down the figures of a round once nothing of it is open."""
    ask = asking(connection)
    if ask(f"SELECT 1 FROM {_LIVING} WHERE cells.round = ? AND {_OPEN} LIMIT 1", (round,)):  # noqa: S608 - our own words
        return
    counted: dict[tuple[str, bool], list[bool]] = {}
    for row in ask(
        f"""SELECT cells.*, coalesce(third.text, cells.saw_text) AS printed FROM {_LIVING}
            WHERE cells.round = ? AND (third.id IS NOT NULL OR second.settles = 1)""",  # noqa: S608 - our own words
        (round,),
    ):
        counted.setdefault((row["field"], False), []).append(same(row["saw_text"], row["printed"]))
        if row["accepted"]:
            counted.setdefault((row["field"], True), []).append(same(row["machine_text"], row["printed"]))
    connection.executemany(
        "INSERT OR IGNORE INTO keying_figures VALUES (?, ?, ?, ?, ?, ?)",
        [(round, field, int(accepted), len(all), sum(all), at) for (field, accepted), all in counted.items()],
    )


def _by_roster(ask: Ask) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in ask(
        """SELECT entries.id, coalesce(scans.roster, 'folder ' || scans.source) AS shelf
           FROM entries JOIN pages ON pages.id = entries.page JOIN scans ON scans.sha256 = pages.scan""",
        (),
    ):
        found.setdefault(row["shelf"], []).append(row["id"])
    return found


def _entries(ask: Ask, ids: Sequence[str]) -> Iterator[ArchivedEntry]:
    for start in range(0, len(ids), CHUNK):
        loaded = standing.load(ask, ids[start : start + CHUNK])
        yield from (loaded[id] for id in ids[start : start + CHUNK])


def _cells(ask: Ask, archived: ArchivedEntry, fields: Sequence[str]) -> Iterator[tuple[rows.Value, ...]]:
    """The cells of an entry as they are stored, without their round and number."""
    made = standing.open_corrections(ask, [archived.id]).get(archived.id, [])
    keyed = archived.entry.keyed()
    for field in fields:
        reading = keyed.get(field)
        if reading is None:
            continue
        who = [each.who for each in made if each.field == field] if reading.status is Status.VERIFIED else []
        read = reading.machine or reading
        yield (
            *(archived.sha256, archived.page, archived.id, field),
            *rows.from_box(archived.entry.box),
            *rows.from_box(reading.box),
            *(reading.text, reading.value, read.text),
            int(read.status is Status.ACCEPTED),
            who[-1] if who else "",
        )


def _cell_of(ask: Ask, round: int, number: int) -> Cell:
    found = ask("SELECT * FROM keying_cells WHERE round = ? AND number = ?", (round, number))
    if not found:
        raise RecordRefused("there is no such cell", where=f"round {round} cell {number}", remedy="take the next one")
    return _cell(found[0])


def _task(row: Row) -> Task:
    cell = _cell(row)
    if row["keyed"] is None:
        return Task(cell, Part.SECOND)
    return Task(cell, Part.THIRD, tuple(sorted((cell.saw_text, row["second_text"]))))


def _cell(row: Row) -> Cell:
    told = (row["round"], row["number"], row["scan"], row["page"], row["entry"], row["field"])
    line, box = rows.to_box(row, "line_"), rows.to_box(row)
    assert line is not None  # noqa: S101 - for the type; the columns are NOT NULL
    read = (row["saw_text"], row["saw_value"], row["machine_text"], bool(row["accepted"]), row["first"])
    return Cell(*told, line, box, *read)


def _round(row: Row) -> Round:
    told = (row["id"], row["at"], row["who"], row["why"], row["seed"])
    progress = (row["cells"], row["keyed"], row["settled"], row["finished"])
    return Round(*told, tuple(json.loads(row["fields"])), row["size"], *progress)
