"""Time the start of a kiosk and weigh it after visitors have gone through it.

    python -m tests.benchmarks.kiosk [--snapshot DIR] [--runs 5]

The server is started as systemd starts it, in a process of its own, and the clock runs until the start page has
been answered. Then every way in, some people and their pieces of paper are asked for, eight at a time, and what
the process holds is read. Without --snapshot the small archive of the tests is published and served.
The exit code is 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

import search
from archive.snapshot import publish
from tests.webapp.small_archive import build
from webapp.kiosk import keeping

CORES = 2
START_LIMIT = 2.0
"""Seconds from the command to the first page, median."""
WEIGHT_LIMIT = 150.0
"""MiB of the process once it has been used."""
WAYS = (
    *("/kiosk/keys", "/kiosk/keys?typed=wds", "/kiosk/surnames", "/kiosk/surnames?order=strokes", "/kiosk/places"),
    *("/about", "/kiosk/named?name=wang", "/kiosk/named?name=zhao"),
)
_HREF = re.compile(r'(?:href|src)="(/(?:martyrs|pieces|pages|kiosk/(?:surnames|places|named))[^"#]*)"')


def fetched(address: str) -> str:
    """What an address answers, "" for a picture."""
    with urllib.request.urlopen(address, timeout=60) as reply:  # noqa: S310 - our own server
        body: bytes = reply.read()
    return body.decode() if "html" in reply.headers["Content-Type"] else ""


def started(snapshot: Path) -> tuple[subprocess.Popen[str], str, float]:
    """A kiosk that has answered once: its process, its address, and the seconds that took."""
    command = [sys.executable, "-m", "bohai", "serve", "--kiosk", str(snapshot), "--port", "0"]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    assert process.stdout
    address = process.stdout.readline().strip().rstrip("/")
    fetched(address + "/")
    return process, address, time.perf_counter() - began


def visited(address: str, most: int = 400) -> int:
    """Go through the kiosk from its ways in, eight visitors at a time; how many answers were given."""
    known, edge = set(WAYS), list(WAYS)
    with ThreadPoolExecutor(8) as visitors:
        while edge and len(known) < most:
            texts = list(visitors.map(lambda path: fetched(address + path), edge))
            found = {unescape(path) for text in texts for path in _HREF.findall(text)}
            edge = sorted(found - known)[: most - len(known)]
            known |= set(edge)
        list(visitors.map(lambda path: fetched(address + path), edge))
    return len(known)


def weight(process: subprocess.Popen[str]) -> float:
    """MiB that the process holds (VmRSS)."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def measured(snapshot: Path, runs: int) -> bool:
    """Start `runs` times, visit once, print; whether the limits hold."""
    seconds = []
    for run in range(runs):
        process, address, took = started(snapshot)
        seconds.append(took)
        try:
            if run == runs - 1:
                at_start = weight(process)
                answers = visited(address)
                used = weight(process)
        finally:
            process.terminate()
            process.wait()
    times = " ".join(f"{took:.2f}" for took in seconds)
    median = statistics.median(seconds)
    print(f"start {median:.2f} s, median of {times} (at most {START_LIMIT})")
    print(
        f"weight {at_start:.0f} MiB at the start, {used:.0f} MiB after {answers} answers (at most {WEIGHT_LIMIT:.0f})"
    )
    return median <= START_LIMIT and used <= WEIGHT_LIMIT


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--snapshot", type=Path, metavar="DIR", help="a snapshot; else a small one is made")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    options = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    if options.snapshot:
        return int(not measured(options.snapshot, options.runs))
    with tempfile.TemporaryDirectory() as place:
        snapshot = Path(place) / "snapshot"
        publish(build(Path(place) / "data").folder, snapshot, [search.refresh, keeping.lay_out])
        return int(not measured(snapshot, options.runs))


if __name__ == "__main__":
    sys.exit(main())
