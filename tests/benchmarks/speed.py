"""Time one page beside RapidOCR as it is shipped, and weigh a worker that reads it.

    python -m tests.benchmarks.speed PAGE [--runs 5]

Both read the same file on the same two cores, each in a process of its own that has read it once
before the clock starts, turn by turn, so that a busy machine slows both. RapidOCR is called on the
file as its manual shows; ours decodes the file and reads the page, to the same end: every text with
its place.
The exit code is 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

CORES = 2
PEAK_LIMIT = 1.2
"""GiB of a worker process, from its start to the end of one page."""
RATIO_LIMIT = 1.0
"""Our time over RapidOCR's, medians."""


@cache
def _rapidocr() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - only in the process that is timed with it

    logging.disable(logging.INFO)
    return RapidOCR()


def read_as_shipped(page: Path) -> int:
    """How many texts RapidOCR finds in a file, with nothing set."""
    found = _rapidocr()(str(page))
    return len(found.txts or ())


def read_ours(page: Path) -> int:
    """How many texts the project finds on the first page of a file."""
    from ingest.pipeline import read_page  # noqa: PLC0415 - likewise
    from ingest.scans import decode  # noqa: PLC0415

    transcript = read_page(decode(page, 1))
    cells = [cell.text.text for table in transcript.tables for cell in table.cells]
    return sum(map(bool, cells)) + len(transcript.outside)


def timed(read: Callable[[Path], int], page: Path) -> tuple[float, int]:
    """Wall seconds of one reading, and how many texts it gave."""
    began = time.perf_counter()
    texts = read(page)
    return time.perf_counter() - began, texts


def peak() -> float:
    """The most memory this process has held, GiB (VmHWM: unlike ru_maxrss it forgets the parent's)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024**2


def worker() -> ProcessPoolExecutor:
    """A fresh process that inherits nothing but the two cores."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("page", type=Path, help="a scan; its first page is read")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    options = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])

    readers = {"rapidocr as shipped": read_as_shipped, "ingest.pipeline": read_ours}
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    workers = {name: worker() for name in readers}
    weights: dict[str, float] = {}
    print(f"{options.page} on {len(os.sched_getaffinity(0))} cores, {options.runs} runs each")
    for name, read in readers.items():
        _, texts = workers[name].submit(timed, read, options.page).result()
        weights[name] = workers[name].submit(peak).result()
        print(f"  {name:<20} {texts:>5} texts   peak {weights[name]:.2f} GiB after the first page")
    for _ in range(options.runs):
        for name, read in readers.items():
            seconds[name].append(workers[name].submit(timed, read, options.page).result()[0])
    for name, runs in seconds.items():
        times = " ".join(f"{run:.2f}" for run in runs)
        print(f"  {name:<20} {statistics.median(runs):6.2f} s median of {times}")
        workers[name].shutdown()
    theirs, ours = (statistics.median(seconds[name]) for name in readers)
    ratio, weight = ours / theirs, weights["ingest.pipeline"]
    print(f"ratio {ratio:.2f} (at most {RATIO_LIMIT}); worker {weight:.2f} GiB (at most {PEAK_LIMIT})")
    return int(ratio > RATIO_LIMIT or weight > PEAK_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
