"""The whole truth of an archive in one file; `archive.restoring` brings it back.

A backup is a plain tar of `backup.json` (form and hashes of the databases), `archive.db`, every
original under its content hash and, where visitors have come, `tributes.db` and every photograph
that they gave, under its content hash, too; where there is a desk, also `desk.db`, without anybody's session.
Everything else (tiles, index) is derived from these and can be made again.
"""

from __future__ import annotations

import io
import json
import re
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from archive.errors import IntegrityFailure
from archive.folder import DataFolder
from archive.integrity import original_fault
from archive.originals import hash_of
from archive.staff import store as staff
from archive.staff.store import StaffStore
from archive.store import ArchiveReader
from archive.tributes.gifts import gift_fault
from archive.tributes.store import TributeStore
from archive.writing import written_whole

FORM: Final = 3
KNOWN_FORMS: Final = (1, 2, FORM)
"""The first held no tributes, the second no accounts."""
LETTER: Final = "backup.json"
DATABASE: Final = "archive.db"
TRIBUTES: Final = "tributes.db"
STAFF: Final = "desk.db"
GIFT: Final = re.compile(r"gifts/([0-9a-f]{64})\.jpg")
ORIGINAL: Final = re.compile(r"originals/([0-9a-f]{2})/(\1[0-9a-f]{62})")


def back_up(folder: DataFolder, file: Path, step: Callable[[], None] = lambda: None) -> int:
    """Write the archive of `folder` into `file` while it is in use; the number of scans in it.

    `file` is replaced only when the backup is whole. `step` is called after each scan. Raises
    IntegrityFailure if an original is not what came in, BohaiError if `file` cannot be written.
    """
    with (
        written_whole(file, "backup") as beside,
        tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as place,
    ):
        copy = DataFolder(Path(place))
        with ArchiveReader.open(folder) as archive:
            archive.copy_to(copy.database)
        with ArchiveReader.open(copy) as archive:
            scans = archive.scans()
        gifts = _copy_tributes(folder, copy)
        _copy_staff(folder, copy)
        databases = {DATABASE: copy.database, TRIBUTES: copy.tributes, STAFF: copy.staff}
        held = {name: file for name, file in databases.items() if file.is_file()}
        with tarfile.open(fileobj=beside, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            hashes = {Path(name).stem: hash_of(file) for name, file in held.items()}
            told = {"form": FORM, "database": hashes["archive"]}
            told |= {"tributes": hashes.get("tributes"), "staff": hashes.get("desk")}
            letter = json.dumps({**told, "scans": len(scans), "gifts": len(gifts)})
            _add(tar, LETTER, io.BytesIO(letter.encode()), len(letter))
            for name, database in held.items():
                _add_file(tar, name, database)
            for sha256 in gifts:
                if fault := gift_fault(folder, sha256):
                    raise IntegrityFailure(f"{fault}, so there is no backup", remedy="run `bohai check`")
                _add_file(tar, f"gifts/{sha256}.jpg", folder.gift(sha256))
            for scan in scans:
                if fault := original_fault(folder, scan):
                    raise IntegrityFailure(
                        f"{fault}, so there is no backup", where=scan.name, remedy="run `bohai check`"
                    )
                _add_file(tar, f"originals/{scan.sha256[:2]}/{scan.sha256}", folder.original(scan.sha256))
                step()
    return len(scans)


def _copy_tributes(folder: DataFolder, copy: DataFolder) -> list[str]:
    """Copy what visitors left, where there is any; the hashes of the photographs in it."""
    if not folder.tributes.is_file():
        return []
    with TributeStore.open(folder) as store:
        store.copy_to(copy.tributes)
    with TributeStore.open(copy) as store:
        return store.gifts()


def _copy_staff(folder: DataFolder, copy: DataFolder) -> None:
    """Copy the accounts of the archivists, where there are any."""
    if folder.staff.is_file():
        staff.make(folder)
        with StaffStore.open(folder) as store:
            store.copy_to(copy.staff)


def _add(tar: tarfile.TarFile, name: str, stream: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o444
    tar.addfile(member, stream)


def _add_file(tar: tarfile.TarFile, name: str, file: Path) -> None:
    with file.open("rb") as stream:
        _add(tar, name, stream, file.stat().st_size)
