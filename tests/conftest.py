"""What holds for all tests."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import expect

from tests.patience import MILLISECONDS

expect.set_options(timeout=MILLISECONDS)
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")  # a busy machine makes no test fail

_MANY = 300
_OPEN = Path("/proc/self/fd")


@pytest.fixture(scope="session", autouse=True)
def children_can_be_interrupted() -> Iterator[None]:
    """A suite that runs in the background is deaf to Ctrl-C, and so are the programs that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module", autouse=True)
def few_files_stay_open() -> Iterator[None]:
    """Sites and indexes of tests that are over hold on to each other; a machine may allow 1,024 open files."""
    yield
    if _OPEN.is_dir() and sum(1 for _ in _OPEN.iterdir()) > _MANY:
        gc.collect()
