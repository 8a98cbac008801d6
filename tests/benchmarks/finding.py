"""Time every kind of question, beside SQLite's FTS5 and tantivy, and see whether damaged questions find.

    python -m tests.benchmarks.finding [--people 100000 2000000] [--questions 200] [--alone] [--keep FILE]

For each size it makes up so many people (`fallen.py`), builds the index, and asks every kind of question
(`asked.py`) of the three engines in turn, so that a busy machine slows all. Of the smallest size it also asks
2,000 questions damaged as memory and reading damage them (`damaged.py`), and sees at which place the right
person comes. With `--keep` the tables stand between the marks in that file. The exit code is 1 when a limit
is broken. With `--alone` only our own index is built and asked.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from search.index.cards import make_card, people
from search.index.opened import open_current
from search.questions.answering import answer, ask
from search.refreshing import refresh_from
from tests.benchmarks.asked import KINDS, Asked, questions
from tests.benchmarks.damaged import exact_names_first, recall
from tests.benchmarks.fallen import Roll
from tests.benchmarks.kept import keep
from tests.benchmarks.peers import Fts5, Tantivy, tokens_of, tree_of

P99_LIMITS = {100_000: 20.0, 2_000_000: 100.0}
"""Milliseconds within which 99 in 100 questions of every kind are answered, by number of people."""
CPU_LIMITS = {100_000: 60.0}
"""CPU seconds in which the index is built, by number of people."""
RECALL_LIMIT = 0.98
MARK = "finding"

Engine = Callable[[Asked], int]
"""Answers a question; how many it finds."""


@dataclass(frozen=True, slots=True)
class Built:
    """An engine with its index: what building it took, and how large it is."""

    name: str
    ask: Engine
    cpu_seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.name} {self.cpu_seconds:.0f} CPU s, {self.megabytes:.0f} MB on disk"


def main(arguments: list[str] | None = None) -> int:
    """Prints the tables; 1 where a limit was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]
    parser.add_argument("--people", type=int, nargs="+", default=[100_000, 2_000_000])
    parser.add_argument("--questions", type=int, default=200, help="of each kind")
    parser.add_argument("--alone", action="store_true", help="without the other engines")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="put the tables into this document")
    options = parser.parse_args(arguments)
    sections: list[str] = []
    broken: list[str] = []
    for size in sorted(options.people):
        with tempfile.TemporaryDirectory(prefix="finding-") as folder:
            for told, faults in _measured(Roll(size), options, Path(folder), damaged=size == min(options.people)):
                print(told, "\n", flush=True)
                sections.append(told)
                broken += faults
    if options.keep:
        keep(options.keep, MARK, "\n\n".join(sections))
    print("\n".join(broken), file=sys.stderr)
    return 1 if broken else 0


def _measured(
    roll: Roll, options: argparse.Namespace, folder: Path, *, damaged: bool
) -> Iterator[tuple[str, list[str]]]:
    """Parts of what is to be told of so many people, each with the limits that were broken."""
    size = len(roll)
    posed = {kind: questions(kind, roll, options.questions) for kind in KINDS}
    ours, *theirs = engines = [_ours(roll, folder / "index"), *(() if options.alone else _theirs(roll, folder))]
    resident, own = _memory(folder / "index", [asked for each in posed.values() for asked in each])
    yield (
        f"{size:,} people. To build: {'; '.join(map(str, engines))}. A process that has answered all questions holds "
        f"{resident:,.0f} MiB, of which {own:,.0f} MiB are its own and the rest files that are mapped.",
        _over(ours.cpu_seconds, CPU_LIMITS.get(size), f"{size:,} people: CPU seconds to build the index"),
    )
    heads = ["question", "found", "p50 ms", "p99 ms", *(f"{each.name} p50 | p99" for each in theirs)]
    rows = ["| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (3 + 2 * len(theirs))]
    faults = []
    for kind, asked in posed.items():
        found, timings = _timed([each.ask for each in engines], asked)
        rows.append(f"| {kind} | {found:,.0f} | " + " | ".join(f"{p50:.1f} | {p99:.1f}" for p50, p99 in timings) + " |")
        faults += _over(timings[0][1], P99_LIMITS.get(size), f"{size:,} people: p99 of {kind} in ms")
    yield "\n".join(rows), faults
    if damaged:
        yield _recalled(roll, folder / "index")


def _ours(roll: Roll, folder: Path) -> Built:
    began = time.process_time()
    refresh_from(roll, folder)
    took = time.process_time() - began
    opened = open_current(folder)
    return Built("ours", lambda asked: answer(opened, asked.search).total, took, _megabytes(folder))


def _theirs(roll: Roll, folder: Path) -> list[Built]:
    peers = [Fts5(folder), Tantivy(folder)]
    seconds = [0.0] * len(peers)
    for person in people(roll):
        tokens = tokens_of(make_card(person))
        for place, peer in enumerate(peers):
            began = time.process_time()
            peer.add(tokens)
            seconds[place] += time.process_time() - began
    built = []
    for peer, adding in zip(peers, seconds, strict=True):
        began = time.process_time()
        peer.finish()
        took = adding + time.process_time() - began
        built.append(Built(peer.name, _asker(peer, folder / "index"), took, _megabytes(folder / peer.place)))
    return built


def _asker(peer: Fts5 | Tantivy, index: Path) -> Engine:
    opened = open_current(index)
    return lambda asked: peer.ask(tree_of(ask(opened, asked.search), asked.search.filters))


def _timed(engines: Sequence[Engine], posed: Sequence[Asked]) -> tuple[float, list[tuple[float, float]]]:
    """How many the middle question finds, and of each engine p50 and p99 in milliseconds; one question warms up."""
    for engine in engines:
        engine(posed[0])
    seconds = np.zeros((len(engines), len(posed)))
    found = []
    for number, asked in enumerate(posed):
        for place, engine in enumerate(engines):
            began = time.perf_counter()
            total = engine(asked)
            seconds[place, number] = time.perf_counter() - began
            if place == 0:
                found.append(total)
    return float(np.median(found)), [(np.percentile(s, 50) * 1e3, np.percentile(s, 99) * 1e3) for s in seconds]


def _recalled(roll: Roll, index: Path) -> tuple[str, list[str]]:
    opened = open_current(index)
    found = recall(roll, opened)
    exact = exact_names_first(roll, opened)
    rows = ["| damaged question | asked | first | among the first ten |", "| --- | ---: | ---: | ---: |"]
    for kind, one in found.items():
        rows.append(f"| {kind} | {one.asked} | {one.first / one.asked:.1%} | {one.among_ten / one.asked:.1%} |")
    asked, among = sum(one.asked for one in found.values()), sum(one.among_ten for one in found.values())
    rows.append(f"| all | {asked} | {sum(one.first for one in found.values()) / asked:.1%} | {among / asked:.1%} |")
    rows.append(
        f"| an exact name, by itself: who comes first bears it | {exact.asked} | {exact.first / exact.asked:.1%} | |"
    )
    broken = [] if among >= RECALL_LIMIT * asked else [f"only {among / asked:.1%} found among the first ten"]
    return "\n".join(rows), broken + ([] if exact.first == exact.asked else ["an exact name did not come first"])


def _memory(index: Path, posed: list[Asked]) -> tuple[float, float]:
    """MiB that a process of its own holds after all questions: in all, and without the files it has mapped."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_answered_alone, (index, posed))


def _answered_alone(index: Path, posed: list[Asked]) -> tuple[float, float]:
    opened = open_current(index)
    for asked in posed:
        answer(opened, asked.search)
    held = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
    resident, own = (int(held[name].split()[0]) / 1024 for name in ("VmRSS", "RssAnon"))
    return resident, own


def _megabytes(place: Path) -> float:
    files = [place] if place.is_file() else [file for file in place.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def _over(measured: float, limit: float | None, what: str) -> list[str]:
    return [f"{what}: {measured:.1f}, limit {limit:.0f}"] if limit is not None and measured > limit else []


if __name__ == "__main__":
    sys.exit(main())
