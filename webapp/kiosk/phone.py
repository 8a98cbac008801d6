"""What a visitor's phone is shown: the way to the same page on the public site."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import segno

_AROUND: Final = 4
"""Empty modules around the code, as ISO/IEC 18004 asks."""


@lru_cache(maxsize=64)
def code(address: str) -> str:
    """A QR code as SVG to stand within a page, black on white, one unit a module."""
    made = segno.make_qr(address, error="m")
    return made.svg_inline(border=_AROUND, omitsize=True, light="#fff", svgclass="code", lineclass=None)
