"""The index on disk: built beside the one that serves, swapped in at a stroke, opened read-only.

    index/current        the name of the build that serves
    index/<build>/       the engine's files, the columns, and `stamp.json`
    index/building-…/    a build that is not whole; swept away by the next

A build is never changed once it serves. Open only an index that this program built, or that came
with a manifest that was checked: the engine's files are trusted.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from archive.errors import BohaiError
from archive.writing import sync
from search.index import schema, writing
from search.index.cards import Card

_POINTER: Final = "current"
_STAMP: Final = "stamp.json"
_UNFINISHED: Final = "building-"


class IndexUnavailable(BohaiError):  # noqa: N818 - says what is so
    """There is no index that may answer; the remedy names the command that builds one."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "run `bohai index`") -> None:
        super().__init__(what, where=where, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a build was made from: schema version, generation of the archive, people, file sizes."""

    schema: str
    generation: int
    people: int
    sizes: dict[str, int]


def current_build(folder: Path) -> Path:
    """The build that the pointer names; raises IndexUnavailable if there is none."""
    try:
        name = (folder / _POINTER).read_bytes().decode().strip()
    except FileNotFoundError:
        raise IndexUnavailable("there is no search index yet", where=str(folder)) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise IndexUnavailable(f"the search index cannot be read ({problem})", where=str(folder)) from problem
    if not name or Path(name).name != name:
        raise IndexUnavailable("the search index has lost its pointer", where=str(folder))
    return folder / name


@contextmanager
def building_alone(folder: Path) -> Iterator[None]:
    """Waits until no other process builds an index in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build(folder: Path, cards: Iterable[Card], generation: int) -> Path:
    """Builds an index of the cards beside the one that serves, and swaps it in.

    Hold `building_alone`. Killed at any moment, what served before serves on.
    """
    unfinished = folder / f"{_UNFINISHED}{uuid.uuid4().hex}"
    unfinished.mkdir()
    try:
        people = writing.write(unfinished, cards)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    sizes = {path.name: path.stat().st_size for path in sorted(unfinished.iterdir())}
    stamp = Stamp(schema.version(), generation, people, sizes)
    (unfinished / _STAMP).write_text(json.dumps(asdict(stamp), indent=1), encoding="utf-8")
    for path in unfinished.iterdir():
        sync(path)
    sync(unfinished)
    whole = folder / unfinished.name.removeprefix(_UNFINISHED)
    unfinished.rename(whole)
    _point_at(folder, whole.name)
    _sweep(folder, keep=whole.name)
    return whole


def _point_at(folder: Path, name: str) -> None:
    new = folder / f"{_POINTER}.new"
    new.write_text(name, encoding="utf-8")
    sync(new)
    new.replace(folder / _POINTER)
    sync(folder)


def _sweep(folder: Path, keep: str) -> None:
    """Removes earlier builds; a process that has one open keeps its files until it lets go."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != keep:
            shutil.rmtree(path)


def read_stamp(build: Path) -> Stamp:
    """What a build was made from; raises IndexUnavailable if it is of another version or not whole.

    FileNotFoundError, if a part is not there: perhaps the build was swept away meanwhile.
    """
    try:
        stamp = Stamp(**json.loads((build / _STAMP).read_text(encoding="utf-8")))
        whole = all((build / name).stat().st_size == size for name, size in stamp.sizes.items())
    except FileNotFoundError:
        raise
    except (OSError, ValueError, TypeError, AttributeError) as problem:
        raise IndexUnavailable(f"the search index is damaged ({problem})", where=str(build)) from problem
    if stamp.schema != schema.version():
        raise IndexUnavailable("the search index was built by another version of bohai", where=str(build))
    if not whole:
        raise IndexUnavailable("the search index is not whole", where=str(build))
    return stamp
