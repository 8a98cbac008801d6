"""Units of the Bohai forces: how their names are written, and what became of them.

Names are asked and given in simplified characters, without blanks or punctuation between them. A name is
understood as a force, or none, and behind it numbers with their levels: 渤海纵队 + 第七师 + 第十九团.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import Final

from archive.authority.lineage import lineage
from archive.authority.lines import Record
from archive.authority.local import in_force, kept_for_each
from archive.authority.numbering import Numbered, numbered
from archive.authority.table import load

TABLE: Final = Path(__file__).with_name("units.csv")

LEVELS: Final = ("总部", "野战军", "兵团", "军区", "军分区", "纵队", "军", "师", "旅", "支队", "团")

MOST_FORMS: Final = 96
"""Written forms given of one name: all of a division of an army; of a company in it those most like print."""

_LONGEST_NAME: Final = 40
"""Characters; nothing longer is the name of one unit."""


@dataclass(frozen=True, slots=True)
class Unit(Record):
    """A unit under one name; under another name it is another unit."""

    @property
    def forms(self) -> tuple[str, ...]:
        """The names that the table has for it: in full, then the others."""
        return (self.name, *self.also)


@kept_for_each(maxsize=4)
def units() -> dict[str, Unit]:
    """All units by id, in the order of the table; raises InputError for a table that breaks its rules."""
    return load(TABLE, Unit, LEVELS, in_force().of("units"))


def expansions(words: str) -> tuple[str, ...]:
    """All other written forms of the unit that `words` names; empty when neither a force nor a number is understood.

    The force in full and in short, each number with and without 第, in Chinese and in Arabic numerals. First the
    names that the table has for the unit, then the forms put together, those most like print first.
    """
    if len(words) > _LONGEST_NAME:
        return ()
    known = [form for unit in units_called(words) for form in unit.forms]
    composed = (form for name in (words, *known) for form in _composed(name))
    return tuple(form for form in islice(dict.fromkeys((*known, *composed)), MOST_FORMS) if form != words)


def full_name(words: str) -> str:
    """The name under which all written forms of a unit are counted as one; a name nobody knows is its own."""
    asked = units_called(words)
    return asked[0].name if asked else _settled(words)


def through_time(words: str) -> tuple[str, ...]:
    """The names of what a unit came from and what became of it, nearest first; empty when it is unknown.

    Each unit gives its full name, then its other names; `expansions` gives the written forms of any of them.
    """
    found = units_called(words)
    own = {form for unit in found for form in unit.forms} | {words}
    kin = lineage(units(), [unit.id for unit in found])
    return tuple(dict.fromkeys(form for unit in kin for form in unit.forms if form not in own))


def _composed(words: str) -> Iterator[str]:
    """Every way to write a name that is understood, itself among them; nothing for one that is not."""
    forces, rest = _parsed(words)
    if forces or any(isinstance(piece, Numbered) for piece in rest):
        choices = (piece.forms if isinstance(piece, Numbered) else (piece,) for piece in rest)
        yield from islice(map("".join, product(forces or ("",), *choices)), MOST_FORMS)


def units_called(words: str) -> tuple[Unit, ...]:
    """The units that `words` names, in any written form."""
    return _named().get(_settled(words), ()) if len(words) <= _LONGEST_NAME else ()


@kept_for_each(maxsize=4)
def _named() -> dict[str, tuple[Unit, ...]]:
    table: dict[str, tuple[Unit, ...]] = {}
    for unit in units().values():
        for form in dict.fromkeys(map(_settled, unit.forms)):
            table[form] = (*table.get(form, ()), unit)
    return table


def _settled(words: str) -> str:
    """The one form that all written forms of a name have in common."""
    forces, rest = _parsed(words)
    return "".join((*forces[:1], *(piece.forms[0] if isinstance(piece, Numbered) else piece for piece in rest)))


def _parsed(words: str) -> tuple[tuple[str, ...], list[Numbered | str]]:
    """The names of the force that a name begins with, and the rest of it in pieces."""
    for end in range(len(words), 0, -1):
        if forces := _forces().get(words[:end]):
            return forces, numbered(words[end:])
    return (), numbered(words)


@kept_for_each(maxsize=4)
def _forces() -> dict[str, tuple[str, ...]]:
    """By each name of a force that carries no number, all its names."""
    table: dict[str, tuple[str, ...]] = {}
    for unit in units().values():
        plain = tuple(form for form in unit.forms if not any(isinstance(piece, Numbered) for piece in numbered(form)))
        table |= dict.fromkeys(plain, plain)
    return table
