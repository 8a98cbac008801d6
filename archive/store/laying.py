"""How a page is stored: what the machine read, with what people decided of its lines laid over it.

A page of which nobody decided so is stored as it was read. Of any other, the machine's own record is kept beside,
and the tables of entries, readings and ledger hold the page as it stands: whoever counts, sorts or joins them in
SQL sees what people settled. Both are written in one transaction, whenever either changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from sqlite3 import Connection, Row

from archive.corrections import Correction
from archive.errors import RecordRefused
from archive.records import Entry, Ledger, PageRecord, Reading
from archive.store import rows
from archive.store.standing import Ask, asking
from archive.structure import AS_PRINTED, Decision, Knowledge, Laid, StandingEntry, lay
from archive.structure.plain import dumps_record, loads_act, loads_record

_OF_PAGE = """
    SELECT decisions.* FROM structure_decisions AS decisions WHERE scan = ? AND page = ?
    UNION
    SELECT decisions.* FROM structure_decisions AS decisions
      JOIN scans AS of_it ON of_it.sha256 = decisions.scan JOIN scans AS own ON own.sha256 = ?
      WHERE whole_roster = 1 AND of_it.roster IS own.roster AND (own.roster IS NOT NULL OR of_it.source = own.source)
    ORDER BY id
"""
"""What was decided of a page's lines, and of columns throughout its roster; where there is none, its folder."""


def decisions_on(ask: Ask, sha256: str, number: int) -> list[Decision]:
    """All that was ever decided of the lines of a page, in the order in which it was decided."""
    return [to_decision(row) for row in ask(_OF_PAGE, (sha256, number, sha256))]


def to_decision(row: Row) -> Decision:
    """A decision from a row of `structure_decisions`."""
    act = loads_act(row["kind"], row["act"])
    told = (row["id"], row["scan"], row["page"], row["at"], row["who"], row["why"])
    return Decision(*told, act, row["corrections"])


def put_page(connection: Connection, page: int, sha256: str, record: PageRecord, knowledge: Knowledge) -> Laid:
    """Store `record`, as the machine read page `page` of the scan, in place of what stood there, and as it stands.

    Raises RecordRefused where two entries have one row: one of two people would be lost.
    """
    if len({entry.row for entry in record.entries}) < len(record.entries):
        raise RecordRefused(f"page {record.number} has two entries in one row", remedy="report this")
    ask = asking(connection)
    decisions = decisions_on(ask, sha256, record.number)
    connection.execute("DELETE FROM machine_records WHERE page = ?", (page,))
    if decisions:
        connection.execute("INSERT INTO machine_records VALUES (?, ?)", (page, dumps_record(record)))
    laid = _laid(ask, record, sha256, decisions, knowledge)
    _replace(connection, page, laid)
    return laid


def lay_anew(connection: Connection, page: int, knowledge: Knowledge) -> Laid:
    """Lay over a page that was read what is decided of it by now."""
    record, sha256 = machine_record(asking(connection), page)
    laid = put_page(connection, page, sha256, record, knowledge)
    # Whatever follows a page when it is stored follows it when it is laid anew.
    connection.execute("UPDATE pages SET state = state WHERE id = ?", (page,))
    return laid


def laid_page(ask: Ask, page: int) -> Laid:
    """A page that was read as it stands, with what does not fit it any more of what was decided of it."""
    record, sha256 = machine_record(ask, page)
    return _laid(ask, record, sha256, decisions_on(ask, sha256, record.number), AS_PRINTED)


def page_id(ask: Ask, sha256: str, number: int) -> int:
    """The number by which the tables know a page that is there."""
    return int(ask("SELECT id FROM pages WHERE scan = ? AND number = ?", (sha256, number))[0]["id"])


def machine_record(ask: Ask, page: int) -> tuple[PageRecord, str]:
    """A page that was read, as the machine read it, and the hash of its scan."""
    (told,) = ask("SELECT * FROM pages WHERE id = ?", (page,))
    if kept := ask("SELECT json FROM machine_records WHERE page = ?", (page,)):
        return loads_record(kept[0]["json"]), told["scan"]
    lines = ask("SELECT * FROM ledger_lines WHERE page = ? ORDER BY position", (page,))
    points = ask("SELECT point FROM open_points WHERE page = ? ORDER BY position", (page,))
    ledger = Ledger(tuple(rows.to_line(line) for line in lines), tuple(point["point"] for point in points))
    size = (told["number"], told["width"], told["height"], told["quarter_turns"], told["kind"], told["title"])
    return PageRecord(*size, tuple(_entries(ask, page)), ledger), told["scan"]


def _laid(ask: Ask, record: PageRecord, sha256: str, decisions: list[Decision], knowledge: Knowledge) -> Laid:
    return lay(record, sha256, decisions, _corrections(ask, sha256) if decisions else {}, knowledge)


def _entries(ask: Ask, page: int) -> Iterator[Entry]:
    readings: dict[str, list[Reading]] = {}
    for row in ask(
        """SELECT readings.* FROM readings JOIN entries ON entries.id = readings.entry
           WHERE entries.page = ? ORDER BY readings.entry, readings.position""",
        (page,),
    ):
        readings.setdefault(row["entry"], []).append(rows.to_reading(row))
    for row in ask("SELECT * FROM entries WHERE page = ? ORDER BY row", (page,)):
        yield Entry(row["row"], rows.to_frame(row), tuple(readings.get(row["id"], ())))


def _corrections(ask: Ask, sha256: str) -> dict[str, list[Correction]]:
    made: dict[str, list[Correction]] = {}
    for row in ask("SELECT * FROM corrections WHERE scan = ? ORDER BY id", (sha256,)):
        made.setdefault(row["entry"], []).append(rows.to_correction(row))
    return made


def _replace(connection: Connection, page: int, laid: Laid) -> None:
    for table in ("entries", "ledger_lines", "open_points", "former_entries", "pages_to_lay"):
        connection.execute(f"DELETE FROM {table} WHERE page = ?", (page,))  # noqa: S608 - the five names above
    for each in laid.entries:
        _put_entry(connection, page, each)
    connection.executemany(
        "INSERT INTO ledger_lines VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [rows.from_line(page, at, line) for at, line in enumerate(laid.ledger.lines)],
    )
    connection.executemany(
        "INSERT INTO open_points VALUES (?, ?, ?)", [(page, at, point) for at, point in enumerate(laid.ledger.open)]
    )
    connection.executemany(
        "INSERT INTO former_entries VALUES (?, ?, ?)", [(id, page, became) for id, became in laid.former.items()]
    )


def _put_entry(connection: Connection, page: int, each: StandingEntry) -> None:
    box = each.entry.box
    connection.execute(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (each.id, page, each.entry.row, box.x, box.y, box.width, box.height, each.settled),
    )
    connection.executemany(
        "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [rows.from_reading(each.id, at, reading) for at, reading in enumerate(each.entry.readings)],
    )
