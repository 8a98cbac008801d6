"""A small archive of which people have decided something, with all that the public may not see in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from archive.corrections import Act, Correction
from archive.records import Reading
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter
from tests.webapp.small_archive import SmallArchive, build

SECRETS = (
    "审核员甲",
    "私下的理由",
    "误读之处",
    "账户乙",
    "撤销的缘由",
    "机密文件",
    "打不开的原因",
    "某台机器的文件夹",
    "逐格所见",
    "识读甲",
    "某引擎",
    "某依据",
    "未平之处",
)
"""Words of the archive that must not be anywhere in what is published."""

NOTE = "据县志改正"
"""What an editor tells readers of a print that is wrong."""


def build_decided(root: Path) -> SmallArchive:
    """The small archive with corrections, links, refused files, failed pages and transcripts."""
    small = build(root)
    with closing(sqlite3.connect(small.folder.database, isolation_level=None)) as database:
        database.execute("UPDATE scans SET source = '某台机器的文件夹'")
        database.execute("UPDATE transcripts SET json = '[\"逐格所见\"]'")
        database.execute("UPDATE pages SET engine = '某引擎', basis = '某依据', reason = '打不开的原因'")
        database.execute("UPDATE open_points SET point = '未平之处'")
        database.execute("""UPDATE readings SET votes = '[["识读甲", "王得勝", 0.4], ["识读甲", "王德勝", 0.9]]'""")
        database.execute("UPDATE readings SET text = '误读之处', value = NULL WHERE field = 'position'")
        database.execute("INSERT INTO refused_files VALUES ('某台机器的文件夹', 'x', '机密文件', '打不开的原因')")
        for number, (entry, person, decision) in enumerate(
            [
                (small.id(4), small.id(1), "linked"),
                (small.id(1), small.id(1), "linked"),
                (small.id(5), small.id(6), "linked"),
                (small.id(5), small.id(6), "unlinked"),
            ]
        ):
            database.execute(
                """INSERT INTO links (id, scan, entry, person, decision, at, who, why)
                   VALUES (?, ?, ?, ?, ?, '2026-01-01', '账户乙', '撤销的缘由')""",
                (number + 7, small.upright, entry, person, decision),
            )
        database.execute(
            """INSERT INTO distinctions (scan, entry, other_scan, other, decision, at, who, why)
               VALUES (?, ?, ?, ?, 'distinct', '2026-01-01', '账户乙', '撤销的缘由')""",
            (small.upright, min(small.id(7), small.id(8)), small.upright, max(small.id(7), small.id(8))),
        )
        for why in ("私下的理由", "撤销的缘由"):
            database.execute(
                """INSERT INTO authority ("table", record, line, at, who, why)
                   VALUES ('positions', '交通员', ?, '2026-01-01', '账户乙', ?)""",
                ('[["交通员","战士","","","","","","通例"],[]]', why),
            )
    with ArchiveWriter.open(small.folder) as writer:
        writer.fail(writer.pages()[0], "打不开的原因")
    decide(small, 1, "position", "战士", "战士")
    decide(small, 1, "name", "王德胜", "王德胜")
    decide(small, 2, "name", "李大成", "李大成")
    decide(small, 2, "position", "班长", "班长")
    emend(small, "enlisted", "1945.3", "1945-03", NOTE)
    (undone,) = emend(small, "birth", "1924", "1924", "撤销的缘由")
    with DecisionWriter.open(small.folder) as writer:
        writer.undo([undone], at="2026-02-02T00:00:00", who="审核员甲", why="私下的理由")
        writer.bring_queue_up_to_date(10)
    return small


def emend(small: SmallArchive, field: str, text: str, value: str, note: str) -> list[int]:
    """An editor's word on a wrong print in the first row."""
    with ArchiveReader.open(small.folder) as archive:
        archived = archive.entry(small.id(1))
    assert archived
    seen = archived.entry.keyed()[field]
    made = Correction(
        small.id(1), field, "2026-02-02", "审核员甲", note, seen.text, seen.value, text, value, act=Act.EMEND
    )
    with DecisionWriter.open(small.folder) as writer:
        return writer.decide([made])


def decide(small: SmallArchive, row: int, field: str, text: str, value: str | None) -> None:
    """One decision on one field of that row."""
    with ArchiveReader.open(small.folder) as archive:
        archived = archive.entry(small.id(row))
    assert archived
    seen: Reading | None = archived.entry.reading(field)
    saw = (seen.text, seen.value) if seen else (None, None)
    with DecisionWriter.open(small.folder) as writer:
        made = Correction(small.id(row), field, "2026-02-02T00:00:00", "审核员甲", "私下的理由", *saw, text, value)
        writer.decide([made])
