"""One entry a line as JSON: the form that SPEC.md fixes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from archive.records import ArchivedEntry, Reading


def write(entries: Iterable[ArchivedEntry], stream: TextIO) -> None:
    """Write `entries` in the order given; the same entries give the same bytes."""
    for entry in entries:
        stream.write(json.dumps(as_json(entry), ensure_ascii=False) + "\n")


def as_json(archived: ArchivedEntry) -> dict[str, Any]:
    """One entry in that form."""
    return {
        "id": archived.id,
        "scan": archived.scan,
        "sha256": archived.sha256,
        "page": archived.page,
        "row": archived.entry.row,
        "person": archived.person,
        "fields": {key: reading_as_json(reading) for key, reading in archived.entry.keyed().items()},
    }


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """One reading in that form."""
    return {
        "text": reading.text,
        "value": reading.value,
        "confidence": round(reading.confidence, 6),
        "status": reading.status.value,
        "box": reading.box.as_list() if reading.box else None,
    }
