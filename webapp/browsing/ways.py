"""The ways in that stand on every page: set once for each place that they are read from, and kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from flask import render_template, request
from markupsafe import Markup

from webapp.languages import reads_english

_KEPT: Final = 256
"""Forms that are kept: one for every kind of page in each language, of about 1 kB."""


def ways() -> Markup:
    """The ways in, with a mark at the one that the page which is asked for lies on."""
    first, slash, _ = request.path.removeprefix("/").partition("/")
    return _ways(request.script_root, reads_english(), request.endpoint, f"/{first}/" if slash else "")


@lru_cache(maxsize=_KEPT)
def _ways(root: str, _english: bool, endpoint: str | None, section: str) -> Markup:
    """As read below `root` on a page of `endpoint`, in the `section` of the site that its path begins with, or ""."""
    return Markup(render_template("browse/ways.html", endpoint_here=endpoint, section=root + section))  # noqa: S704 - our own
