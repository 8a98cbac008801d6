"""A small archive to show: made-up people on blank pages, each piece of paper in a grey of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from archive.folder import DataFolder
from archive.records import (
    FIELDS,
    ArchivedEntry,
    Box,
    Entry,
    Ledger,
    PageRecord,
    Person,
    Reading,
    Roster,
    Status,
    entry_id,
)
from archive.store import ArchiveWriter, StoredScan

WIDTH, HEIGHT = 2600, 2100
TILE = 1024
COLUMN, LINE = 200, 60
REWARD = "何时何/单位授/何奖励"
LONG_UNIT = "中国人民解放军华东野战军第十纵队第二十八师第八十三团第三营机枪连第二排"


@dataclass(frozen=True)
class Cell:
    """What one cell is to say; `value` "=" means the same as the text."""

    field: str
    text: str
    value: str | None = "="
    status: Status = Status.ACCEPTED
    heading: str = ""
    boxed: bool = True
    doubts: tuple[str, ...] = ()


WANG = (
    Cell("name", "王德勝", "王德胜"),
    Cell("sex", "男"),
    Cell("birth", "一九二三年", "1923"),
    Cell("native_place", "小赵庄", "沙窝乡小赵庄"),
    Cell("enlisted", "1944.3", "1944-03", heading="入伍时间"),
    Cell("political_status", "〃", "党员"),
    Cell("unit", "渤海军区"),
    Cell("position", "战士"),
    Cell("death", "一九四七年三月", "1947-03", Status.VERIFIED),
    Cell("death_place", "莱芜"),
    Cell("burial_place", "", ""),
    Cell(REWARD, "甲等功一次", None, heading=REWARD),
)
LI = (
    Cell("name", "李□成", status=Status.FLAGGED),
    Cell("sex", "男"),
    Cell("birth", "1□20年", None, Status.FLAGGED, doubts=("not a date",)),
    Cell("native_place", "大李庄"),
    Cell("death_place", "", "", Status.FLAGGED),
    Cell("political_status", "不详"),
)
HOSTILE = (
    Cell("name", "<script>alert(1)</script>"),
    Cell("unit", '"><img src=x onerror=alert(1)>', status=Status.FLAGGED),
    Cell("remarks", "</script><!-- {{ 7*7 }}", boxed=False),
)
CROWD = tuple(
    (Cell("name", f"赵{number:02}"), Cell("unit", LONG_UNIT), Cell("death", "1948", "1948")) for number in range(1, 23)
)
UPRIGHT_PAGE = (WANG, LI, HOSTILE, *CROWD)
TURNED_PAGE = ((Cell("name", "孙文"), Cell("death", "1946.10", "1946-10")),)


def make_entry(row: int, cells: Sequence[Cell]) -> Entry:
    """An entry whose cells stand side by side in line `row` of the page."""
    readings = tuple(
        Reading(
            field=cell.field,
            heading=cell.heading or FIELDS.get(cell.field, cell.field),
            text=cell.text,
            value=cell.text if cell.value == "=" else cell.value,
            confidence=0.4 if cell.status is Status.FLAGGED else 0.999,
            status=cell.status,
            box=Box(40 + COLUMN * at, 80 * row, COLUMN - 20, LINE) if cell.boxed else None,
            doubts=cell.doubts,
        )
        for at, cell in enumerate(cells)
    )
    return Entry(row, Box(40, 80 * row, COLUMN * len(cells) - 20, LINE), readings)


def make_person(*lines: Sequence[Cell]) -> Person:
    """A person of whom each of `lines`, each in a scan of its own, speaks."""
    entries = []
    for number, cells in enumerate(lines, start=1):
        sha256 = f"{number:064x}"
        entry = make_entry(1, cells)
        entries.append(ArchivedEntry(entry_id(sha256, 1, 1), "p", f"{number}.jpg", sha256, 1, None, entry))
    return Person("p", tuple(entries))


def grey(row: int, column: int) -> int:
    """The grey in which the piece of that line and column is painted."""
    return 20 + (row * 37 + column * 23) % 180


@dataclass(frozen=True)
class SmallArchive:
    """The archive's folder and the hashes of its two scans."""

    folder: DataFolder
    upright: str
    turned: str

    def id(self, row: int, *, turned: bool = False) -> str:
        """The id of the entry in that row."""
        return entry_id(self.turned if turned else self.upright, 1, row)


def build(root: Path) -> SmallArchive:
    """Write the archive: one upright page of a roster, and one that lies on its side."""
    folder = DataFolder(root)
    with ArchiveWriter.open(folder) as writer:
        roster = Roster("huimin", "惠民县英名录", "惠民县民政局", "1984", held_by="惠民县档案馆")
        writer.put_roster(roster, default_place="", totals={})
        upright = add_sheet(writer, Sheet("惠民/0012.jpg", UPRIGHT_PAGE, roster="huimin"), folder)
        turned = add_sheet(
            writer, Sheet("散页.jpg", TURNED_PAGE, title="散页", quarter_turns=1, open=("1 of 2",)), folder
        )
    return SmallArchive(folder, upright, turned)


@dataclass(frozen=True)
class Sheet:
    """A scan of one page."""

    name: str
    lines: Sequence[Sequence[Cell]]
    title: str = ""
    quarter_turns: int = 0
    open: tuple[str, ...] = ()
    roster: str | None = None


def add_sheet(writer: ArchiveWriter, sheet: Sheet, folder: DataFolder) -> str:
    """Add a scan with its page and its picture; its hash."""
    sha256 = hashlib.sha256(sheet.name.encode()).hexdigest()
    entries = tuple(make_entry(row, cells) for row, cells in enumerate(sheet.lines, start=1))
    paint(folder.tiles(sha256, 1), entries)
    writer.add_scan(StoredScan(sha256, sheet.name, "scans", 1, "JPEG", 1, sheet.roster), sheet.name)
    page = next(page for page in writer.pages() if page.scan.sha256 == sha256)
    ledger = Ledger((), sheet.open)
    record = PageRecord(1, WIDTH, HEIGHT, sheet.quarter_turns, "ruled", sheet.title, entries, ledger)
    writer.store(page, record, basis="test", needs_context=False, engine="test", transcript="{}")
    return sha256


def paint(tiles: Path, entries: Sequence[Entry]) -> None:
    """Draws the page of these entries in tiles."""
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    for entry in entries:
        for column, reading in enumerate(entry.readings):
            box = reading.box
            if box:
                area = (box.x, box.y, box.x + box.width, box.y + box.height)
                sheet.paste(grey(entry.row, column), tuple(map(int, area)))
    tiles.mkdir(parents=True)
    for y in range(0, HEIGHT, TILE):
        for x in range(0, WIDTH, TILE):
            tile = sheet.crop((x, y, min(x + TILE, WIDTH), min(y + TILE, HEIGHT)))
            tile.save(tiles / f"{y // TILE}-{x // TILE}.jpg", quality=95)
