"""Files that are whole or not there, and what outlasts a power cut."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Final, TextIO

from archive.errors import BohaiError

_NO_LOCKS: Final = (errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP)


def utf8(stream: IO[bytes]) -> TextIOWrapper:
    """UTF-8 whatever the machine's own encoding is, and newlines as they are written."""
    return TextIOWrapper(stream, encoding="utf-8", newline="")


@contextmanager
def written_whole(dest: Path, what: str) -> Iterator[IO[bytes]]:
    """A new file beside `dest` that takes its place when all went well, so that nobody finds half a file.

    Where two write the same at once, the second waits for the first. A link stays and leads to the new file; a pipe
    or a device is written as it is. Raises BohaiError, which names `what` it is.
    """
    try:
        if dest.exists() and not dest.is_file():
            with dest.open("wb") as raw:
                yield raw
            return
        place = dest.resolve()
        with _held_alone(place.with_name(f".{place.name}.part")) as raw:
            yield raw
            raw.flush()
            os.fsync(raw.fileno())
            Path(raw.name).replace(place)
            sync(place.parent)
    except OSError as problem:
        raise BohaiError(
            f"the {what} cannot be written ({problem.strerror})",
            where=str(dest),
            remedy="see that its folder exists and has room",
        ) from problem


@contextmanager
def _held_alone(part: Path) -> Iterator[IO[bytes]]:
    """An empty file that nobody else has meanwhile; it is gone afterwards, unless it was renamed. Raises OSError."""
    while True:
        with part.open("ab") as raw:
            _wait_for_turn(raw)
            # Whoever had it until now has put it in its place, or thrown it away: that is no longer this file.
            if not _is_at(part, raw):
                continue
            raw.truncate(0)
            try:
                yield raw
            finally:
                if _is_at(part, raw):
                    part.unlink()
            return


def _wait_for_turn(raw: IO[bytes]) -> None:
    try:
        fcntl.flock(raw, fcntl.LOCK_EX)
    except OSError as problem:
        # Some disks of a network know no locks; what is asked for is written there all the same.
        if problem.errno not in _NO_LOCKS:
            raise


def _is_at(path: Path, raw: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(raw.fileno()))
    except FileNotFoundError:
        return False


def write_whole(dest: Path, what: str, write: Callable[[TextIO], None]) -> None:
    """Write a text file, whole or not at all; raises BohaiError, which names `what` it is."""
    with written_whole(dest, what) as raw:
        stream = utf8(raw)
        write(stream)
        stream.flush()


def make_once(place: Path, secret: bytes) -> None:
    """Write a secret, whole and for the program's own account alone; of two that do so at once the first prevails.

    Raises OSError.
    """
    new = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(secret)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(FileExistsError):
            place.hardlink_to(new)
        sync(place.parent)
    finally:
        new.unlink()


def sync(path: Path) -> None:
    """Make what is written in a file, or a rename in a folder, outlast a power cut; raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
