"""Files that are whole or not there."""

from __future__ import annotations

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

    Raises BohaiError, which names `what` it is.
    """
    beside = dest.with_name(f".{dest.name}.part")
    try:
        with beside.open("wb") as raw:
            yield raw
            raw.flush()
            os.fsync(raw.fileno())
        beside.replace(dest)
        sync_folder(dest.parent)
    except OSError as problem:
        raise BohaiError(
            f"the {what} cannot be written ({problem.strerror})",
            where=str(dest),
            remedy="see that its folder exists and has room",
        ) from problem
    finally:
        beside.unlink(missing_ok=True)


def write_whole(dest: Path, what: str, write: Callable[[TextIO], None]) -> None:
    """Write a text file, whole or not at all; raises BohaiError, which names `what` it is."""
    with written_whole(dest, what) as raw:
        stream = utf8(raw)
        write(stream)
        stream.flush()
