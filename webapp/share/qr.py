"""An address as a QR code."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_svg(address: str, label: str) -> Markup:
    """The code as inline SVG that scales with its box; `label` says what it leads to."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None, title=label)
    return Markup(drawn)  # noqa: S704 - segno escapes the title, and draws the address
