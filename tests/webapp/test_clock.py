"""The site tells the days and times of China, wherever its machine stands."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.folder import DataFolder
from webapp.clock import in_china, now_in_china, today_in_china
from webapp.desk.words import moment
from webapp.tributes.person import day_in_words
from webapp.tributes.place import Place

LATE = "2026-04-04T16:30:00+00:00"
"""Half an hour into Qingming in China."""


@pytest.fixture(params=["UTC", "America/Los_Angeles", "Asia/Shanghai"], autouse=True)
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose own clock is set so."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_time_that_was_kept_is_told_on_the_clock_of_china() -> None:
    assert in_china(LATE).date() == date(2026, 4, 5)
    assert moment(LATE) == "2026-04-05 00:30"
    assert str(day_in_words(LATE)) == "2026年4月5日"


def test_flowers_are_laid_on_the_days_of_the_calendar(tmp_path: Path) -> None:
    now = Place(DataFolder(tmp_path), None).clock()
    assert now.utcoffset() == now_in_china().utcoffset() == timedelta(hours=8)
    assert today_in_china() - now.date() <= timedelta(days=1)
