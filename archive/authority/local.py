"""What one archive knows of places, units and positions beside the tables that are shipped.

The shipped tables are the base. An archive's own lines are laid over them at read time: a line with an id of the base
stands in place of that line, any other beside them. Which archive's lines are laid over is said once for a
request, a question or a run (`using`), and whatever is worked out from the tables is kept for these lines alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from hashlib import sha256
from typing import Final, ParamSpec, TypeVar

from archive.authority.lines import LocalLine

TABLES: Final = ("places", "units", "positions")

Asked = ParamSpec("Asked")
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class LocalAuthority:
    """The lines of one archive by table, in the order in which they were first added.

    `version` names what they say; "" where there are none.
    """

    version: str
    lines: Mapping[str, tuple[LocalLine, ...]] = field(compare=False)

    def of(self, table: str) -> tuple[LocalLine, ...]:
        """The lines of a table."""
        return self.lines.get(table, ())

    def as_json(self) -> str:
        """The form that an index keeps."""
        return json.dumps(
            {table: [line.as_list() for line in lines] for table, lines in self.lines.items()},
            ensure_ascii=False,
            sort_keys=True,
        )

    @classmethod
    def from_json(cls, text: str) -> LocalAuthority:
        """What `as_json` wrote."""
        told: dict[str, list[list[object]]] = json.loads(text)
        return local_authority({table: tuple(map(LocalLine.from_list, lines)) for table, lines in told.items()})


NONE: Final = LocalAuthority("", {})
_IN_FORCE: ContextVar[LocalAuthority] = ContextVar("local authority", default=NONE)


def local_authority(lines: Mapping[str, tuple[LocalLine, ...]]) -> LocalAuthority:
    """These lines under a version of their own."""
    kept = {table: found for table in TABLES if (found := lines.get(table))}
    if not kept:
        return NONE
    text = LocalAuthority("", kept).as_json()
    return LocalAuthority(sha256(text.encode()).hexdigest()[:12], kept)


def in_force() -> LocalAuthority:
    """Whose lines are laid over the shipped tables here and now."""
    return _IN_FORCE.get()


@contextmanager
def using(local: LocalAuthority) -> Iterator[None]:
    """While this lasts, lay these lines over the shipped tables."""
    before = _IN_FORCE.set(local)
    try:
        yield
    finally:
        _IN_FORCE.reset(before)


def kept_for_each(maxsize: int) -> Callable[[Callable[Asked, Told]], Callable[Asked, Told]]:
    """Remember the last `maxsize` answers of a function, each for the lines in force when it was worked out."""

    def keeping(function: Callable[Asked, Told]) -> Callable[Asked, Told]:
        @lru_cache(maxsize=maxsize)
        def worked_out(_: str, *args: Asked.args, **kwargs: Asked.kwargs) -> Told:
            return function(*args, **kwargs)

        @wraps(function)
        def told(*args: Asked.args, **kwargs: Asked.kwargs) -> Told:
            return worked_out(in_force().version, *args, **kwargs)  # type: ignore[arg-type]  # lru_cache knows no ParamSpec

        return told

    return keeping
