"""Visitors and their letters, made up."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from archive.folder import DataFolder
from archive.tributes.limits import Visit
from archive.tributes.store import TributeStore
from archive.tributes.values import Content, Words

CHINA = timezone(timedelta(hours=8))
QINGMING = datetime(2026, 4, 5, 9, 30, tzinfo=CHINA)
KEY = b"k" * 32


def visit(who: str = "a", address: str = "192.0.2.1", now: datetime = QINGMING) -> Visit:
    return Visit(who, address, KEY, now)


def leave(folder: DataFolder, content: Content | None = None, person: str = "p", contact: str = "电话 139") -> int:
    """Somebody writes; the letter's id."""
    with TributeStore.open(folder) as store:
        return store.leave(person, content or Words("永远怀念", "侄孙"), contact, QINGMING)
