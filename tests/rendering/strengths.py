"""How hard press, years and scanner have treated a page: three strengths, everything a range.

Lengths are fractions of the page's shorter side, so that a strength looks the same at every
resolution. Greys run from 0 (black) to 255 (white).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Strength:
    """Ranges from which one page's damage is drawn; single numbers are shares of pages, or reaches."""

    name: str
    dpi: Range
    # press
    ink: Range
    rule_ink: Range
    broken_rules: float
    loses_zero: float
    # paper in the scanner: degrees of skew, shifts and swings as fractions of the shorter side
    skew: float
    perspective: float
    swing: float
    curl: float
    turned: float
    dark_border: float
    # surface: shares of white that shade and stains take, counts a page
    shade: Range
    stains: tuple[int, int]
    stain_depth: Range
    bleed: Range
    faint: Range
    specks: tuple[int, int]
    seal: float
    # camera: pixels of blur at 200 dpi, greys of noise, JPEG quality
    blur: Range
    noise: Range
    quality: tuple[int, int]
    contrast: Range
    png: float


STRENGTHS: Final = {
    strength.name: strength
    for strength in (
        Strength(
            "light", dpi=(240, 300), ink=(5, 60), rule_ink=(5, 60), broken_rules=0.0, loses_zero=0.05,
            skew=0.8, perspective=0.004, swing=0.002, curl=0.004, turned=0.04, dark_border=0.15,
            shade=(0.02, 0.06), stains=(0, 1), stain_depth=(0.03, 0.08), bleed=(0.0, 0.02),
            faint=(0.0, 0.15), specks=(0, 6), seal=0.06, blur=(0.3, 0.7), noise=(1.0, 4.0),
            quality=(86, 95), contrast=(0.85, 1.0), png=0.08,
        ),
        Strength(
            "medium", dpi=(210, 260), ink=(10, 95), rule_ink=(10, 110), broken_rules=0.04, loses_zero=0.1,
            skew=1.5, perspective=0.008, swing=0.004, curl=0.008, turned=0.1, dark_border=0.4,
            shade=(0.05, 0.14), stains=(1, 3), stain_depth=(0.08, 0.2), bleed=(0.02, 0.08),
            faint=(0.05, 0.25), specks=(6, 30), seal=0.2, blur=(0.6, 0.95), noise=(3.0, 7.0),
            quality=(70, 86), contrast=(0.75, 0.92), png=0.0,
        ),
        Strength(
            "heavy", dpi=(180, 210), ink=(10, 115), rule_ink=(20, 140), broken_rules=0.12, loses_zero=0.15,
            skew=2.7, perspective=0.016, swing=0.008, curl=0.014, turned=0.2, dark_border=0.75,
            shade=(0.12, 0.26), stains=(2, 5), stain_depth=(0.15, 0.35), bleed=(0.05, 0.14),
            faint=(0.1, 0.35), specks=(25, 70), seal=0.35, blur=(0.75, 1.15), noise=(5.0, 9.0),
            quality=(45, 70), contrast=(0.66, 0.85), png=0.0,
        ),
    )
}  # fmt: skip
"""The three strengths by name."""
