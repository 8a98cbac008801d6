"""How far a long work has come: a bar on a terminal, a plain line now and then anywhere else.

Both go to standard error, so that what a command gives on standard output stays clean.
"""

from __future__ import annotations

import time
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

SECONDS_BETWEEN_LINES: Final = 10.0


class Progress:
    """Shows `doing` with how many of `total` are done and failed, and the time left."""

    def __init__(self, doing: str, total: int, console: Console | None = None) -> None:
        self._doing = doing
        self._total = total
        self._done = 0
        self._failed = 0
        self._console = console or Console(stderr=True, highlight=False, markup=False, emoji=False)
        self._began = self._spoke = time.monotonic()
        self._bar = Bar(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]} failed", markup=False),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task = self._bar.add_task(doing, total=total, failed=0)

    def step(self, *, failed: bool = False) -> None:
        """One more is done, or has failed."""
        self._done += 1
        self._failed += failed
        self._bar.update(self._task, completed=self._done, failed=self._failed)
        now = time.monotonic()
        if self._bar.disable and (now - self._spoke > SECONDS_BETWEEN_LINES or self._done == self._total):
            self._spoke = now
            self.say(self._line(now))

    def say(self, line: str) -> None:
        """Print one line, above the bar if there is one."""
        self._console.print(line, soft_wrap=True)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def _line(self, now: float) -> str:
        left = (now - self._began) / self._done * (self._total - self._done)
        words = f"{self._doing}: {self._done} of {self._total}, {self._failed} failed"
        return f"{words}, {_duration(left)} left" if left else words


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
