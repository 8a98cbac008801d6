"""The machine that reads, as far as the desk asks it: handed down by the door, for `webapp` never imports `ingest`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from flask import current_app

from archive.review.machine import Machine


def machine() -> Machine:
    """The machine of the running desk."""
    return cast(Machine, current_app.extensions["machine"])


def now() -> str:
    """The time of a decision: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
