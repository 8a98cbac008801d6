"""Many hands for many tasks, and what happens when one of them is struck down.

Both crews are `concurrent.futures.Executor`s underneath: processes of this machine, or the workers
of a Dask cluster. A task that kills its worker (a crash in a decoder, or no memory left) costs only
itself: it is tried once more with nothing beside it, and then comes back as `Struck`.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import islice
from multiprocessing.connection import wait as wait_for_end
from types import TracebackType
from typing import Any, Final, Self, TypeVar

from archive.errors import BohaiError, MissingProgram, one_line

T = TypeVar("T")
R = TypeVar("R")

IN_FLIGHT_PER_HAND: Final = 2
"""Tasks handed out for each worker: one in its hands and one waiting, and no more in memory."""


@dataclass(frozen=True, slots=True)
class Struck:
    """The outcome of a task that nobody survived, with the reason in words."""

    reason: str


def usable_cpus() -> int:
    """How many CPUs this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Crew:
    """An executor that is made when first needed and made anew when it breaks."""

    def __init__(self, make: Callable[[], Executor], hands: int, end: Callable[[], None] = lambda: None) -> None:
        self._make = make
        self._end = end
        self._bound = hands * IN_FLIGHT_PER_HAND
        self._executor: Executor | None = None
        self._given: set[Future[Any]] = set()

    @classmethod
    def of_processes(cls, jobs: int) -> Self:
        """`jobs` processes of this machine."""

        def make() -> Executor:
            # Spawned, not forked: the writer's database connection, lock and threads stay its own.
            # No max_tasks_per_child: with it, Python 3.11 can wait for ever (python/cpython#115634).
            return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_settle_in)

        return cls(make, jobs)

    @classmethod
    def of_cluster(cls, address: str) -> Self:
        """The workers of the Dask scheduler at `address`, which see this data folder under this path.

        Raises MissingProgram without Dask and BohaiError if no scheduler answers.
        """
        try:
            from distributed import Client  # noqa: PLC0415 - an extra that few installations need
        except ImportError as problem:
            raise MissingProgram(
                "--scheduler needs Dask", remedy="install it with `pip install 'dask[distributed]'`"
            ) from problem
        try:
            client = Client(address, timeout=10)
        except (OSError, ValueError) as problem:
            raise BohaiError(
                f"no scheduler answers ({problem})",
                where=address,
                remedy="see that it runs, or leave out --scheduler",
            ) from problem
        return cls(client.get_executor, max(1, sum(client.nthreads().values())), client.close)

    def do(self, call: Callable[[T], R], tasks: Iterable[T]) -> Iterator[tuple[T, R | Struck]]:
        """Each task with its outcome, in whatever order they are done; a bounded number in flight.

        `call` and the tasks are sent to other processes. Raises what `call` raises if it is a
        BohaiError; any other exception is the task's outcome, `Struck`.
        """
        waiting = iter(tasks)
        flying: dict[Future[R | Struck], T] = {}
        while True:
            suspects = self._hand_out(call, waiting, flying)
            if not suspects and not flying:
                return
            if not suspects:
                wait(flying, return_when=FIRST_COMPLETED)
            for future in [future for future in flying if future.done()]:
                task = flying.pop(future)
                try:
                    yield _outcome(task, future)
                except BrokenExecutor:
                    suspects.append(task)
            if suspects:
                # Whoever was in flight may be the one that struck: each goes again, alone.
                yield from self._one_by_one(call, suspects, flying)

    def close(self) -> None:
        """Wait for what is under way, then let everybody go."""
        self._let_go(wait=True)
        self._end()

    def drop_everything(self) -> None:
        """Let everybody go at once; what is under way is lost."""
        self._let_go(wait=False)
        for child in multiprocessing.active_children():
            child.terminate()
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.drop_everything()

    def _hand_out(
        self, call: Callable[[T], R | Struck], waiting: Iterator[T], flying: dict[Future[R | Struck], T]
    ) -> list[T]:
        """Fill `flying`; a task that a broken executor would not take is returned."""
        for task in islice(waiting, self._bound - len(flying)):
            try:
                flying[self._submit(call, task)] = task
            except BrokenExecutor:
                return [task]
        return []

    def _one_by_one(
        self, call: Callable[[T], R | Struck], suspects: list[T], flying: dict[Future[R | Struck], T]
    ) -> Iterator[tuple[T, R | Struck]]:
        wait(flying)
        for future, task in flying.items():
            try:
                yield _outcome(task, future)
            except BrokenExecutor:
                suspects.append(task)
        flying.clear()
        self._let_go(wait=False)
        for task in suspects:
            try:
                yield _outcome(task, self._submit(call, task))
            except BrokenExecutor:
                self._let_go(wait=False)
                yield (
                    task,
                    Struck(
                        "reading it brought the reader down twice (a crash, or no memory left); "
                        "try it with fewer --jobs, or scan it at a lower resolution"
                    ),
                )

    def _submit(self, call: Callable[[T], R], task: T) -> Future[R]:
        if self._executor is None:
            self._executor = self._make()
        future = self._executor.submit(call, task)
        self._given.add(future)
        future.add_done_callback(self._given.discard)
        return future

    def _let_go(self, *, wait: bool) -> None:
        """Cancel what nobody has begun, and shut the executor; the next task gets a new one."""
        for future in list(self._given):
            future.cancel()  # one by one: not every executor's shutdown knows how
        if self._executor is not None:
            self._executor.shutdown(wait=wait)
            self._executor = None


def _outcome(task: T, future: Future[R | Struck]) -> tuple[T, R | Struck]:
    """A task with what came of it; raises BrokenExecutor if its worker, or another, was struck down."""
    try:
        return task, future.result()
    except (BohaiError, BrokenExecutor):
        raise
    except Exception as problem:  # whatever it was, it must cost no other task
        return task, Struck(f"unexpected {type(problem).__name__}: {one_line(problem)}")


def _settle_in() -> None:
    """Prepare a worker process: no thread pools of its own, and no life after its parent's."""
    # Ctrl-C reaches every process of the terminal; the parent alone decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for setting in ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS"):
        os.environ[setting] = "1"
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for_end([sentinel])
    os._exit(1)  # a killed parent leaves no orders, and a worker without orders waits for ever
