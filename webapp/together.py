"""Answering visitors in several processes that share one entrance.

Each process is a waitress of its own: it takes in a request whole before a thread sees it, and sends the answer off
without one, so that an old phone on a slow line keeps nobody waiting. The system gives every visitor who comes
to one of the processes that listen. Python runs one thread at a time in each, so there is one a core.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from threading import Thread
from types import FrameType
from typing import Any, Final

from flask import Flask

from archive.errors import BohaiError
from webapp.serving import answer, log_plainly
from webapp.shares import Share, nobody

_LOG: Final = logging.getLogger(__name__)
MOST_PROCESSES: Final = 4
"""Processes that are started unless more are asked for: each holds a view of the index of its own."""
_SOON: Final = 2.0
"""Seconds within which a process must not end after it was started: it would do so again and again."""
_FAREWELL: Final = 10.0
"""Seconds for the visitors who are being answered when the site is closed."""

_FRESH: Final = multiprocessing.get_context("spawn")
"""A fresh Python for each, not a copy of this one: what is open here, databases above all, must not be open there."""

MakeSite = Callable[[], Flask]


@dataclass(frozen=True, slots=True)
class _Answering:
    """A process that answers its share of the visitors, and since when (monotonic seconds)."""

    process: SpawnProcess
    share: Share
    began: float


def processes_here() -> int:
    """How many processes answer unless somebody says how many: one for each core that this one may use."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(MOST_PROCESSES, cores)


def answer_together(make_site: MakeSite, listener: socket.socket, processes: int) -> None:
    """Answer in so many processes, each with a site that `make_site` makes, until this one is told to stop.

    One that ends is started again; `make_site` must be known by name to a fresh Python. Raises BohaiError if a
    process cannot stay up.
    """
    visitors = nobody(_FRESH, processes)
    crew: list[_Answering] = []
    try:
        with _stopped_by_request():
            while len(crew) < processes:
                crew.append(_started(make_site, listener, Share(visitors, len(crew))))
            while True:
                wait([each.process.sentinel for each in crew])
                crew = [each if each.process.is_alive() else _again(make_site, listener, each) for each in crew]
    except (KeyboardInterrupt, SystemExit):
        return
    finally:
        _dismiss([each.process for each in crew])


def _started(make_site: MakeSite, listener: socket.socket, share: Share) -> _Answering:
    process = _FRESH.Process(target=_answer_beside, args=(make_site, listener, share))
    process.start()
    return _Answering(process, share, time.monotonic())


def _again(make_site: MakeSite, listener: socket.socket, ended: _Answering) -> _Answering:
    ended.share.leave()
    code = ended.process.exitcode
    if time.monotonic() - ended.began < _SOON:
        raise BohaiError(
            f"a process of the site ended at once (exit code {code})",
            remedy="see the lines above; with --processes 1 there is none but this",
        )
    _LOG.warning("a process of the site ended (exit code %s) and is started again", code)
    return _started(make_site, listener, ended.share)


def _answer_beside(make_site: MakeSite, listener: socket.socket, share: Share) -> None:
    """What each process does."""
    log_plainly()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which then tells this one
    Thread(target=_leave_with_parent, daemon=True).start()
    with _stopped_by_request():
        answer(make_site(), listener, share)


def _leave_with_parent() -> None:
    """A process whose first one was killed would hold the port for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def _stopped_by_request() -> Iterator[None]:
    """Have SIGTERM end this process in order, as Ctrl-C does."""

    def leave(_signal: int, _frame: FrameType | None) -> Any:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _dismiss(crew: list[SpawnProcess]) -> None:
    for process in crew:
        process.terminate()
    until = time.monotonic() + _FAREWELL
    for process in crew:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
