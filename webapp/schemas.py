"""The forms of the API's answers, as JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from archive.records import FIELDS, Status
from search.index.writing import LABELS
from webapp.labels import REASONS

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_COUNT: Final[Schema] = {"type": "integer", "minimum": 0}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _object(properties: Mapping[str, Schema], about: str) -> Schema:
    """An object that has all of these properties and no other."""
    return {
        "type": "object",
        "description": about,
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _or_null(kind: str, about: str) -> Schema:
    return {"type": [kind, "null"], "description": about}


_HIT: Final = _object(
    {
        "id": {"type": "string", "description": "Of the person; see /api/v1/martyrs/{id}."},
        "name": {"type": "string", "description": "As the archive understands it; empty where unknown."},
        "native_place": _TEXT,
        "death": {"type": "string", "description": "EDTF where it was understood, else as printed."},
        "why": _list({"enum": [*REASONS]}) | {"description": "What matched; empty where only filters asked."},
        "flagged": _list({"enum": ["name", "native_place", "death"]})
        | {"description": "What a person must still look at: never tell it as a fact."},
    },
    "One person found.",
)
_FACETS: Final[Schema] = {
    "type": "object",
    "description": "How many people each label leads to, all other filters kept; the thirty commonest, years and "
    "months all. `township` is counted where a county or township is asked for, `month` where one year or a month is.",
    "propertyNames": {"enum": [*LABELS, "township", "month"]},
    "additionalProperties": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 1}},
}
_READING: Final = _object(
    {
        "text": {"type": "string", "description": "What the paper says, character for character; □ is illegible."},
        "value": _or_null("string", "What it means (dates in EDTF); null where nobody understood it."),
        "confidence": {"type": "number", "minimum": 0, "maximum": 1},
        "status": {"enum": [*Status], "description": "flagged: a person must look; never tell it as a fact."},
        "box": {
            "type": ["array", "null"],
            "items": {"type": "number"},
            "minItems": 4,
            "maxItems": 4,
            "description": "x, y, width, height in pixels of the page as its file stores it.",
        },
        "doubts": _list(_TEXT) | {"description": "What speaks against it."},
        "piece": _or_null("string", "The address of its piece of the scan."),
    },
    "One field of one entry.",
)
_ENTRY: Final = _object(
    {
        "id": _TEXT,
        "scan": {"type": "string", "description": "The name of the file."},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "page": {"type": "integer", "minimum": 1},
        "row": {"type": "integer", "minimum": 1},
        "person": _TEXT,
        "fields": {
            "type": "object",
            "description": f"By field ({', '.join(FIELDS)}) or, where a column fits none, by its printed heading.",
            "additionalProperties": _ref("Reading"),
        },
        "roster": _or_null("string", "The title of the roster."),
        "line": {"type": "string", "description": "The address of the picture of the whole line."},
    },
    "One line of one roster that speaks of the person.",
)

SCHEMAS: Final[dict[str, Schema]] = {
    "Results": _object(
        {
            "total": _COUNT | {"description": "People found in all."},
            "hits": _list(_ref("Hit")) | {"description": "Those of the page asked for; none beyond the last page."},
            "facets": _ref("Facets"),
            "nearest": _list(_TEXT) | {"description": "Where nobody was found, names that come near."},
        },
        "People found, in the order asked for.",
    ),
    "Hit": _HIT,
    "Facets": _FACETS,
    "Suggestions": _object(
        {
            "suggestions": _list(
                _object({"words": _TEXT, "kind": {"enum": ["name", "place"]}}, "In the place of the last word.")
            )
        },
        "What the last word of a question may be going to be, the likeliest first.",
    ),
    "Martyr": _object(
        {
            "id": _TEXT,
            "name": _object({"text": _TEXT, "certain": {"type": "boolean"}}, "Not certain: never tell it as a fact."),
            "life": {
                "oneOf": [_object({"zh": _TEXT, "en": _TEXT}, "A sentence of what is certain."), {"type": "null"}]
            },
            "address": {"type": "string", "description": "Of the person's page on this site."},
            "entries": _list(_ref("Entry")) | {"minItems": 1},
        },
        "One person with every entry that speaks of them.",
    ),
    "Entry": _ENTRY,
    "Reading": _READING,
    "Health": _object({"status": {"const": "ok"}}, "A search can be answered."),
    "Illness": _object({"status": {"const": "unavailable"}, "reason": _TEXT}, "No search can be answered."),
    "Error": _object({"error": _TEXT}, "What went wrong, in one line."),
}
