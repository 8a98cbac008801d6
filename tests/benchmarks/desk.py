"""Time how soon a doubt opens at the desk of a large archive, and how soon a decision is kept.

    python -m tests.benchmarks.desk [--people 100000] [--doubts 100] [--folder DIR]

An archive of made-up people is laid down, six in a hundred of whose readings wait, with `--folder` to be kept for the
next time. Then an archivist goes through the queue as the page way does: what comes next, the table of its page, the
cell with its choices, and its piece of the paper; each doubt is settled, and the next one follows. The pages of the
wall and of the start are timed, too. The second figures are what the processor did: the same on a machine that others
use, too. The exit code is 1 when a limit is broken.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive.folder import DataFolder
from archive.staff import accounts
from archive.staff.store import make
from archive.staff.values import Role
from archive.store import DecisionWriter
from ingest.machine import machine
from tests.benchmarks.doubted import lay_down, paint
from tests.webapp.desk.people import NAMES, PASSWORD, Archivist, sits_down
from webapp.desk import create_desk

LIMIT = 150.0
"""Milliseconds in which a doubt opens, 95 of 100 times."""
KEPT = "a decision is kept"
Took = tuple[float, float]
"""Milliseconds on the clock, and of the processor."""
WALL = "/review/wall/tiles?char=王&field=name"
SIFTS = ("", "?field=dates", "?roster=r3&field=places", "?kind=faint")


def main(arguments: list[str] | None = None) -> int:
    """Measure, print a table, and tell whether a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--doubts", type=int, default=100)
    parser.add_argument("--folder", type=Path)
    wishes = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = DataFolder(wishes.folder or Path(temporary))
        archivist = _sits_down(folder, wishes.people)
        opened, steps = _go_through(archivist, folder, wishes.doubts)
        print(f"{wishes.people} people; milliseconds, median and 95 of 100, and the same of the processor")
        for words, times in {**steps, "a doubt opens": opened}.items():
            print(_line(words, times))
        for address in ("/review/", *(f"/review/next{sift}" for sift in SIFTS), WALL):
            print(_line(address, [_timed(lambda address=address: archivist.asks(address))[0] for _ in range(10)]))
    if _most([wall for wall, _ in opened]) > LIMIT:
        print(f"a doubt takes longer than {LIMIT:.0f} ms to open", file=sys.stderr)
        return 1
    return 0


def _sits_down(folder: DataFolder, people: int) -> Archivist:
    if not folder.database.exists():
        folder.root.mkdir(parents=True, exist_ok=True)
        lay_down(folder, people)
    make(folder)
    if not accounts.accounts(folder):
        accounts.add(folder, NAMES[Role.REVIEWER], Role.REVIEWER, PASSWORD)
    with DecisionWriter.open(folder) as writer:
        while writer.bring_queue_up_to_date(100):
            pass
    return sits_down(create_desk(folder, machine=machine(folder)), Role.REVIEWER)


def _go_through(archivist: Archivist, folder: DataFolder, doubts: int) -> tuple[list[Took], dict[str, list[Took]]]:
    """Settle so many doubts; how long each took to open, and the steps of that."""
    opened: list[Took] = []
    steps: dict[str, list[Took]] = {}

    def step(words: str, do: Callable[[], Any]) -> Any:
        took, answer = _timed(do)
        steps.setdefault(words, []).append(took)
        assert answer.status_code == 200, (words, answer.status_code)
        return answer

    headers = {"Accept": "application/json", "X-CSRFToken": archivist.token()}
    told = archivist.asks("/review/next").get_json()
    for _ in range(doubts):
        doubt = told["doubt"]
        sha256 = doubt["data"].split("/")[3]
        paint(folder, sha256)
        step("what comes next", lambda: archivist.asks("/review/next"))
        step("the table of its page", lambda doubt=doubt: archivist.asks(doubt["data"]))
        cell = step("the cell with its choices", lambda doubt=doubt: archivist.asks(doubt["detail"])).get_json()["cell"]
        step("its piece of the paper", lambda doubt=doubt: archivist.asks(doubt["crop"]))
        last = [times[-1] for words, times in steps.items() if words != KEPT]
        opened.append((sum(wall for wall, _ in last), sum(cpu for _, cpu in last)))
        decision = {"entry": cell["entry"], "key": cell["key"], "text": cell["said"]["text"]}
        sent = {"decisions": [{**decision, "saw_text": cell["seen"][0], "saw_value": cell["seen"][1]}], "sift": {}}
        told = step(
            KEPT,
            lambda sent=sent: archivist.client.post("/review/decide", json=sent, headers=headers),
        ).get_json()["next"]
    return opened, steps


def _timed(do: Callable[[], Any]) -> tuple[Took, Any]:
    began, worked = time.perf_counter(), time.process_time()
    answer = do()
    return (1000 * (time.perf_counter() - began), 1000 * (time.process_time() - worked)), answer


def _line(words: str, times: list[Took]) -> str:
    walls, cpus = ([each[at] for each in times] for at in (0, 1))
    figures = (statistics.median(walls), _most(walls), statistics.median(cpus), _most(cpus))
    return f"{words:<40}" + "".join(f"{figure:8.1f}" for figure in figures)


def _most(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


if __name__ == "__main__":
    sys.exit(main())
