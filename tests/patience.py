"""How long a test waits for what is to come. It goes on as soon as that comes: only a failure takes so long."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import pytest

SECONDS: Final = 90
MILLISECONDS: Final = SECONDS * 1000


def until(so: Callable[[], object]) -> None:
    """Look again and again whether something is so; a test that looks in vain fails."""
    end = time.monotonic() + SECONDS
    while not so():
        if time.monotonic() >= end:
            pytest.fail("it did not come to be so in time")
        time.sleep(0.01)
