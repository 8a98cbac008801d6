"""Records and archives for tests of the archive."""

from __future__ import annotations

from archive import originals
from archive.folder import DataFolder
from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord, Reading, Roster, Status, Vote
from archive.store import ArchiveWriter, StoredScan

BOX = Box(412.0, 880.55, 160.0, 52.0)


def reading(field: str, text: str, value: str | None = None, status: Status = Status.ACCEPTED) -> Reading:
    votes = (Vote("first", text, 0.99), Vote("second", f"{text}?", 0.4))
    return Reading(field, field.upper(), text, value, 0.997, status, BOX, votes, ("faint",))


def record(*names: str, number: int = 1, open_points: tuple[str, ...] = ()) -> PageRecord:
    """A page with one entry a name, each with a blank sex and a column nobody knows."""
    entries = tuple(
        Entry(
            row,
            BOX,
            (reading("name", name, name), reading("sex", ""), reading("牌号", "七", status=Status.FLAGGED)),
        )
        for row, name in enumerate(names, 1)
    )
    lines = tuple(Line(LineKind.ENTRY, name, BOX, row) for row, name in enumerate(names, 1))
    ledger = Ledger((Line(LineKind.TITLE, "英名录", None), *lines), open_points)
    return PageRecord(number, 2480, 3508, 1, "ruled", "英名录", entries, ledger)


def add(folder: DataFolder, name: str, *records: PageRecord, roster: Roster | None = None) -> str:
    """Put a scan with these pages into the archive; its hash."""
    inbox = folder.root.parent / "inbox"
    inbox.mkdir(exist_ok=True)
    file = inbox / name.replace("/", "_")
    file.write_text(f"the bytes of {name}")
    sha256 = originals.hash_of(file)
    with ArchiveWriter.open(folder) as writer:
        if roster:
            writer.put_roster(roster, "惠民县", {"合计": 2})
        originals.keep(folder, file, sha256)
        size, pages = file.stat().st_size, max(1, len(records))
        scan = StoredScan(sha256, name, str(inbox), size, "PNG", pages, roster.id if roster else None)
        writer.add_scan(scan, file.name)
        waiting = [page for page in writer.pages() if page.scan.sha256 == sha256]
        for page, understood in zip(waiting, records, strict=False):
            writer.store(page, understood, basis="a/b", needs_context=False, engine="e 1", transcript="[1]")
    return sha256
