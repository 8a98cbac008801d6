"""Work that goes on beside what people do: in a thread that is told when it is over, or in a process of its own."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import ParamSpec

Given = ParamSpec("Given")


@contextmanager
def meanwhile(work: Callable[[Event], None]) -> Iterator[None]:
    """While this lasts, `work` is done in a thread; the event is set when it is to end, and then waited for."""
    over = Event()
    thread = Thread(target=work, args=(over,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def in_a_process(work: Callable[Given, object], *args: Given.args, **kwargs: Given.kwargs) -> None:
    """Do `work` in a new process and wait for it: what takes long must slow down nobody who is served by this one."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=args, kwargs=kwargs, daemon=True)
    process.start()
    process.join()
