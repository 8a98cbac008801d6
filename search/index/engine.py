"""The search engine behind a narrow door: documents as sets of terms, and which documents hold a term.

Nothing outside this module knows that the engine is Whoosh. It keeps no positions, no scores and no
stored fields: on 200,000 records that was 50 to 80 times as fast as phrases of positions. Whoosh's
files hold pickles: open only what this program built. Whoosh types only half of its functions,
hence the ignores.
"""

from __future__ import annotations

import typing
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, formats
from whoosh.filedb.filestore import FileStorage

Numbers = NDArray[np.int32]
"""Numbers of documents or of people, each once, ascending unless said otherwise."""

_MEMORY_MB: Final = 128
"""What Whoosh may hold of an index before it writes a part to disk."""
_MANY: Final = 100
"""Documents of a term that is worth remembering: unpacking them takes longer than all else."""
_REMEMBERED_BYTES: Final = 16 << 20
NOBODY: Final[Numbers] = np.empty(0, np.int32)


class Holds(NamedTuple):
    """The documents that hold `term` in `field`.

    A tuple, since a question makes hundreds of them, and looks each up several times.
    """

    field: str
    term: str


@dataclass(frozen=True, slots=True)
class All:
    """The documents that answer every one of `queries`, of which there is one at least."""

    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """The documents that answer one of `queries`; none, if there are none."""

    queries: tuple[Query, ...]


Query = Holds | All | Any


def all_of(queries: Iterable[Query]) -> Query:
    """The documents that answer every one of `queries`, of which there is one at least."""
    distinct = tuple(dict.fromkeys(queries))
    return distinct[0] if len(distinct) == 1 else All(distinct)


def any_of(queries: Iterable[Query]) -> Query:
    """The documents that answer one of `queries`."""
    distinct = tuple(dict.fromkeys(queries))
    return distinct[0] if len(distinct) == 1 else Any(distinct)


def mapped_array(path: Path) -> NDArray[typing.Any]:
    """The array in a file, which is looked into without being read whole; raises OSError or ValueError.

    As a plain array: NumPy's own class for mapped files does in Python, at each look, what that does in C.
    """
    return np.asarray(np.load(path, mmap_mode="r"))


class Terms(fields.FieldType):
    """A field whose terms are given one by one, as they are: no analyzer, no positions."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.analyzer = None
        self.scorable = False
        self.stored = False
        self.unique = False
        self.set_sortable(False)

    def index(self, value: Iterable[str], **_: object) -> Generator[tuple[bytes, int, float, bytes], None, None]:
        """Each term once: its bytes, frequency, weight and (no) positions, as Whoosh asks for them."""
        for term in sorted(set(value)):
            yield term.encode(), 1, 1.0, b""


class EngineWriter:
    """Writes the documents of a new index, numbered from 0 in the order in which they are added."""

    def __init__(self, folder: Path, field_names: Iterable[str]) -> None:
        storage = FileStorage(str(folder))  # type: ignore[no-untyped-call]
        schema = fields.Schema(**{name: Terms() for name in field_names})
        self._writer = storage.create_index(schema).writer(limitmb=_MEMORY_MB)  # type: ignore[no-untyped-call]

    def add(self, terms: Mapping[str, Iterable[str]]) -> None:
        """Appends a document: its terms by field."""
        self._writer.add_document(**terms)

    def commit(self) -> None:
        """Writes all to disk, in one piece, so that Whoosh numbers the documents as they were added."""
        self._writer.commit(optimize=True)

    def cancel(self) -> None:
        """Lets go of what was added."""
        self._writer.cancel()


class Engine:
    """An index open for reading, by one thread at a time; any call may raise whatever damage makes of it."""

    def __init__(self, folder: Path) -> None:
        storage = FileStorage(str(folder), readonly=True)  # type: ignore[no-untyped-call]
        self._reader = storage.open_index().reader()  # type: ignore[no-untyped-call]
        self._remembered: dict[Holds, Numbers] = {}
        self._remembered_bytes = 0
        self._count = lru_cache(maxsize=1 << 14)(self._counted)

    def __len__(self) -> int:
        return int(self._reader.doc_count_all())

    def numbers(self, query: Query) -> Numbers:
        """The documents that answer a query."""
        if isinstance(query, Holds):
            return self._holding(query)
        if isinstance(query, Any):
            found = [numbers for each in query.queries if len(numbers := self.numbers(each))]
            return united(found)
        return self._all(query.queries)

    def close(self) -> None:
        """Lets go of the files."""
        self._reader.close()

    def _all(self, queries: Iterable[Query]) -> Numbers:
        """Those that the rarest brings, narrowed down by the others; a term that nobody holds ends it at once."""
        ordered = []
        for place, query in enumerate(queries):
            if not (at_most := self._at_most(query)):
                return NOBODY
            ordered.append((at_most, place, query))
        ordered.sort()
        found = self.numbers(ordered[0][2])
        for _, _, query in ordered[1:]:
            if not len(found):
                break
            found = np.intersect1d(found, self.numbers(query), assume_unique=True)
        return found

    def _at_most(self, query: Query) -> int:
        """How many documents may answer."""
        if isinstance(query, Holds):
            return self._count(query)
        counts = [self._at_most(each) for each in query.queries]
        return min(counts) if isinstance(query, All) else sum(counts)

    def _counted(self, query: Holds) -> int:
        return int(self._reader.doc_frequency(query.field, query.term.encode()))

    def _holding(self, query: Holds) -> Numbers:
        if (known := self._remembered.get(query)) is not None:
            return known
        if not self._count(query):
            return NOBODY
        found = np.fromiter(self._reader.postings(query.field, query.term.encode()).all_ids(), np.int32)
        if len(found) >= _MANY:
            self._remembered[query] = found
            self._remembered_bytes += found.nbytes
            while self._remembered_bytes > _REMEMBERED_BYTES:
                self._remembered_bytes -= self._remembered.pop(next(iter(self._remembered))).nbytes
        return found


def united(found: list[Numbers]) -> Numbers:
    """The numbers that are in any of the lists."""
    if len(found) < 2:
        return found[0] if found else NOBODY
    return np.unique(np.concatenate(found))
