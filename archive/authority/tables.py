"""The tables that archivists may add to: what each holds, whether lines fit it, and lines in its own form."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TextIO

from archive.authority import places, positions, units
from archive.authority.lines import COLUMNS, LocalLine, Record, as_line
from archive.authority.local import in_force
from archive.authority.table import cited, unfit


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file, the kind of its records and the levels that they may have."""

    name: str
    path: Path
    kind: type[Record]
    levels: tuple[str, ...]

    def records(self) -> Mapping[str, Record]:
        """All records by id, those of the archive laid over the shipped ones."""
        return _RECORDS[self.name]()

    def local(self) -> tuple[LocalLine, ...]:
        """The archive's own lines."""
        return in_force().of(self.name)

    def sources(self) -> dict[str, str]:
        """What each key stands for that a line may name as its source."""
        return cited(self.path, self.local())

    def line_of(self, record: str) -> LocalLine | None:
        """The line of a record: the archive's own, else the shipped one; None where there is none."""
        own = next((line for line in self.local() if line.id == record), None)
        known = self.records().get(record)
        return own or (as_line(known) if known else None)

    def unfit(self, lines: Sequence[LocalLine] | None = None) -> dict[str, str]:
        """The ids of those of `lines` (else of the archive's own) that do not fit, each with what is wrong with it."""
        return unfit(self.path, self.kind, self.levels, self.local() if lines is None else lines)

    def with_line(self, line: LocalLine) -> tuple[LocalLine, ...]:
        """The archive's own lines with `line` among them."""
        return (*(each for each in self.local() if each.id != line.id), line)

    def write(self, stream: TextIO) -> None:
        """Write the archive's own lines as a table of the form of the shipped one, with the sources they name."""
        writer = csv.writer(stream, lineterminator="\n")
        for line in self.local():
            for key, text in line.cited:
                stream.write(f"# [{key}] {text}\n")
        writer.writerow(COLUMNS)
        writer.writerows(line.cells for line in self.local())


_RECORDS: Final[Mapping[str, Callable[[], Mapping[str, Record]]]] = MappingProxyType(
    {"places": places.places, "units": units.units, "positions": positions.positions},
)
TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        "places": Table("places", places.TABLE, places.Place, places.LEVELS),
        "units": Table("units", units.TABLE, units.Unit, units.LEVELS),
        "positions": Table("positions", positions.TABLE, positions.Position, positions.LEVELS),
    }
)
"""The tables by name; campaigns and the seats of counties are not among them."""
