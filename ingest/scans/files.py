"""One scan: what it is, what its bytes hash to, and its pages in pixels."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from archive.errors import InputError
from ingest.pages import PageImage
from ingest.scans import helper
from ingest.scans.find import Found, printable
from ingest.scans.kinds import HEAD_LENGTH, Format, refuse_no_scan


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A file that is a scan; `sha256` (hexadecimal) of its bytes is its identity, `size` counts bytes."""

    path: Path
    name: str
    sha256: str
    size: int
    format: Format
    pages: int


def inspect(found: Found) -> ScanFile:
    """What a found file is. Reads it whole, unpacks no pixels.

    Raises InputError: missing, unreadable, changing, no scan, damaged, encrypted, without pages.
    """
    where = printable(found.path)
    with _opened(found.path, where) as file:
        kind = _kind(file, where)
        before = os.fstat(file.fileno())
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        pages = helper.count_pages(found.path, kind, where)
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise InputError(
            "the file changes while it is read",
            where=where,
            remedy="wait until it is written, then try again",
        )
    return ScanFile(found.path, found.name, sha256, after.st_size, kind, pages)


def decode(path: Path, number: int, *, sha256: str = "") -> PageImage:
    """Page `number` (from 1) of the scan at `path`, in the file's own pixels.

    Give `sha256` to be sure that the bytes are still those that were inspected; an original in
    the data folder needs no such care. Raises InputError that names the file and the page.
    """
    where = printable(path)
    with _opened(path, where) as file:
        kind = _kind(file, where)
        if sha256 and hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            raise InputError("the file has changed since it was found", where=where, remedy="ingest it again")
    return helper.decode(path, kind, number, f"{where}, page {number}")


def _kind(file: BufferedReader, where: str) -> Format:
    try:
        head = file.read(HEAD_LENGTH)
        file.seek(0)
        return refuse_no_scan(head)
    except InputError as fault:
        raise InputError(fault.what, where=where, remedy=fault.remedy) from None


@contextmanager
def _opened(path: Path, where: str) -> Iterator[BufferedReader]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            os.scandir(path).close()
            raise InputError("the folder holds no scans", where=where, remedy="put PNG, JPEG, TIFF or PDF files in it")
        if not stat.S_ISREG(mode):
            raise InputError("this is no file", where=where, remedy="give a scan or a folder of scans")
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise InputError("there is no such file or folder", where=where, remedy="check the path") from None
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        raise InputError(
            f"cannot be opened ({reason})", where=where, remedy="check its permissions and its disk"
        ) from None
    except ValueError:
        raise InputError("this is no path", where=where, remedy="check the path") from None
