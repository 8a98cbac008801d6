"""Files that are whole or not there."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TextIO

from archive.errors import BohaiError
from archive.originals import sync_folder


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
            sync_folder(place.parent)
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
            fcntl.flock(raw, fcntl.LOCK_EX)
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
