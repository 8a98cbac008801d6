"""An archive from a backup (`archive.backup`), in an empty folder.

Nothing is extracted by the tar library: each member must have one of the few names a backup may
hold, and what is copied out of it is compared with its hash.
"""

from __future__ import annotations

import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Final

from archive.backup import DATABASE, GIFT, KNOWN_FORMS, LETTER, ORIGINAL, STAFF, TRIBUTES
from archive.errors import InputError, IntegrityFailure, UsageError
from archive.folder import DataFolder
from archive.integrity import database_faults
from archive.originals import BLOCK, copied
from archive.staff import store as staff
from archive.staff.integrity import staff_faults
from archive.store import ArchiveReader, ArchiveWriter, WriterLock
from archive.tributes import store as tributes
from archive.tributes.integrity import tribute_faults
from archive.writing import sync

_OTHER: Final = "take another backup"

Letter = dict[str, object]
"""What a backup says of itself at its head: its form, its scans, and the hashes of its databases."""


def scans_in(file: Path) -> int:
    """How many scans a backup says it holds; raises InputError if it is none."""
    with _opened(file) as (_, letter):
        scans = letter["scans"]
        assert isinstance(scans, int)  # noqa: S101 - for the type; looked at when the letter was read
        return scans


def restore(folder: DataFolder, file: Path, step: Callable[[], None] = lambda: None) -> int:
    """Make the archive of `folder`, which must be empty, from a backup; the number of its scans.

    `step` is called after each scan. Raises UsageError if the folder is not empty, InputError if
    `file` is no backup, IntegrityFailure if it is damaged; the folder is then left empty.
    """
    if folder.root.exists() and not _is_empty(folder):
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


def _is_empty(folder: DataFolder) -> bool:
    """Whether nothing is in a data folder but what restoring left there when it was killed."""
    left = {folder.scratch, folder.lock}
    return folder.root.is_dir() and left.issuperset(folder.root.iterdir())


def _unpack(file: Path, place: DataFolder, step: Callable[[], None]) -> Letter:
    """Put every member where it belongs below `place`; the letter that came with them."""
    with _opened(file) as (tar, letter):
        for member in islice(tar, 1, None):  # behind the letter
            # Only a plain file is opened: to open a link is to follow it.
            source = tar.extractfile(member) if member.isreg() else None
            target, wanted = _place_of(member.name, place, letter)
            if source is None or target is None:
                raise IntegrityFailure(f"it holds {member.name!r}, which no backup does", where=str(file))
            if _copy(source, target) != wanted:
                raise IntegrityFailure(f"{member.name} in it is damaged", where=str(file), remedy=_OTHER)
            if target.parent != place.root:  # a content-addressed file
                target.chmod(0o444)
            if ORIGINAL.fullmatch(member.name):
                step()
        return letter


@contextmanager
def _opened(file: Path) -> Iterator[tuple[tarfile.TarFile, Letter]]:
    """A backup and the letter at its head; raises InputError where it cannot be read to its end."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            yield tar, _read_letter(tar, tar.next(), file)
    except (tarfile.TarError, EOFError) as problem:
        raise InputError(f"it is no whole backup ({problem})", where=str(file), remedy=_OTHER) from problem
    except OSError as problem:
        raise InputError(
            f"it cannot be restored ({problem.strerror})",
            where=str(file),
            remedy="see that it can be read and that the disk has room",
        ) from problem


def _place_of(name: str, place: DataFolder, letter: Letter) -> tuple[Path | None, object]:
    """Where a member of a backup belongs, and the hash that it must have; None if no backup holds it."""
    if original := ORIGINAL.fullmatch(name):
        return place.original(original[2]), original[2]
    if gift := GIFT.fullmatch(name):
        return place.gift(gift[1]), gift[1]
    databases = {
        DATABASE: (place.database, "database"),
        TRIBUTES: (place.tributes, "tributes"),
        STAFF: (place.staff, "staff"),
    }
    target, key = databases.get(name, (None, ""))
    return target, letter.get(key)


def _read_letter(tar: tarfile.TarFile, member: tarfile.TarInfo | None, file: Path) -> Letter:
    right = member is not None and member.isreg() and member.name == LETTER and member.size < BLOCK
    stream = tar.extractfile(member) if member and right else None
    try:
        letter = json.loads(stream.read()) if stream else None
    except ValueError:
        letter = None
    if not isinstance(letter, dict) or "database" not in letter or not isinstance(letter.get("scans"), int):
        raise InputError("it is no backup of an archive", where=str(file), remedy=_OTHER)
    if letter.get("form") not in KNOWN_FORMS:
        raise InputError("it was written by a newer bohai", where=str(file), remedy="update this program")
    return letter


def _verify(place: DataFolder, file: Path, letter: Letter) -> int:
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
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as stream:
        return copied(source, stream)
