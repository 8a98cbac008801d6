"""Time the dashboard of the desk over a large archive.

    python -m tests.benchmarks.dashboard [--people 100000] [--decisions 20000]

Makes up an archive (`doubted.py`), has three people settle so many doubts, and asks for the dashboard: when nothing
has changed, and while pages wait to be counted. The exit code is 1 when the slower half breaks the limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.staff.values import Role
from archive.store import ArchiveReader, DecisionWriter, queue
from archive.store.queue import Sift
from tests.archive.staff.quick import quick_passwords
from tests.benchmarks.doubted import lay_down
from tests.webapp.desk.people import NAMES, Archivist, sits_down, staff
from webapp.desk import create_desk

LIMIT = 150.0
"""Milliseconds."""
TIMES = 15


def main(arguments: list[str] | None = None) -> int:
    """Prints the times; 1 where the limit was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--decisions", type=int, default=20_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="dashboard-") as place, quick_passwords():
        folder = DataFolder(Path(place))
        lay_down(folder, options.people)
        staff(folder)
        archivist = sits_down(create_desk(folder), Role.REVIEWER)
        catch_up(folder)
        settle(folder, options.decisions)
        times = {"while pages are counted": asked(archivist)}
        catch_up(folder)
        times["when nothing has changed"] = asked(archivist)
    for when, took in times.items():
        print(f"{when}: p50 {statistics.median(took):.0f} ms, slowest {max(took):.0f} ms")
    return int(any(statistics.median(took) > LIMIT for took in times.values()))


def catch_up(folder: DataFolder) -> None:
    """Go through all pages that have changed, as `bohai desk` does in the background."""
    with DecisionWriter.open(folder) as writer:
        while writer.bring_queue_up_to_date(50):
            pass


def settle(folder: DataFolder, many: int) -> None:
    """The archivists confirm the `many` most urgent doubts in turn."""
    with ArchiveReader.open(folder) as archive:
        with archive.asking() as ask:
            doubts = queue.next_doubts(ask, Sift(), many)
        entries = {each.id: each.entry for each in archive.entries_of(dict.fromkeys(doubt.entry for doubt in doubts))}
    made = []
    for doubt, who in zip(doubts, cycle(NAMES.values()), strict=False):
        seen = entries[doubt.entry].keyed()[doubt.field]
        made.append(
            Correction(doubt.entry, doubt.field, "2026-02-02", who, "", seen.text, seen.value, seen.text, seen.value)
        )
    with DecisionWriter.open(folder) as writer:
        writer.decide(made)


def asked(archivist: Archivist) -> list[float]:
    """Milliseconds of each of several visits to the dashboard."""
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        archivist.sees("/")
        took.append((time.perf_counter() - began) * 1e3)
    return took


if __name__ == "__main__":
    sys.exit(main())
