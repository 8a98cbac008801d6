"""A specimen of an archive: one printed page, scanned for two rosters; nobody on it ever lived.

What the machine would have read of it is taken from what was printed, so that it is there at once, and some of it doubted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Final

import numpy as np
from PIL import Image

from archive.folder import DataFolder
from archive.records import FIELDS, Box, Entry, Ledger, PageRecord, Reading, Roster, Status, Vote, entry_id
from archive.store import ArchiveWriter, StoredScan
from search.linkage import refresh
from tests.rendering.damage.scan import Scan, scan
from tests.rendering.dice import Dice
from tests.rendering.layouts import ruled
from tests.rendering.strengths import STRENGTHS
from tests.rendering.truth import Field, Record
from tests.rendering.words.names import RARE, rare_characters

SEED: Final = 42
DOUBTED: Final = frozenset({"name", "native_place", "unit", "death", "birth"})
"""Fields whose readings wait for a person on the first page; on the second, names do."""
MISREAD: Final[Mapping[str, str]] = {"胜": "股", "里": "裏", "渤": "勃", "四": "西", "德": "徳"}
_TILE: Final = 1024


@dataclass(frozen=True)
class Specimen:
    """The archive's folder, the hashes of its two scans, and the names on its page."""

    folder: DataFolder
    first: str
    second: str
    names: tuple[str, ...]

    def id(self, row: int, *, second: bool = False) -> str:
        """The id of the entry in that row."""
        return entry_id(self.second if second else self.first, 1, row)


def build(folder: DataFolder) -> Specimen:
    """Write the archive into `folder`. The page's last row is missed by the machine, and the ledger of it open."""
    printed = _printed(0)
    again = _printed(1)
    with ArchiveWriter.open(folder) as writer:
        writer.put_roster(Roster("lin", "临邑县革命烈士英名录", "样张", "1984"), "", {})
        writer.put_roster(Roster("bohai", "渤海区烈士名册", "样张", "1951"), "", {})
        many = len(printed.records)
        missed = Ledger((), (f"“合计 {many} 人”与表中所列 {many - 1} 人不符",))
        first = _add(writer, folder, "临邑/0012.png", "lin", printed, _entries(printed.records[:-1], DOUBTED), missed)
        entries = _entries(again.records, frozenset({"name"}))
        second = _add(writer, folder, "渤海/0003.png", "bohai", again, entries, Ledger(()))
    refresh(folder)
    return Specimen(folder, first, second, tuple(record.fields["name"].text for record in printed.records))


def _printed(number: int) -> Scan:
    """The page as the scanner saw it for the `number`th time."""
    strength = replace(STRENGTHS["light"], turned=0.0, dark_border=0.0, seal=0.0, stains=(0, 0), skew=0.2)
    with rare_characters(RARE):
        leaves = ruled.compose(Dice.of(SEED, 0, "ruled", "light"), STRENGTHS["light"])
    return scan(Dice.of(SEED, number), strength, leaves)


def _entries(records: Sequence[Record], doubted: frozenset[str]) -> tuple[Entry, ...]:
    return tuple(_entry(row, record, doubted) for row, record in enumerate(records, start=1))


def _entry(row: int, record: Record, doubted: frozenset[str]) -> Entry:
    readings = tuple(_reading(row, name, field, doubted) for name, field in record.fields.items())
    boxes = [reading.box for reading in readings if reading.box]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return Entry(row, Box(left, top, right - left, bottom - top), readings)


def _reading(row: int, name: str, field: Field, doubted: frozenset[str]) -> Reading:
    box = None
    if field.box:
        left, top, right, bottom = field.box
        box = Box(left - 8, top - 6, right - left + 16, bottom - top + 12)
    reading = Reading(name, FIELDS.get(name, name), field.text, field.value, 0.999, Status.ACCEPTED, box)
    if name not in doubted or not field.text:
        return reading
    other = next((field.text.replace(right, wrong) for right, wrong in MISREAD.items() if right in field.text), "")
    votes = (Vote("a second reader", other, 0.3),) if other else ()
    return replace(reading, confidence=0.4 + row / 100, status=Status.FLAGGED, votes=votes, doubts=("readers differ",))


def _add(
    writer: ArchiveWriter,
    folder: DataFolder,
    name: str,
    roster: str,
    printed: Scan,
    entries: tuple[Entry, ...],
    ledger: Ledger,
) -> str:
    picture = Image.fromarray(np.asarray(printed.pixels)).convert("L")
    kept = BytesIO()
    picture.save(kept, "PNG", compress_level=1)
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    _keep(folder, sha256, picture)
    writer.add_scan(StoredScan(sha256, name, "scans", len(kept.getvalue()), "PNG", 1, roster), name)
    page = next(page for page in writer.pages() if page.scan.sha256 == sha256)
    record = PageRecord(1, picture.width, picture.height, 0, "ruled", "烈士英名录", entries, ledger)
    writer.store(page, record, basis="specimen", needs_context=False, engine="specimen", transcript="{}")
    return sha256


def _keep(folder: DataFolder, sha256: str, picture: Image.Image) -> None:
    """The page in tiles, as the archive keeps it."""
    tiles = folder.tiles(sha256, 1)
    tiles.mkdir(parents=True)
    for y in range(0, picture.height, _TILE):
        for x in range(0, picture.width, _TILE):
            tile = picture.crop((x, y, min(x + _TILE, picture.width), min(y + _TILE, picture.height)))
            tile.save(tiles / f"{y // _TILE}-{x // _TILE}.jpg", quality=90)
