"""The archive in the forms that others read: one module a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final, TextIO

from archive.exports import csv, jsonl
from archive.records import ArchivedEntry

FORMATS: Final[Mapping[str, Callable[[Iterable[ArchivedEntry], TextIO], None]]] = MappingProxyType(
    {"csv": csv.write, "jsonl": jsonl.write}
)
"""Writers of one file, by the name of the format; they want a text stream that translates no newlines."""
