"""About where the seats of the counties lie, for a sketch of the district."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from archive.authority.local import kept_for_each
from archive.authority.places import names_through_time

TABLE: Final = Path(__file__).with_name("seats.csv")


@dataclass(frozen=True, slots=True)
class Seat:
    """A county's seat, in degrees north and east, to about five hundredths."""

    name: str
    north: float
    east: float


@lru_cache(maxsize=1)
def seats() -> dict[str, Seat]:
    """All seats by the full name of the county."""
    with TABLE.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        return {row["name"]: Seat(row["name"], float(row["north"]), float(row["east"])) for row in rows}


@kept_for_each(maxsize=1 << 10)
def seat_of(county: str) -> Seat | None:
    """The seat of a county, or of what it came from or became; None where nothing is known."""
    known = seats()
    return next((known[name] for name in (county, *names_through_time(county)) if name in known), None)
