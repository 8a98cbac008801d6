"""The index on disk: built beside the one that serves, swapped in at a stroke, opened read-only.

    index/current        the name of the build that serves
    index/<build>/       Whoosh's files, the columns, and `stamp.json`
    index/building-…/    a build that is not whole; swept away by the next

A build is never changed once it serves. Whoosh's files hold pickles: open only an index that this
program built, or that came with a manifest that was checked. Whoosh types only half of its
functions, hence the ignores.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from whoosh.filedb.filestore import FileStorage
from whoosh.query.qcore import Query
from whoosh.searching import Searcher
from whoosh.writing import IndexWriter

from archive.errors import BohaiError
from search import schema
from search.cards import Card
from search.columns import DIVIDER, Column, ColumnWriter

TEXT_COLUMNS: Final = ("names", "aliases", "places", "units", "texts")
"""Columns that hold the folded texts of a card's field of that name."""
_CARDS: Final = "cards"
_POINTER: Final = "current"
_STAMP: Final = "stamp.json"
_UNFINISHED: Final = "building-"
_MEMORY_MB: Final = 128
"""What Whoosh may hold of a build before it writes a part to disk."""
_ATTEMPTS: Final = 3


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


class Index:
    """One build, open for reading by one thread at a time."""

    def __init__(self, build: Path) -> None:
        """Opens a build; raises IndexUnavailable if it is of another version or not whole."""
        self.build = build
        self.stamp = _read_stamp(build)
        try:
            self._searcher = _searcher(build)
            self._columns = {name: Column(build, name) for name in (_CARDS, *TEXT_COLUMNS)}
            counts = {self._searcher.doc_count_all(), *map(len, self._columns.values())}
        except FileNotFoundError:
            raise
        except Exception as problem:  # Whoosh and pickle raise whatever the damage makes them
            raise IndexUnavailable(f"the search index is damaged ({problem})", where=str(build)) from problem
        if counts != {self.stamp.people}:
            raise IndexUnavailable("the parts of the search index disagree", where=str(build))

    def __len__(self) -> int:
        return self.stamp.people

    def numbers(self, query: Query) -> list[int]:
        """The numbers of the cards that a query brings, each once, in ascending order."""
        try:
            return sorted(set(self._searcher.docs_for_query(query)))  # type: ignore[no-untyped-call]
        except Exception as problem:  # as above; damage may lie where opening does not look
            raise IndexUnavailable(
                f"the search index is damaged ({problem})",
                where=str(self.build),
                remedy="run `bohai index --rebuild`",
            ) from problem

    def holding(self, column: str, needles: Iterable[str], numbers: Iterable[int]) -> list[int]:
        """Those of `numbers` that hold one of the folded needles in a text of `column`."""
        return self._columns[column].holding(needles, numbers)

    def card(self, number: int) -> Card:
        """The card of that number."""
        return Card.from_json(self._columns[_CARDS].text(number))

    def close(self) -> None:
        """Lets go of the files."""
        self._searcher.close()  # type: ignore[no-untyped-call]


def open_current(folder: Path) -> Index:
    """Opens the build that serves; raises IndexUnavailable if none may."""
    for _ in range(_ATTEMPTS):
        build = current_build(folder)
        try:
            return Index(build)
        except FileNotFoundError:
            # Swapped and swept away between reading the pointer and opening: look again.
            continue
    raise IndexUnavailable("the search index is not whole", where=str(folder))


def current_build(folder: Path) -> Path:
    """The build that the pointer names; raises IndexUnavailable if there is none."""
    try:
        name = (folder / _POINTER).read_text(encoding="utf-8").strip()
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
    people = _write(unfinished, cards)
    sizes = {path.name: path.stat().st_size for path in sorted(unfinished.iterdir())}
    stamp = Stamp(schema.version(), generation, people, sizes)
    (unfinished / _STAMP).write_text(json.dumps(asdict(stamp), indent=1), encoding="utf-8")
    for path in unfinished.iterdir():
        _sync(path)
    _sync(unfinished)
    whole = folder / unfinished.name.removeprefix(_UNFINISHED)
    unfinished.rename(whole)
    _point_at(folder, whole.name)
    _sweep(folder, keep=whole.name)
    return whole


def _write(build: Path, cards: Iterable[Card]) -> int:
    people = 0
    writer = _writer(build)
    try:
        with ExitStack() as stack:
            columns = {name: stack.enter_context(ColumnWriter(build, name)) for name in (_CARDS, *TEXT_COLUMNS)}
            for card in cards:
                writer.add_document(**schema.document(card))
                columns[_CARDS].add(card.as_json())
                for name in TEXT_COLUMNS:
                    columns[name].add(DIVIDER.join(schema.folded(getattr(card, name))).encode())
                people += 1
    except BaseException:
        writer.cancel()
        shutil.rmtree(build)
        raise
    # One segment, so that Whoosh numbers the cards as the columns do.
    writer.commit(optimize=True)
    return people


def _searcher(build: Path) -> Searcher:
    storage = FileStorage(str(build), readonly=True)  # type: ignore[no-untyped-call]
    searcher: Searcher = storage.open_index().searcher()  # type: ignore[no-untyped-call]
    return searcher


def _writer(build: Path) -> IndexWriter:
    storage = FileStorage(str(build))  # type: ignore[no-untyped-call]
    made = storage.create_index(schema.make_schema())  # type: ignore[no-untyped-call]
    writer: IndexWriter = made.writer(limitmb=_MEMORY_MB)
    return writer


def _point_at(folder: Path, name: str) -> None:
    new = folder / f"{_POINTER}.new"
    new.write_text(name, encoding="utf-8")
    _sync(new)
    new.replace(folder / _POINTER)
    _sync(folder)


def _sweep(folder: Path, keep: str) -> None:
    """Removes earlier builds; a process that has one open keeps its files until it lets go."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != keep:
            shutil.rmtree(path)


def _read_stamp(build: Path) -> Stamp:
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


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
