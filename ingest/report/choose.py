"""Which scan is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from archive.errors import UsageError
from archive.store import StoredScan

_HASH: Final = re.compile(r"[0-9a-f]{4,64}")
_TOLD: Final = 5
"""How many of several scans are named."""


def choose(scans: Sequence[StoredScan], asked: str) -> StoredScan:
    """The scan of that name; else the only one of which `asked` is a part of the name or begins the SHA-256.

    Raises UsageError where there is none, or several.
    """
    named = [scan for scan in scans if scan.name == asked]
    found = named or [scan for scan in scans if asked and (asked in scan.name or _begins(scan.sha256, asked))]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError("no scan of the archive is called so", where=asked, remedy="see `bohai export csv -`")
    names = [f"{scan.name} ({scan.sha256[:12]})" for scan in found[:_TOLD]]
    more = ", …" if len(found) > _TOLD else ""
    raise UsageError(
        f"{len(found)} scans are called so: {', '.join(names)}{more}",
        where=asked,
        remedy="give more of the name, or the beginning of its SHA-256",
    )


def _begins(sha256: str, asked: str) -> bool:
    return _HASH.fullmatch(asked.lower()) is not None and sha256.startswith(asked.lower())
