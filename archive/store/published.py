"""A copy of the database in which nothing stands that the public may not see.

Every table is gone through, and every column of it; what is not named here is shown on the site. What people
decided is baked into the readings, so that the site of the copy is the site of the archive:

    transcripts, refused_files   emptied: how the machine read, and files that never became scans
    corrections, links           what they come to stands in readings and in links; who, when, why and what was
                                 seen is gone, and so is what was undone. Of a print that an editor calls wrong
                                 stays what should stand there, and the editor's word to readers
    doubts, doubt_kinds          emptied, with pages_to_queue: what waits for a person
    distinctions                 emptied: who were told apart, and why
    authority                    what stands of each record; who, when and why is gone
    structure_decisions, machine_records, pages_to_lay
                                 emptied: what they come to stands in entries, and in former_entries which of those
                                 that are no more are to be looked for under another id
    keying_rounds, keying_cells, keyings
                                 emptied: who keyed what. The figures of accuracy stay
    page_figures                 emptied: how far the work on a page has come
    readings                     without who read what. Of a name that is in doubt or was settled, its other
                                 readings stay, nameless, because people are found by them
    redactions                   emptied; what stands in a hidden region is gone from the readings, and the regions
                                 are given back to whoever copies the pictures
    ledger_lines, open_points    only whether something is open on a page
    pages                        those that were read; without reasons of failure, engine and basis
    scans                        without the folder they came from and the day; those that gave no page without name
    rosters                      without printed totals and default places
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace

from archive.folder import DataFolder
from archive.records import Box, Reading, Status, Vote
from archive.store import pages, redactions, rows, standing
from archive.store.connection import damage_told, open_to_read
from archive.store.values import SheetKey


def publish_database(archive: DataFolder, copy: DataFolder) -> dict[SheetKey, list[Box]]:
    """Write the public part of `archive`, in one consistent state, as the new database of `copy`.

    Gives the regions of its pages that must be painted over where their pictures are copied.

    The archive may be in use. The copy keeps no journal and holds no free page, so that nothing of what was
    taken out is left between the rows. Raises BohaiError or IntegrityFailure.
    """
    with damage_told(archive), closing(open_to_read(archive, immutable=False)) as source:
        source.execute("VACUUM INTO ?", (str(copy.database),))
    with damage_told(copy), closing(sqlite3.connect(copy.database, isolation_level=None)) as database:
        database.row_factory = sqlite3.Row
        database.execute("PRAGMA journal_mode = OFF")  # a copy that was cut off is thrown away whole
        database.execute("BEGIN")
        with _without_triggers(database):
            _bake_decisions(database)
            hidden = _bake_redactions(database)
            _bake_links(database)
            _bake_authority(database)
        _strip(database)
        database.execute("COMMIT")
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("VACUUM")
    return hidden


@contextmanager
def _without_triggers(database: sqlite3.Connection) -> Iterator[None]:
    """Decisions are only ever added to, in an archive; this is a copy, of which the triggers are kept."""
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for trigger in triggers:
        database.execute(f"DROP TRIGGER {trigger['name']}")
    yield
    for trigger in triggers:
        database.execute(trigger["sql"])


def _bake_decisions(database: sqlite3.Connection) -> None:
    """Put what stands in place of what the machine read, and strike out who read what."""
    ask = standing.asking(database)
    decided = standing.decided_entries(ask)
    doubted = _other_readings(ask("SELECT * FROM readings WHERE field = 'name' AND status <> 'accepted'", ()))
    database.execute("UPDATE readings SET votes = '[]' WHERE votes <> '[]'")
    database.executemany("UPDATE readings SET votes = ? WHERE entry = ? AND position = ?", doubted)
    for id, archived in decided.items():
        _put_readings(database, id, [_baked(reading) for reading in archived.entry.readings])
    shown = [(id, key) for id, each in decided.items() for key, one in each.entry.keyed().items() if one.emended]
    _keep_emendations(database, shown)
    for table in ("structure_decisions", "keyings", "keying_cells", "keying_rounds"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - the four names above


def _keep_emendations(database: sqlite3.Connection, shown: Sequence[tuple[str, str]]) -> None:
    """Keep what editors say to readers of a wrong print, and of all else that was decided nothing."""
    database.execute("CREATE TEMP TABLE shown (entry TEXT, field TEXT)")
    database.executemany("INSERT INTO shown VALUES (?, ?)", shown)
    database.execute(
        """DELETE FROM corrections WHERE id NOT IN (
             SELECT max(id) FROM corrections JOIN shown USING (entry, field)
             WHERE act = 'emend' AND id NOT IN (SELECT undoes FROM corrections WHERE undoes IS NOT NULL)
             GROUP BY entry, field)"""
    )
    database.execute("DROP TABLE shown")
    database.execute("UPDATE corrections SET at = '', who = ''")


def _bake_redactions(database: sqlite3.Connection) -> dict[SheetKey, list[Box]]:
    """Take out what stands in hidden regions, and what is hidden where."""
    ask = standing.asking(database)
    hidden = redactions.regions(ask, {(each.scan, each.page) for each in redactions.every(ask)})
    for scan, page in hidden:
        ids = pages.entry_ids_on(ask, scan, page)
        for start in range(0, len(ids), standing.CHUNK):
            found = standing.load(ask, ids[start : start + standing.CHUNK])
            for id, public in redactions.for_the_public(ask, found).items():
                shown = public.entry.readings
                every = found[id].entry.keyed().items()
                gone = [(id, at, key) for at, (key, reading) in enumerate(every) if reading not in shown]
                database.executemany(
                    "DELETE FROM readings WHERE entry = ? AND position = ?", [each[:2] for each in gone]
                )
                database.executemany(
                    "DELETE FROM corrections WHERE entry = ? AND field = ?", [each[::2] for each in gone]
                )
    database.execute("DELETE FROM redactions")
    return hidden


def _put_readings(database: sqlite3.Connection, entry: str, readings: Sequence[Reading]) -> None:
    database.execute("DELETE FROM readings WHERE entry = ?", (entry,))
    database.executemany(
        "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [rows.from_reading(entry, at, reading) for at, reading in enumerate(readings)],
    )


def _other_readings(doubted: Iterable[sqlite3.Row]) -> list[tuple[str, str, int]]:
    """The votes to keep of each name in doubt, its entry and position."""
    found = []
    for row in doubted:
        votes = [[vote.reader, vote.text, vote.confidence] for vote in _baked(rows.to_reading(row)).votes]
        found.append((json.dumps(votes, ensure_ascii=False), row["entry"], row["position"]))
    return found


def _baked(reading: Reading) -> Reading:
    """A reading as it is published: what stands, and of a name that people looked at or must, how else it was read."""
    others: list[str] = []
    if reading.field == "name" and reading.status is not Status.ACCEPTED:
        machine = [reading.machine.text] if reading.machine else []
        others = [*machine, *(vote.text for vote in reading.votes)]
    votes = tuple(Vote("", text, 0.0) for text in dict.fromkeys(others))
    return replace(reading, votes=votes, machine=None, emended=None)


def _bake_links(database: sqlite3.Connection) -> None:
    """Keep which entries speak of one person, and nothing of who said so."""
    linked = database.execute(
        """SELECT entries.id, pages.scan, current_links.person FROM current_links
           JOIN entries ON entries.id = current_links.entry JOIN pages ON pages.id = entries.page ORDER BY entries.id"""
    ).fetchall()
    database.execute("DELETE FROM links")
    database.execute("DELETE FROM distinctions")
    database.executemany(
        "INSERT INTO links (id, scan, entry, person, decision, at, who, why) VALUES (?, ?, ?, ?, 'linked', '', '', '')",
        [(number, row["scan"], row["id"], row["person"]) for number, row in enumerate(linked, start=1)],
    )


def _bake_authority(database: sqlite3.Connection) -> None:
    """Keep what the archive knows beside what is shipped, and nothing of who said so."""
    database.execute('DELETE FROM authority WHERE id NOT IN (SELECT max(id) FROM authority GROUP BY "table", record)')
    database.execute("UPDATE authority SET at = '', who = '', why = ''")


def _strip(database: sqlite3.Connection) -> None:
    for statement in (
        "DELETE FROM transcripts",
        "DELETE FROM refused_files",
        "DELETE FROM ledger_lines",
        "DELETE FROM machine_records",
        "DELETE FROM pages_to_lay",
        "UPDATE entries SET settled = 0",
        """DELETE FROM open_points WHERE (page, position) NOT IN
             (SELECT page, min(position) FROM open_points GROUP BY page)""",
        "UPDATE open_points SET point = ''",
        "DELETE FROM pages WHERE state <> 'read'",
        "UPDATE pages SET reason = NULL, engine = '', basis = NULL, needs_context = 0",
        "UPDATE scans SET source = '', added = ''",
        "UPDATE scans SET name = '' WHERE sha256 NOT IN (SELECT scan FROM pages)",
        "UPDATE rosters SET totals = '{}', default_place = ''",
        "DELETE FROM doubt_kinds",
        "DELETE FROM page_figures",
        "DELETE FROM doubts",
        "DELETE FROM pages_to_queue",
    ):
        database.execute(statement)
