"""The whole truth of an archive in one file, and back.

A backup is a plain tar of `backup.json` (form and hashes of the databases), `archive.db`, every
original under its content hash and, where visitors have come, `tributes.db` and every photograph
that they gave, under its content hash, too; where there is a desk, also `desk.db`, without anybody's session.
Everything else (tiles, index) is derived from these and can be made again.
Nothing is extracted by the tar library: each member must have one of the few names a backup may
hold, and what is copied out of it is compared with its hash.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from archive.errors import InputError, IntegrityFailure, UsageError
from archive.folder import DataFolder
from archive.integrity import database_faults, original_fault
from archive.originals import BLOCK, hash_of
from archive.staff import store as staff
from archive.staff.integrity import staff_faults
from archive.staff.store import StaffStore
from archive.store import ArchiveReader, ArchiveWriter, WriterLock
from archive.tributes import store as tributes
from archive.tributes.gifts import gift_fault
from archive.tributes.integrity import tribute_faults
from archive.tributes.store import TributeStore
from archive.writing import sync, written_whole

FORM: Final = 3
_KNOWN_FORMS: Final = (1, 2, FORM)
"""The first held no tributes, the second no accounts."""
_LETTER: Final = "backup.json"
_DATABASE: Final = "archive.db"
_TRIBUTES: Final = "tributes.db"
_STAFF: Final = "desk.db"
_GIFT: Final = re.compile(r"gifts/([0-9a-f]{64})\.jpg")
_ORIGINAL: Final = re.compile(r"originals/([0-9a-f]{2})/(\1[0-9a-f]{62})")


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
        databases = {_DATABASE: copy.database, _TRIBUTES: copy.tributes, _STAFF: copy.staff}
        held = {name: file for name, file in databases.items() if file.is_file()}
        with tarfile.open(fileobj=beside, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            hashes = {Path(name).stem: hash_of(file) for name, file in held.items()}
            told = {"form": FORM, "database": hashes["archive"]}
            told |= {"tributes": hashes.get("tributes"), "staff": hashes.get("desk")}
            letter = json.dumps({**told, "scans": len(scans), "gifts": len(gifts)})
            _add(tar, _LETTER, io.BytesIO(letter.encode()), len(letter))
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


def restore(folder: DataFolder, file: Path, step: Callable[[], None] = lambda: None) -> int:
    """Make the archive of `folder`, which must be empty, from a backup; the number of its scans.

    `step` is called after each scan. Raises UsageError if the folder is not empty, InputError if
    `file` is no backup, IntegrityFailure if it is damaged; the folder is then left empty.
    """
    if folder.root.exists() and (not folder.root.is_dir() or any(folder.root.iterdir())):
        raise UsageError(
            "a backup is restored into an empty folder only",
            where=str(folder.root),
            remedy="name a new one with --data",
        )
    with WriterLock(folder):
        folder.scratch.mkdir(exist_ok=True)
        unpacked = DataFolder(Path(tempfile.mkdtemp(dir=folder.scratch)))
        try:
            letter = _unpack(file, unpacked, step)
            count = _verify(unpacked, file, letter)
            for held, place in (
                (unpacked.originals, folder.originals),
                (unpacked.gifts, folder.gifts),
                (unpacked.tributes, folder.tributes),
                (unpacked.staff, folder.staff),
            ):
                if held.exists():
                    held.replace(place)
            unpacked.database.replace(folder.database)  # last: without it there is no archive
            sync(folder.root)
        except BaseException:
            folder.lock.unlink()
            raise
        finally:
            shutil.rmtree(folder.scratch, ignore_errors=True)
    return count


def _add(tar: tarfile.TarFile, name: str, stream: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o444
    tar.addfile(member, stream)


def _add_file(tar: tarfile.TarFile, name: str, file: Path) -> None:
    with file.open("rb") as stream:
        _add(tar, name, stream, file.stat().st_size)


def _unpack(file: Path, place: DataFolder, step: Callable[[], None]) -> dict[str, object]:
    """Put every member where it belongs below `place`; the letter that came with them."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            members = iter(tar)
            letter = _read_letter(tar, next(members, None), file)
            for member in members:
                # Only a plain file is opened: to open a link is to follow it.
                source = tar.extractfile(member) if member.isreg() else None
                target, wanted = _place_of(member.name, place, letter)
                if source is None or target is None:
                    raise IntegrityFailure(f"it holds {member.name!r}, which no backup does", where=str(file))
                if _copy(source, target) != wanted:
                    raise IntegrityFailure(f"{member.name} in it is damaged", where=str(file), remedy=_OTHER)
                if target.parent != place.root:  # a content-addressed file
                    target.chmod(0o444)
                if _ORIGINAL.fullmatch(member.name):
                    step()
            return letter
    except (tarfile.TarError, EOFError) as problem:
        raise InputError(f"it is no whole backup ({problem})", where=str(file), remedy=_OTHER) from problem
    except OSError as problem:
        raise InputError(
            f"it cannot be restored ({problem.strerror})",
            where=str(file),
            remedy="see that it can be read and that the disk has room",
        ) from problem


_OTHER: Final = "take another backup"


def _place_of(name: str, place: DataFolder, letter: dict[str, object]) -> tuple[Path | None, object]:
    """Where a member of a backup belongs, and the hash that it must have; None if no backup holds it."""
    if original := _ORIGINAL.fullmatch(name):
        return place.original(original[2]), original[2]
    if gift := _GIFT.fullmatch(name):
        return place.gift(gift[1]), gift[1]
    databases = {
        _DATABASE: (place.database, "database"),
        _TRIBUTES: (place.tributes, "tributes"),
        _STAFF: (place.staff, "staff"),
    }
    target, key = databases.get(name, (None, ""))
    return target, letter.get(key)


def _read_letter(tar: tarfile.TarFile, member: tarfile.TarInfo | None, file: Path) -> dict[str, object]:
    right = member is not None and member.isreg() and member.name == _LETTER and member.size < BLOCK
    stream = tar.extractfile(member) if member and right else None
    try:
        letter = json.loads(stream.read()) if stream else None
    except ValueError:
        letter = None
    if not isinstance(letter, dict) or "database" not in letter:
        raise InputError("it is no backup of an archive", where=str(file), remedy=_OTHER)
    if letter.get("form") not in _KNOWN_FORMS:
        raise InputError("it was written by a newer bohai", where=str(file), remedy="update this program")
    return letter


def _verify(place: DataFolder, file: Path, letter: dict[str, object]) -> int:
    """See that what was unpacked is a whole archive, brought up to date; the number of its scans."""
    if not place.database.is_file():
        raise IntegrityFailure("there is no database in it", where=str(file), remedy=_OTHER)
    ArchiveWriter.open(place).close()
    place.lock.unlink()
    with ArchiveReader.open(place) as archive:
        scans = archive.scans()
        faults = database_faults(archive)
    missing = [scan.name for scan in scans if not place.original(scan.sha256).is_file()]
    if letter.get("tributes"):
        faults += _restored_tributes(place)
    if letter.get("staff"):
        faults += _restored_staff(place)
    if missing:
        faults += [f"the scan {name} is not in it" for name in missing]
    if faults:
        raise IntegrityFailure(faults[0], where=str(file), remedy=_OTHER)
    return len(scans)


def _restored_tributes(place: DataFolder) -> list[str]:
    """What is wrong with the tributes that were unpacked, which are brought up to date."""
    if not place.tributes.is_file():
        return ["there are no tributes in it, though it tells of them"]
    tributes.make(place)
    return tribute_faults(place)


def _restored_staff(place: DataFolder) -> list[str]:
    """What is wrong with the accounts that were unpacked, which are brought up to date."""
    if not place.staff.is_file():
        return ["there are no accounts in it, though it tells of them"]
    place.staff.chmod(0o600)
    staff.make(place)
    return staff_faults(place)


def _copy(source: IO[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as stream:
        while block := source.read(BLOCK):
            digest.update(block)
            stream.write(block)
        stream.flush()
        os.fsync(stream.fileno())
    return digest.hexdigest()
