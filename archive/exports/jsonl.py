"""One entry a line as JSON: the form that SPEC.md fixes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

from archive.records import ArchivedEntry, Reading


def write(entries: Iterable[ArchivedEntry], stream: TextIO) -> None:
    """Write `entries` in the order given; the same entries give the same bytes."""
    for entry in entries:
        stream.write(json.dumps(_line(entry), ensure_ascii=False) + "\n")


def _line(archived: ArchivedEntry) -> dict[str, Any]:
    return {
        "id": archived.id,
        "scan": archived.scan,
        "sha256": archived.sha256,
        "page": archived.page,
        "row": archived.entry.row,
        "person": archived.person,
        "fields": {key: _field(reading) for key, reading in archived.entry.keyed().items()},
    }


def _field(reading: Reading) -> dict[str, Any]:
    return {
        "text": reading.text,
        "value": reading.value,
        "confidence": round(reading.confidence, 6),
        "status": reading.status.value,
        "box": reading.box.as_list() if reading.box else None,
    }
