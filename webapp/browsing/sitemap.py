"""The sitemap (sitemaps.org/protocol.html): an index, and parts of at most 50,000 addresses, half of each language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Final

from flask import url_for
from markupsafe import escape

from archive.store import ArchiveReader
from search import Tally
from webapp.languages.addresses import in_other_language

IN_A_PART: Final = 25_000
"""Pages that a part may hold at most, each at its address in either language."""
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LINKS: Final = "http://www.w3.org/1999/xhtml"
_PAGES: Final = (
    *("public.home", "public.about", "browsing.places", "browsing.units", "browsing.years", "browsing.surnames"),
    *("browsing.rosters", "browsing.map", "browsing.statistics", "browsing.days"),
)

_OF_LABELS: Final = (
    ("browsing.place", "county", "name"),
    ("browsing.unit", "unit", "name"),
    ("browsing.year", "year", "year"),
    ("browsing.surname", "surname", "name"),
)
"""Pages of labels: their endpoint, the kind of label, and what the address calls it."""


def parts(tally: Tally, persons: int) -> list[str]:
    """The names of all parts: that of the pages, those of what people share, those of the people."""
    labels = sum(len(tally.labels[kind]) for _, kind, _ in _OF_LABELS)
    shared = -(-(labels + sum(map(len, tally.townships.values()))) // IN_A_PART)
    people = -(-persons // IN_A_PART)
    return [
        "pages",
        *(f"shared-{number}" for number in range(1, shared + 1)),
        *(f"people-{number}" for number in range(1, people + 1)),
    ]


def addresses(part: str, tally: Tally, archive: ArchiveReader) -> list[str]:
    """The absolute addresses of the Chinese pages of a part, none for one that there is not."""
    kind, _, number = part.partition("-")
    if part == "pages":
        rosters = archive.rosters()
        return [
            *(url_for(endpoint, _external=True) for endpoint in _PAGES),
            *(url_for("browsing.roster", id=one.roster.id, _external=True) for one in rosters),
        ]
    if not (number.isascii() and number.isdigit() and len(number) < 7 and not number.startswith("0")):
        return []
    first = (int(number) - 1) * IN_A_PART
    if kind == "shared":
        found = islice(_shared(tally), first, first + IN_A_PART)
        return [url_for(endpoint, _external=True, **of) for endpoint, of in found]
    if kind == "people":
        return [url_for("public.martyr", id=id, _external=True) for id in archive.person_ids(first, IN_A_PART)]
    return []


def index_xml(names: Iterable[str]) -> str:
    """The index, which names the parts."""
    named = (url_for("machines.sitemap_part", part=name, _external=True) for name in names)
    return _xml("sitemapindex", (f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in named))


def part_xml(found: Iterable[str]) -> str:
    """One part: every page in both languages, each naming both."""
    return _xml("urlset", chain.from_iterable(_both(escape(one), escape(in_other_language(one))) for one in found))


def _both(chinese: str, english: str) -> Iterator[str]:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{address}"/>'
        for language, address in (("zh-Hans", chinese), ("en", english), ("x-default", chinese))
    )
    for address in (chinese, english):
        yield f"<url><loc>{address}</loc>{links}</url>"


def _shared(tally: Tally) -> Iterator[tuple[str, dict[str, str]]]:
    """The endpoints of all that people share, with what their addresses are made of."""
    for endpoint, kind, word in _OF_LABELS:
        for label in sorted(tally.labels[kind]):
            yield endpoint, {word: label}
    for above in sorted(tally.townships):
        county, _, way = above.partition("/")
        for name in tally.townships[above]:
            yield "browsing.township", {"name": county, "way": f"{way}/{name}" if way else name}


def _xml(root: str, lines: Iterable[str]) -> str:
    within = "".join(f"{line}\n" for line in lines)
    head = f'<{root} xmlns="{_SCHEMA}" xmlns:xhtml="{_LINKS}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{within}</{root}>\n'
