"""An address as a QR code."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import segno
from markupsafe import Markup

_MASK: Final = 2
"""Fixed: to try all eight for the best takes most of the time, and any of them can be read."""


@lru_cache(maxsize=1024)
def qr_svg(address: str, label: str) -> Markup:
    """The code as inline SVG that scales with its box; `label` says what it leads to."""
    code = segno.make(address, error="m", micro=False, mask=_MASK)
    drawn = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None, title=label)
    return Markup(drawn)  # noqa: S704 - segno escapes the title, and draws the address
