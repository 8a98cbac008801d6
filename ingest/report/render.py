"""The report as HTML, piece by piece, so that a book of many pages is never held whole."""

from __future__ import annotations

from typing import Final, TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from archive.records import Status
from ingest import seen
from ingest.report.contexts import Report

_TEMPLATES: Final = Environment(
    loader=PackageLoader("ingest.report"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_LOOKS: Final = {
    **{str(status): seen.LOOKS[status] for status in Status},
    "cell": seen.CELL,
    "table": seen.TABLE,
    "order": seen.ORDER,
    "explained": seen.EXPLAINED,
    "unsettled": seen.UNSETTLED,
}


def write(report: Report, stream: TextIO) -> None:
    """Write the report, which stands by itself: no other file, no network and no program is needed to see it."""
    template = _TEMPLATES.get_template("report.html")
    for part in template.generate(report=report, looks=_LOOKS, line_words=seen.LINE_WORDS):
        stream.write(part)
