"""A specimen of an archive: one printed page, scanned for two rosters; nobody on it ever lived.

What the machine would have read is taken from what was printed, so that it is there at once, and some of it doubted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

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
        page = _page(printed, _entries(printed.records[:-1], DOUBTED), missed)
        first = _add(writer, ("临邑/0012.png", "lin"), page, _keep(folder, "临邑/0012.png", printed))
        page = _page(again, _entries(again.records, frozenset({"name"})), Ledger(()))
        second = _add(writer, ("渤海/0003.png", "bohai"), page, _keep(folder, "渤海/0003.png", again))
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


def _page(printed: Scan, entries: tuple[Entry, ...], ledger: Ledger) -> PageRecord:
    height, width = printed.pixels.shape[:2]
    return PageRecord(1, width, height, 0, "ruled", "烈士英名录", entries, ledger)


def _add(writer: ArchiveWriter, name: tuple[str, str], page: PageRecord, sha256: str) -> str:
    scan, roster = name
    writer.add_scan(StoredScan(sha256, scan, "scans", 1, "PNG", 1, roster), scan)
    known = next(known for known in writer.pages() if known.scan.sha256 == sha256)
    writer.store(known, page, basis="specimen", needs_context=False, engine="specimen", transcript="{}")
    return sha256


def _keep(folder: DataFolder, name: str, printed: Scan) -> str:
    """Keep the page in tiles, as the archive does; the scan's hash."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    picture = Image.fromarray(printed.pixels).convert("L")
    tiles = folder.tiles(sha256, 1)
    tiles.mkdir(parents=True)
    for y in range(0, picture.height, _TILE):
        for x in range(0, picture.width, _TILE):
            tile = picture.crop((x, y, min(x + _TILE, picture.width), min(y + _TILE, picture.height)))
            tile.save(tiles / f"{y // _TILE}-{x // _TILE}.jpg", quality=90)
    return sha256
