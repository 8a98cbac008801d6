"""The clock of the site: the time that its readers in China see on theirs, whatever the machine is set to."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

_CHINA: Final = timezone(timedelta(hours=8))


def now_in_china() -> datetime:
    """Now; its days are the days of flowers."""
    return datetime.now(_CHINA)


def today_in_china() -> date:
    """The day on the calendar."""
    return now_in_china().date()


def in_china(at: str) -> datetime:
    """A time that was kept in UTC (ISO 8601)."""
    return datetime.fromisoformat(at).astimezone(_CHINA)
