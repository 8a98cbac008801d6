"""Whether each person of a truth file gets a row of their own, told without reading a cell.

    python -m tests.benchmarks.layout FOLDER [FOLDER ...] [--layouts ruled,spread] [--damages light] [--jobs 2]

Where a page's cells are found is quickly told and decides who is lost, so that hundreds of pages can be tried. Prints
the pages on which something is wrong, then the score by layout; the truth file's form is told in scans/README.md.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any, Final

import cv2

from archive.records import Box
from ingest.layout.kinds import find_layout
from ingest.layout.paper import Found
from ingest.pages import NAMES, RUN_IN, VERTICAL
from ingest.pipeline import default_readers
from ingest.rectify.upright import upright
from ingest.scans import decode

Record = Mapping[str, Any]

KINDS: Final = {"borderless": "borderless", "vertical": VERTICAL, "names": NAMES, "run_in": RUN_IN}
"""The kind that a layout is found to be, where that is not a table with rules."""
RULED: Final = "ruled"
ABREAST: Final = {"paired": 3, "names": 99}
"""How many people may stand in one row, where that is more than one."""
INSIDE: Final = 0.75
"""Share of a printed box that lies in the cell which holds it."""
CARDS: Final = "form"
"""The layout of which a person takes a whole table, so that rows say nothing."""
FULL: Final = 3
"""Cells with print from which on a row below the first person's is somebody's, and no heading."""


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell as it was found: its place, its box on the scan, and whether there is any print in it."""

    table: int
    row: int
    column: int
    rows: int
    box: Box
    inked: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """What was found on a page: its kind and its cells in reading order."""

    kind: str
    cells: tuple[LaidCell, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over any number of pages; `+` joins two.

    `unseen` are people whose name lies in no cell, `merged` those who share a cell or a row with another one,
    `misplaced` those who come before somebody whom the page prints above them, `empty` rows that are nobody's. Fields
    are `whole` that have a cell of their person's row to themselves.
    """

    pages: int = 0
    wrong_kind: int = 0
    people: int = 0
    unseen: int = 0
    merged: int = 0
    misplaced: int = 0
    empty: int = 0
    fields: int = 0
    whole: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def is_right(self) -> bool:
        """Whether nobody is lost and nobody made of nothing."""
        return not (self.wrong_kind or self.unseen or self.merged or self.misplaced or self.empty)


def lay_out(folder: Path, scan: str) -> Laid:
    """The cells that are found on the first page of a scan."""
    found, _ = find_layout(upright(decode(folder / scan, 1)), default_readers(1).first)
    return Laid(found.kind, tuple(_cells(found)))


def _cells(found: Found) -> Iterable[LaidCell]:
    for number, table in enumerate(found.tables):
        for cell in table.cells:
            box = table.box(found.page, cell.left, cell.top, cell.right, cell.bottom)
            span = cell.span
            yield LaidCell(number, span.row, span.column, span.rows, box, bool(cell.lines))


def check(page: Record, laid: Laid) -> Tally:
    """The counts of one scan of a truth file."""
    people: Sequence[Record] = page["records"]
    anchors = [_anchor(person) for person in people]
    homes = [_home(anchor, laid.cells) if anchor else None for anchor in anchors]
    settled = [home for home in homes if home is not None]
    by_row = Counter((home.table, home.row) for home in settled)
    most = ABREAST.get(page["layout"], 1)
    shared = {cell for cell, count in Counter(settled).items() if count > 1}
    merged = sum(home in shared or by_row[home.table, home.row] > most for home in settled)
    order = [(home.table, home.row, home.column) for home in settled]
    held = _held(people, laid.cells)
    told = [
        _is_whole(field["box"], home, laid.cells, held, in_row=page["layout"] != CARDS)
        for person, home in zip(people, homes, strict=True)
        for name, field in person.items()
        if name != "_box" and field["box"]
    ]
    return Tally(
        pages=1,
        wrong_kind=int(laid.kind != KINDS.get(page["layout"], RULED)),
        people=len(people),
        unseen=len(people) - len(settled),
        merged=merged,
        misplaced=sum(order[n] < max(order[:n]) for n in range(1, len(order))),
        empty=0 if page["layout"] == CARDS else _empty_rows(laid.cells, set(by_row)),
        fields=len(told),
        whole=sum(told),
    )


def _anchor(person: Record) -> Sequence[float] | None:
    """Where a person's name stands, or all of them where names have no boxes."""
    box: Sequence[float] | None = person.get("name", {}).get("box") or person.get("_box")
    return box


def _inside(box: Sequence[float], cell: LaidCell) -> float:
    """The share of a printed box that lies in a cell."""
    left, top, wide, high = box
    across = min(cell.box.x + cell.box.width, left + wide) - max(cell.box.x, left)
    down = min(cell.box.y + cell.box.height, top + high) - max(cell.box.y, top)
    return max(0.0, across) * max(0.0, down) / (wide * high)


def _home(box: Sequence[float], cells: Sequence[LaidCell]) -> LaidCell | None:
    """The cell that holds a printed box, None without one that does."""
    best = max(cells, key=lambda cell: (_inside(box, cell), -cell.box.width * cell.box.height), default=None)
    return best if best is not None and _inside(box, best) >= INSIDE else None


def _held(people: Iterable[Record], cells: Sequence[LaidCell]) -> dict[LaidCell, set[tuple[float, ...]]]:
    """The printed boxes of each cell."""
    held: dict[LaidCell, set[tuple[float, ...]]] = defaultdict(set)
    for person in people:
        for name, field in person.items():
            if name != "_box" and field["box"] and (home := _home(field["box"], cells)):
                held[home].add(tuple(field["box"]))
    return held


def _is_whole(
    box: Sequence[float],
    home: LaidCell | None,
    cells: Sequence[LaidCell],
    held: Mapping[LaidCell, set[tuple[float, ...]]],
    *,
    in_row: bool,
) -> bool:
    """Whether a field has a cell to itself, `in_row` says in the row of the person whose name is in `home`."""
    own = _home(box, cells)
    if own is None or home is None or own.table != home.table or len(held[own]) > 1:
        return False
    return not in_row or (own.row < home.row + home.rows and home.row < own.row + own.rows)


def _empty_rows(cells: Sequence[LaidCell], peopled: set[tuple[int, int]]) -> int:
    """How many rows below the first person of each table are full of print that is nobody's."""
    inked = Counter((cell.table, cell.row) for cell in cells if cell.inked)
    first = {table: min((r for t, r in peopled if t == table), default=0) for table in {c.table for c in cells}}
    return sum(count >= FULL and row > first[t] and (t, row) not in peopled for (t, row), count in inked.items())


def measure(job: tuple[Path, Record]) -> Tally:
    """The counts of one scan, told of on one line if something is wrong; `job` is its folder and its truth."""
    folder, page = job
    tally = check(page, laid := lay_out(folder, page["scan"]))
    if not tally.is_right:
        counts = ", ".join(f"{f.name} {value}" for f in fields(tally) if (value := getattr(tally, f.name)))
        print(f"{folder / page['scan']}  {page['damage']}  taken for {laid.kind}: {counts}", flush=True)
    return tally


def main() -> None:
    """Check every scan of the folders and print what came of it."""
    options = _options()
    jobs = [
        (folder, page)
        for folder in options.folder
        for page in json.loads((folder / "truth.json").read_text("utf-8"))
        if page["layout"] in (options.layouts or page["layout"]).split(",")
        and page["damage"] in (options.damages or page["damage"]).split(",")
    ]
    tallies: dict[str, Tally] = defaultdict(Tally)
    with ProcessPoolExecutor(options.jobs, initializer=partial(cv2.setNumThreads, 1)) as workers:
        for (_, page), tally in zip(jobs, workers.map(measure, jobs), strict=True):
            for group in (page["layout"], page["damage"], "all"):
                tallies[group] += tally
    print(f"{'':<12}" + "".join(f"{f.name:>12}" for f in fields(Tally)))
    for group, tally in sorted(tallies.items(), key=lambda item: item[1].pages):
        print(f"{group:<12}" + "".join(f"{getattr(tally, f.name):>12}" for f in fields(tally)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, nargs="+", help="scans with a truth.json beside them")
    parser.add_argument("--layouts", help="only these, with commas between")
    parser.add_argument("--damages", help="only these, with commas between")
    parser.add_argument("--jobs", type=int, default=1, help="how many pages at a time (1)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
