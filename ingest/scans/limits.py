"""How large a page may be, how many a scan may have, and how long one may take.

A page may have 90 million pixels and 32,000 pixels a side. A3 at 600 dpi has 70 million; OpenCV
cannot warp a picture with a side of 32,768 or more. There is no zone of mere warnings: one pixel
more is an error, told before the pixels are unpacked.
"""

from __future__ import annotations

from typing import Final

from archive.errors import InputError

MAX_PIXELS: Final = 90_000_000
MAX_SIDE: Final = 32_000
MAX_PAGES: Final = 10_000
SECONDS: Final = 120.0
"""A page of the largest size decodes in about 10 s here; what takes longer is not going to end."""
MEMORY: Final = 2 * 1024**3
"""Address space of the decoding process in bytes: the largest page in its widest form, three times."""


def refuse_oversize(width: float, height: float) -> None:
    """Raises InputError unless a page of this size (pixels) may be unpacked."""
    if width < 1 or height < 1:
        raise InputError("the page has no area", remedy="scan it again")
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise InputError(
            f"the page has {width:.0f} × {height:.0f} pixels, more than the limit of {MAX_PIXELS:,} in all"
            f" and {MAX_SIDE:,} a side",
            remedy="scan it at a lower resolution or in parts",
        )


def refuse_too_many(pages: int) -> None:
    """Raises InputError if a scan has more pages than anybody binds into one file."""
    if pages > MAX_PAGES:
        raise InputError(f"the file has more than {MAX_PAGES:,} pages", remedy="split it")
