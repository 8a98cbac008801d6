"""Pages packed for the way (gzip), for whoever can unpack them."""

from __future__ import annotations

import gzip
from functools import lru_cache
from typing import Final

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

PACKED: Final = "gzip"
_LEAST: Final = 500
"""Bytes of the smallest page that is worth it: anything below travels in one packet, too."""
_EFFORT: Final = 3
"""Of 1 to 9; a page of 15 kB takes less than a tenth of a millisecond, and twice as much for a twentieth less."""


def pack(body: bytes) -> bytes | None:
    """The same, packed, to the byte alike whenever that is done; None where it is too small to be packed."""
    return gzip.compress(body, _EFFORT, mtime=0) if len(body) >= _LEAST else None


def packed_tag(tag: str) -> str:
    """The ETag of the packed form of what has this one."""
    return f"{tag}-{PACKED}"


@lru_cache(maxsize=1 << 8)
def unpacks(accepted: str) -> bool:
    """Whether whoever sends this Accept-Encoding can unpack; "" says nothing of it, and is taken for no."""
    told: Accept = parse_accept_header(accepted, Accept)
    return bool(told) and told[PACKED] > 0
