"""A sheet to frame, as PDF."""

from __future__ import annotations

from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Final

from PIL import ImageFile

from archive.errors import BohaiError, MissingProgram

_ONE_AT_A_TIME: Final = Lock()
"""Setting a sheet takes a processor for a second; on a small machine visitors come first."""
_PATIENCE: Final = 1.0
"""Seconds for which a request waits its turn, and keeps another visitor from being answered."""


class Busy(BohaiError):  # noqa: N818 - says what is so
    """Others are having certificates set; it will go in a moment."""


def as_pdf(html: str) -> bytes:
    """`html`, which must bring all it needs along, as PDF; raises Busy or MissingProgram."""
    if not _ONE_AT_A_TIME.acquire(timeout=_PATIENCE):
        raise Busy("too many certificates are asked for at once")
    try:
        weasyprint = _weasyprint()

        class Nowhere(weasyprint.urls.URLFetcher):  # type: ignore[misc, name-defined]  # it carries no types
            """Refuses every address: nothing is fetched, from the network or from this machine."""

            def fetch(self, url: str, headers: object = None) -> object:
                message = f"a certificate fetches nothing, and not {url[:60]}"
                raise ValueError(message)

        return bytes(weasyprint.HTML(string=html, url_fetcher=Nowhere()).write_pdf())
    finally:
        _ONE_AT_A_TIME.release()


def _weasyprint() -> ModuleType:
    """The library, loaded when it is first asked for: it is heavy, and seldom needed.

    It has Pillow take broken pictures for whole ones, everywhere in the process; that is undone.
    """
    strict = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        return import_module("weasyprint")
    except OSError as problem:  # its libraries of the system
        raise MissingProgram(
            "certificates need the Pango library", remedy="apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        ) from problem
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = strict
