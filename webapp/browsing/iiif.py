"""A book as a manifest of the IIIF Presentation API 3.0 (iiif.io/api/presentation/3.0), for any viewer."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from archive.bilingual import Both
from archive.records import Roster
from archive.store import Leaf
from webapp.pieces import size_shown

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
"""What a manifest must name as its context; nobody fetches it."""
TYPE = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'

Json = dict[str, object]
Picture = Callable[[Leaf], str]
"""The absolute address of a page's picture."""


def manifest(address: str, home: str, roster: Roster, leaves: Iterable[Leaf], picture: Picture) -> Json:
    """The manifest of a book at `address`, which people see at `home`; both absolute."""
    root = address.removesuffix("/manifest.json")
    made: Json = {
        "@context": CONTEXT,
        "id": address,
        "type": "Manifest",
        "label": _words(Both(roster.title)),
        "metadata": [
            {"label": _words(label), "value": {"none": [value]}}
            for label, value in (
                (Both("编者", "Compiled by"), roster.publisher),
                (Both("年份", "Year"), roster.year),
                (Both("县", "County"), roster.county),
                (Both("收藏", "Held by"), roster.held_by),
            )
            if value
        ],
        "homepage": [{"id": home, "type": "Text", "label": _words(Both(roster.title)), "format": "text/html"}],
        "items": [_canvas(f"{root}/canvas/{_known_as(leaf)}", leaf, picture(leaf)) for leaf in leaves],
    }
    if roster.rights:
        made["requiredStatement"] = {
            "label": _words(Both("权利", "Rights")),
            "value": {"none": [roster.rights]},
        }
    return made


def _known_as(leaf: Leaf) -> str:
    """What a page is called, wherever it comes to stand in its book: notes of others hang on it."""
    return f"{leaf.sha256[:16]}-{leaf.number}"


def _canvas(id: str, leaf: Leaf, picture: str) -> Json:
    sideways = leaf.quarter_turns % 2 == 1
    width, height = (leaf.height, leaf.width) if sideways else (leaf.width, leaf.height)
    shown = size_shown(width, height)
    return {
        "id": id,
        "type": "Canvas",
        "label": {"none": [f"{leaf.scan} {leaf.number}"]},
        "height": height,
        "width": width,
        "items": [
            {
                "id": f"{id}/page",
                "type": "AnnotationPage",
                "items": [
                    {
                        "id": f"{id}/page/picture",
                        "type": "Annotation",
                        "motivation": "painting",
                        "target": id,
                        "body": {
                            "id": picture,
                            "type": "Image",
                            "format": "image/jpeg",
                            "width": shown[0],
                            "height": shown[1],
                        },
                    }
                ],
            }
        ],
    }


def _words(words: Both) -> Json:
    return {"zh-Hans": [words.zh], **({"en": [words.en]} if words.en else {})}
