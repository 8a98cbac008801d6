"""What an archive knows of places, units and positions beside the shipped tables: added to, never altered."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from sqlite3 import Row

from archive.authority.lines import LocalLine
from archive.authority.local import LocalAuthority, local_authority
from archive.errors import RecordRefused
from archive.records import Signed
from archive.store.decisions import DecisionWriter
from archive.store.standing import Ask, asking


@dataclass(frozen=True, slots=True)
class LineDecision:
    """One decision on one line of a table; `line` is None where the archive's own line was taken back."""

    id: int
    table: str
    record: str
    line: LocalLine | None
    signed: Signed


@dataclass(frozen=True, slots=True)
class LineSeen:
    """A line of a table as it was shown; `decision` is the id of the last decision on it, 0 if there was none."""

    table: str
    record: str
    decision: int


class LineOvertaken(RecordRefused):
    """Somebody else has written the line since it was shown; nothing was written. `last` is that decision."""

    def __init__(self, last: LineDecision) -> None:
        self.last = last
        super().__init__(f"{last.signed.who} has changed {last.record} since", remedy="look at it again")

    def __reduce__(self) -> tuple[object, ...]:
        return LineOvertaken, (self.last,)


def local_lines(ask: Ask) -> LocalAuthority:
    """The lines that stand, each table's in the order in which they were first added."""
    lines: defaultdict[str, list[LocalLine]] = defaultdict(list)
    for row in ask(
        """SELECT "table", line FROM authority JOIN (
             SELECT min(id) AS first, max(id) AS last FROM authority GROUP BY "table", record
           ) ON last = id WHERE line IS NOT NULL ORDER BY first""",
        (),
    ):
        lines[row["table"]].append(LocalLine.from_list(json.loads(row["line"])))
    return local_authority({table: tuple(found) for table, found in lines.items()})


def line_history(ask: Ask, table: str, record: str) -> list[LineDecision]:
    """All that was ever decided on a line, first to last."""
    found = ask('SELECT * FROM authority WHERE "table" = ? AND record = ? ORDER BY id', (table, record))
    return list(map(_to_decision, found))


def last_lines(ask: Ask, most: int) -> list[LineDecision]:
    """The last decisions on lines of any table, the latest first."""
    return list(map(_to_decision, ask("SELECT * FROM authority ORDER BY id DESC LIMIT ?", (most,))))


def put_line(writer: DecisionWriter, seen: LineSeen, line: LocalLine | None, signed: Signed) -> None:
    """Lay a line over the shipped table, or take the archive's own back (`line` is None).

    Raises LineOvertaken if somebody has decided on it since it was seen.
    """
    with writer.turn() as connection:
        made = line_history(asking(connection), seen.table, seen.record)
        if made and made[-1].id != seen.decision:
            raise LineOvertaken(made[-1])
        written = None if line is None else json.dumps(line.as_list(), ensure_ascii=False)
        connection.execute(
            'INSERT INTO authority ("table", record, line, at, who, why) VALUES (?, ?, ?, ?, ?, ?)',
            (seen.table, seen.record, written, signed.at, signed.who, signed.why),
        )


def _to_decision(row: Row) -> LineDecision:
    line = None if row["line"] is None else LocalLine.from_list(json.loads(row["line"]))
    return LineDecision(row["id"], row["table"], row["record"], line, Signed(row["who"], row["at"], row["why"]))
