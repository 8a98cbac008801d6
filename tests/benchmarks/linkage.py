"""Which of the people whom a second roster tells of again are found, among how many false proposals, and how fast.

    python -m tests.benchmarks.linkage [--people 100000] [--again 5000] [--keep tests/benchmarks/README.md]

Makes up an archive of so many people in one roster, and tells of some of them again in a second, as another clerk might
have: with another form or a misread character in the name, the place to another depth or under another name, dates
rounded or a year off, and fields left out. Every other pair that is proposed is false: nobody else is told of twice.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from archive.folder import DataFolder
from archive.linkage.keeping import read
from archive.records import FIELDS, Box, Entry, Ledger, PageRecord, Reading, Roster, Status, entry_id
from archive.staff.values import Role
from archive.store import ArchiveWriter, KnownPage, StoredScan
from search.questions.forms import other_places
from tests.archive.staff.quick import quick_passwords
from tests.benchmarks.asked import homophone, traditional, unknown
from tests.benchmarks.damaged import misread
from tests.benchmarks.fallen import ON_A_PAGE, Fallen, Roll
from tests.benchmarks.kept import keep
from tests.rendering.dice import Dice
from tests.webapp.desk.people import sits_down, staff
from webapp.desk import create_desk

LIMIT: Final = 150.0
"""Milliseconds in which a pair opens at the desk."""
_OPENED: Final = 60
_WIDTH, _HEIGHT = 2480, 3508

_PROPOSE: Final = """
import sys
import time
from pathlib import Path
from archive.folder import DataFolder
from search import linkage

linkage.refresh(DataFolder(Path(sys.argv[1])))
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(time.process_time(), peak.split()[1])
"""

Told = dict[str, str]
"""Field → what it says."""


class Again(NamedTuple):
    """A person told of again: who, in which way the name was changed, and what the second roster says."""

    number: int
    name: str
    told: Told


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; 1 where a pair opens too slowly."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--again", type=int, default=5_000)
    parser.add_argument("--keep", type=Path, help="Put the table into this document.")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="linkage-") as place, quick_passwords():
        folder = DataFolder(Path(place))
        again = lay_down(folder, options.people, options.again)
        used = _propose(folder)
        opened = _opened(folder)
        table = _table(folder, again, options.people, used, opened)
    print(table)
    if options.keep:
        keep(options.keep, "linkage", table)
    return int(statistics.median(opened) > LIMIT)


def _propose(folder: DataFolder) -> tuple[float, float]:
    """CPU seconds and MiB that the making of all proposals takes, in a process of its own."""
    told = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-c", _PROPOSE, str(folder.root)], check=True, stdout=subprocess.PIPE, text=True
    ).stdout.split()
    return float(told[0]), int(told[1]) / 1024


def lay_down(folder: DataFolder, people: int, many: int) -> list[Again]:
    """Make the archive with both rosters; who is told of again, in the order of the second."""
    roll, dice = Roll(people), Dice.of("linkage", people)
    told = [_first(roll[number], dice) for number in range(people)]
    numbers = sorted(dice.sample(range(people), many))
    again = [_again(number, roll[number], told[number], dice) for number in numbers]
    with ArchiveWriter.open(folder) as writer:
        page = 0
        for roster, lines in (("first", told), ("second", [each.told for each in again])):
            writer.put_roster(Roster(roster, f"{roster}英名录"), "", {})
            for start in range(0, len(lines), ON_A_PAGE):
                page += 1
                _store(writer, page, roster, lines[start : start + ON_A_PAGE])
    return again


def _store(writer: ArchiveWriter, page: int, roster: str, lines: Iterable[Told]) -> None:
    scan = StoredScan(_sha256(page), f"{page:06}.png", "made up", 1, "PNG", 1, roster)
    writer.add_scan(scan, scan.name)
    entries = tuple(_entry(row, told) for row, told in enumerate(lines, start=1))
    record = PageRecord(1, _WIDTH, _HEIGHT, 0, "ruled", "英名录", entries, Ledger(()))
    known = KnownPage(page, scan, 1, "pending", None, needs_context=False)
    writer.store(known, record, basis="b", needs_context=False, engine="e", transcript="[]")


def _entry(row: int, told: Told) -> Entry:
    readings = tuple(
        Reading(field, FIELDS[field], text, text, 0.99, Status.ACCEPTED, Box(60 + 220 * at, 120.0 * row, 200, 80))
        for at, (field, text) in enumerate(told.items())
    )
    return Entry(row, Box(60, 120.0 * row, 220 * len(told), 100), readings)


def _first(fallen: Fallen, dice: Dice) -> Told:
    age = dice.randrange(16, 45)
    return {
        "name": str(fallen.name),
        "sex": fallen.sex,
        "birth": str(fallen.year - age),
        "native_place": fallen.home,
        "enlisted": str(fallen.year - dice.randrange(8)),
        "unit": fallen.unit,
        "death": f"{fallen.year}-{dice.randrange(1, 13):02}",
    }


def _again(number: int, fallen: Fallen, first: Told, dice: Dice) -> Again:
    way, name = _renamed(fallen, dice)
    year, month = first["death"].split("-")
    told = {
        "name": name,
        "sex": first["sex"],
        "birth": dice.pick((first["birth"], str(int(first["birth"]) + dice.pick((-1, 1))), "", "")),
        "native_place": dice.pick((fallen.home, fallen.home, fallen.county, _under_another_name(fallen, dice), "")),
        "enlisted": dice.pick((first["enlisted"], "", "")),
        "unit": dice.pick((fallen.unit, "", "")),
        "death": dice.pick((first["death"], first["death"], year, f"{int(year) + dice.pick((-1, 1))}-{month}")),
    }
    return Again(number, way, told)


def _renamed(fallen: Fallen, dice: Dice) -> tuple[str, str]:
    ways = {
        "traditional": traditional(fallen),
        "misread": misread(fallen, dice),
        "by ear": homophone(fallen, dice),
        "missing": (unknown(fallen, dice) or "").replace("*", "□") or None,
    }
    way = dice.pick(("same", "same", "same", "same", "same", "same", *ways))
    name = ways.get(way)
    return (way, name) if name else ("same", str(fallen.name))


def _under_another_name(fallen: Fallen, dice: Dice) -> str:
    others = [name for name in other_places(fallen.county) if name.endswith("县")]
    return fallen.home.replace(fallen.county, dice.pick(others)) if others else fallen.home


def _opened(folder: DataFolder) -> list[float]:
    """Milliseconds in which pairs open at the desk, one after another."""
    staff(folder)
    editor = sits_down(create_desk(folder), Role.EDITOR)
    found = read(folder).found
    took = []
    for each in found[:: max(1, len(found) // _OPENED)][:_OPENED]:
        before = time.perf_counter()
        editor.sees(f"/linking/pair/{each.one}/{each.other}?part")
        took.append(1000 * (time.perf_counter() - before))
    return took


def _table(folder: DataFolder, again: list[Again], people: int, used: tuple[float, float], opened: list[float]) -> str:
    found = {frozenset((each.one, each.other)) for each in read(folder).found}
    true = dict(zip(_pairs(again, people), again, strict=True))
    told = Counter(each.name for each in again)
    right = Counter(each.name for pair, each in true.items() if pair in found)
    rows = [f"| {way} | {told[way]:,} | {right[way] / told[way]:.1%} |" for way in sorted(told)]
    return "\n".join(
        (
            f"{people + len(again):,} entries; {len(again):,} people are told of twice. `bohai propose`: "
            f"{used[0]:.0f} CPU s, {used[1]:,.0f} MiB. "
            f"{len(found):,} pairs proposed, {len(found) - sum(right.values()):,} of them false. A pair opens at the "
            f"desk in {statistics.median(opened):.0f} ms (median), {max(opened):.0f} ms (slowest).",
            "",
            "| name in the second roster | told of twice | proposed |",
            "| --- | ---: | ---: |",
            *rows,
            f"| all | {len(again):,} | {sum(right.values()) / len(again):.1%} |",
        )
    )


def _pairs(again: list[Again], people: int) -> Iterator[frozenset[str]]:
    pages = -(-people // ON_A_PAGE)
    for at, each in enumerate(again):
        yield frozenset((_id(each.number // ON_A_PAGE + 1, each.number), _id(pages + at // ON_A_PAGE + 1, at)))


def _id(page: int, at: int) -> str:
    return entry_id(_sha256(page), 1, at % ON_A_PAGE + 1)


def _sha256(page: int) -> str:
    return hashlib.sha256(f"scan {page}".encode()).hexdigest()


if __name__ == "__main__":
    sys.exit(main())
