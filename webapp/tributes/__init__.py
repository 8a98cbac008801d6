"""Remembrance on the public site: flowers, candles, words, and what families know.

The only part of the site that writes, and it writes `tributes.db` and `gifts/` alone. A kiosk
does not install it.
"""

from webapp.tributes.installing import install

__all__ = ["install"]
