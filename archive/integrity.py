"""Whether everything is still as it was stored; every fault is one sentence."""

from __future__ import annotations

from collections.abc import Callable

from archive.folder import DataFolder
from archive.originals import hash_of
from archive.staff.integrity import staff_faults
from archive.store import ArchiveReader, StoredScan
from archive.tributes.integrity import tribute_faults


def faults(folder: DataFolder, step: Callable[[], None] = lambda: None) -> list[str]:
    """What is wrong with the database, the originals, the ledgers, the tributes and the accounts of `folder`.

    Reads every original whole, and calls `step` after each. An open ledger is no fault: it is told
    openly, and waits for a person.
    """
    with ArchiveReader.open(folder) as archive:
        found = database_faults(archive)
        scans = archive.scans()
    for scan in scans:
        if fault := original_fault(folder, scan):
            place = folder.original(scan.sha256)
            advice = f"remove {place}, then ingest the scan again" if place.exists() else "ingest the scan again"
            found.append(f"{scan.name}: {fault}; {advice}")
        step()
    return found + tribute_faults(folder) + staff_faults(folder)


def database_faults(archive: ArchiveReader) -> list[str]:
    """What is wrong within the database itself."""
    broken = [f"the database: {words}" for words in archive.faults()]
    return broken + [
        f"{scan} page {number}: its ledger does not tell of just the entries it has; "
        "read it again with `bohai ingest --reread`"
        for scan, number in archive.pages_off_ledger()
    ]


def original_fault(folder: DataFolder, scan: StoredScan) -> str:
    """What is wrong with the original of a scan; "" if it is, byte for byte, what came in."""
    try:
        digest = hash_of(folder.original(scan.sha256))
    except OSError as problem:
        return f"its original cannot be read ({problem.strerror})"
    return "" if digest == scan.sha256 else "its original is not what came in"
