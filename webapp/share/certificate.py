"""A sheet to frame, as PDF."""

from __future__ import annotations

from threading import Lock
from typing import Final

from archive.errors import MissingProgram

_ONE_AT_A_TIME: Final = Lock()
"""Setting a sheet takes a processor for a second; on a small machine visitors come first."""


def as_pdf(html: str) -> bytes:
    """`html`, which must bring all it needs along, as PDF; raises MissingProgram."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - heavy, and seldom asked for
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as problem:  # its libraries of the system
        raise MissingProgram(
            "certificates need the Pango library", remedy="apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        ) from problem

    class Nowhere(URLFetcher):  # type: ignore[misc]  # weasyprint carries no types
        """Refuses every address: nothing is fetched, from the network or from this machine."""

        def fetch(self, url: str, headers: object = None) -> object:
            message = f"a certificate fetches nothing, and not {url[:60]}"
            raise ValueError(message)

    with _ONE_AT_A_TIME:
        return bytes(HTML(string=html, url_fetcher=Nowhere()).write_pdf())
