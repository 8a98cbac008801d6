"""What a visitor's phone is shown: the way to the same page on the public site."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

import segno

from archive.errors import UsageError

_AROUND: Final = 4
"""Empty modules around the code, as ISO/IEC 18004 asks."""


def checked_address(address: str) -> str:
    """An address of a site without a stroke at its end; raises UsageError if it is none."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(
            "it is no address of a site",
            where=address,
            remedy="write one like https://example.org with --public-address",
        )
    return address.rstrip("/")


@lru_cache(maxsize=64)
def code(address: str) -> str:
    """A QR code as SVG to stand within a page, black on white, one unit a module."""
    made = segno.make_qr(address, error="m")
    return made.svg_inline(border=_AROUND, omitsize=True, light="#fff", svgclass="code", lineclass=None)
