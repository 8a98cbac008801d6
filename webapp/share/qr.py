"""An address as a QR code."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import segno
from markupsafe import Markup

_MASK: Final = 2
"""Fixed: to try all eight for the best takes most of the time, and any of them can be read."""
_BORDER: Final = 2


def qr_svg(address: str) -> bytes:
    """The code as a picture of its own, in SVG that scales with its box."""
    drawn = BytesIO()
    _code(address).save(drawn, kind="svg", border=_BORDER, omitsize=True, lineclass=None, light="#fff")
    return drawn.getvalue()


def qr_inline(address: str) -> Markup:
    """The same within a page."""
    drawn = _code(address).svg_inline(border=_BORDER, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704 - segno draws the address, and repeats nothing of it


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False, mask=_MASK)
