"""Load the public site of a hundred thousand people, beside a bare Flask page on the same server.

    python -m tests.benchmarks.site [--people 100000] [--processes 2] [--seconds 1.5] [--rounds 10] [--keep FILE]

It makes up an archive of so many people (`peopled.py`), starts `bohai serve` and a bare page (`bare.py`) as
processes with the same server and settings, all on two cores, and has 32 connections ask them (`visitors.py`, a
process of its own on the same cores). A connection stays open and asks again as soon as it is answered: it takes
no time to think, so all 32 are always waiting, and the time to an answer is mostly that of the others before it.
One row has visitors who think for a while instead.

Each round goes briefly through the bare page and all rows in turn, so that a busy machine slows all. `first time`:
every address is asked once, of people and with questions drawn by chance, so that each page is made; `again`: 500
pages that each of the processes made before. The exit code is 1 when a limit is broken. With `--keep` the table
stands between the marks in that file; with `--data` the archive is made there if it is not there yet, and left.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from urllib.parse import urlencode, urljoin

import numpy as np

from archive.folder import DataFolder
from tests.benchmarks.asked import KINDS, questions
from tests.benchmarks.fallen import Roll
from tests.benchmarks.kept import keep
from tests.benchmarks.peopled import make
from tests.rendering.dice import Dice
from webapp.asking import parameters

CORES, CONNECTIONS = 2, 32
THINKING = 0.25
"""Seconds that a visitor looks at a page in the row of those who do, on average."""
KEPT = 500
"""Different pages that are asked for again."""
QUESTIONS = 1_000
"""Different questions of each kind, where there are so many."""
P99_LIMIT = 100.0
"""Milliseconds within which 99 in 100 pages are answered."""
SHARE_LIMIT = 0.5
"""Of the bare page's requests a second, for pages that are asked for again."""
WEIGHT_LIMIT = 150.0
"""kB of a person's page with all it loads, without the pieces of the scan."""
MARK = "site"
BARE = "bare Flask page"
_PARTS = re.compile(r'<(?:link rel="(?:stylesheet|icon)"|script|img)[^>]* (?:href|src)="([^"]+)"')


@dataclass
class Row:
    """What is asked in one row of the table, and the answers so far."""

    name: str
    paths: Iterator[str]
    again: bool = False
    think: float = 0.0
    seconds: list[float] = field(default_factory=list)
    took: float = 0.0
    cpu: float = 0.0
    """Seconds that the server worked."""

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.took

    def quantile(self, percent: float) -> float:
        """Milliseconds within which so many in a hundred were answered."""
        return float(np.percentile(self.seconds, percent)) * 1e3


@dataclass(frozen=True)
class Server:
    """A server that answers at `address`; `process` is its first process."""

    address: str
    process: int

    def worked(self) -> float:
        """CPU seconds of all its processes until now."""
        others = Path(f"/proc/{self.process}/task/{self.process}/children").read_text("ascii").split()
        ticks = 0
        for process in (self.process, *others):
            told = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
            ticks += int(told[11]) + int(told[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(*command: str) -> Iterator[Server]:
    """A server in processes of its own."""
    with subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        try:
            yield Server(process.stdout.readline().strip().rstrip("/"), process.pid)
        finally:
            process.terminate()
            process.wait()


def visit(server: Server, row: Row, seconds: float, most: int) -> None:
    """Have all connections ask what the row asks for so many seconds, and add what came of it.

    No more than `most` addresses are asked; what nobody came to is left for the next round.
    """
    paths = list(islice(row.paths, most))
    command = [sys.executable, "-m", "tests.benchmarks.visitors", server.address, "--connections", str(CONNECTIONS)]
    command += ["--think", str(row.think), "--seconds", str(seconds), *(["--again"] if row.again else [])]
    before = server.worked()
    done = subprocess.run(command, input="\n".join(paths), capture_output=True, text=True, check=True)  # noqa: S603
    told = json.loads(done.stdout)
    if told["refused"]:
        sys.exit(f"{row.name}: answered with {told['refused']}")
    if not row.again:
        row.paths = chain(paths[len(told["seconds"]) :], row.paths)
    row.seconds += told["seconds"]
    row.took += told["took"]
    row.cpu += server.worked() - before


def people(roll: Roll, seed: int) -> Iterator[str]:
    """The pages of people drawn by chance, no one twice."""
    order = np.random.default_rng(seed).permutation(len(roll))
    return (f"/martyrs/{roll.id_of(int(number))}" for number in order)


def searches(roll: Roll, seed: int) -> Iterator[str]:
    """Questions of every kind in turn by chance, no two alike."""
    dice = Dice.of(seed, "site")
    posed = [one.search for kind in KINDS for one in questions(kind, roll, QUESTIONS, seed)]
    dice.shuffle(posed)
    return iter([f"/search?{urlencode(parameters(search))}" for search in dict.fromkeys(posed)])


def rows_of(roll: Roll) -> list[Row]:
    """The rows of the table; what is asked again comes after it was first asked."""
    again = [(name, list(islice(of(roll, 11), KEPT))) for name, of in (("person", people), ("search", searches))]
    looked_at = people(roll, 13)
    return [
        Row("person, first time", people(roll, 12)),
        Row("search, first time", searches(roll, 12)),
        *(Row(f"{name}, again", _forever(paths), again=True) for name, paths in again),
        Row(f"person, first time, {THINKING} s to look at each", looked_at, think=THINKING),
        Row(f"search, first time, {THINKING} s to look at each", searches(roll, 13), think=THINKING),
    ]


def _forever(paths: Sequence[str]) -> Iterator[str]:
    while True:
        yield from paths


def weight(address: str, paths: Sequence[str]) -> float:
    """kB of the heaviest of these pages with what it loads, without the pieces of the scan."""
    heaviest = 0
    for path in paths:
        page = _fetched(address + path)
        parts = {part for part in _PARTS.findall(page.decode()) if not part.startswith("/pieces/")}
        heaviest = max(heaviest, len(page) + sum(len(_fetched(urljoin(address, part))) for part in parts))
    return heaviest / 1e3


def _fetched(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as reply:  # noqa: S310 - our own server
        body: bytes = reply.read()
    return body


def measured(folder: DataFolder, roll: Roll, options: argparse.Namespace) -> tuple[str, list[str]]:
    """The table, and the limits that were broken."""
    bare, rows = Row(BARE, _forever(["/"]), again=True), rows_of(roll)
    processes = ("--processes", str(options.processes))
    with ExitStack() as stack:
        plain = stack.enter_context(serving("tests.benchmarks.bare", *processes))
        site = stack.enter_context(serving("bohai", "--data", str(folder.root), "serve", "--port", "0", *processes))
        # Every process opens its index and reads its dictionaries before the clock runs.
        for of in (people, searches):
            visit(site, Row("before", of(roll, 10)), 5, 2_000)
        kilobytes = weight(site.address, list(islice(people(roll, 14), 20)))
        for _ in range(options.rounds):
            visit(plain, bare, options.seconds, 1)
            for row in rows:
                if row.again and not row.seconds:
                    # Who comes to which process is chance: after so many times each of them has each page.
                    visit(site, Row("before", row.paths), 600, KEPT * 10)
                visit(site, row, options.seconds, KEPT if row.again else 10_000)
    return _table(bare, rows, kilobytes, len(roll), options.processes)


def _table(bare: Row, rows: Sequence[Row], kilobytes: float, size: int, processes: int) -> tuple[str, list[str]]:
    told = [
        f"{size:,} people, {CONNECTIONS} connections, {processes} processes on {CORES} cores that the visitors share. "
        f"A person's page weighs {kilobytes:.0f} kB with all it loads, without the pieces of the scan.\n",
        "| page | requests/s | of the bare page | p50 ms | p99 ms | CPU ms each |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        f"| {bare.name} | {bare.rate:,.0f} | | {_timed(bare)} |",
    ]
    broken = [f"a person's page weighs {kilobytes:.0f} kB"] if kilobytes > WEIGHT_LIMIT else []
    for row in rows:
        share, slowest = row.rate / bare.rate, row.quantile(99)
        shown = "" if row.think else f"{share:.0%}"
        told.append(f"| {row.name} | {row.rate:,.0f} | {shown} | {_timed(row)} |")
        if row.again and share < SHARE_LIMIT:
            broken.append(f"{row.name}: {share:.0%} of the bare page, at least {SHARE_LIMIT:.0%} are asked for")
        if slowest > P99_LIMIT:
            broken.append(f"{row.name}: p99 {slowest:.0f} ms, limit {P99_LIMIT:.0f}")
    return "\n".join(told), broken


def _timed(row: Row) -> str:
    each = row.cpu / len(row.seconds) * 1e3
    return f"{row.quantile(50):.1f} | {row.quantile(99):.1f} | {each:.2f}"


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=CORES)
    parser.add_argument("--seconds", type=float, default=1.5, help="of each row in each round")
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--data", type=Path, metavar="DIR", help="where the archive is made, and left")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="put the table into this document")
    options = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    roll = Roll(options.people)
    with tempfile.TemporaryDirectory(prefix="site-") as place:
        folder = DataFolder(options.data or Path(place) / "data")
        if not folder.database.exists():
            make(folder, roll)
        told, broken = measured(folder, roll, options)
    print(told)
    if options.keep:
        keep(options.keep, MARK, told)
    print("\n".join(broken), file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
