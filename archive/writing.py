"""Files that are whole or not there."""

from __future__ import annotations

import os
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TextIO

from archive.errors import BohaiError


def utf8(stream: IO[bytes]) -> TextIOWrapper:
    """UTF-8 whatever the machine's own encoding is, and newlines as they are written."""
    return TextIOWrapper(stream, encoding="utf-8", newline="")


def write_whole(dest: Path, what: str, write: Callable[[TextIO], None]) -> None:
    """Write beside `dest` and rename, so that nobody finds half a file; raises BohaiError, which names `what`."""
    beside = dest.with_name(f".{dest.name}.part")
    try:
        with beside.open("wb") as raw:
            stream = utf8(raw)
            write(stream)
            stream.flush()
            os.fsync(raw.fileno())
        beside.replace(dest)
    except OSError as problem:
        raise BohaiError(
            f"the {what} cannot be written ({problem.strerror})",
            where=str(dest),
            remedy="see that its folder exists and has room",
        ) from problem
    finally:
        beside.unlink(missing_ok=True)
