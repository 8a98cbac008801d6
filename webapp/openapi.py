"""The API, described as an OpenAPI 3.1 document."""

from __future__ import annotations

from typing import Any, Final

from archive.records import Status
from search import SORTS
from search.index.standing import SEXES
from search.questions.question import LAST_YEAR, LONGEST_QUESTION, MOST_WORDS
from webapp.asking import DAYS, LAST_PAGE, MONTHS, MOST_ON_A_PAGE, ON_A_PAGE
from webapp.schemas import SCHEMAS, Schema

_ERRORS: Final = {
    "400": "The question cannot be answered; the line says why.",
    "404": "There is nothing at this address.",
    "405": "Only GET, HEAD and OPTIONS are answered.",
    "500": "Something went wrong here.",
    "503": "The archive or its index cannot be read at the moment.",
}


def _parameter(name: str, schema: Schema, about: str) -> Schema:
    return {"name": name, "in": "query", "schema": schema, "description": about}


def _words(about: str) -> Schema:
    return {"type": "string", "maxLength": LONGEST_QUESTION, "description": about}


def _number(most: int) -> Schema:
    return {"type": "integer", "minimum": 1, "maximum": most}


def _label(name: str, about: str) -> Schema:
    return _parameter(name, _words(about), about)


_SEARCH: Final = (
    _parameter(
        "q",
        _words("What people remember."),
        f"A name or a part of one, pinyin or its initials, place, unit, year or years; at most {MOST_WORDS} words, "
        "which must all match. □ or * is a character that is not known. May be left out where a filter asks.",
    ),
    _label("county", "A county as it is counted, or a part of its name."),
    _label("unit", "A unit as it is counted, or a part of its name."),
    _parameter("from", _number(LAST_YEAR), "Who died in that year or later."),
    _parameter("to", _number(LAST_YEAR), "Who died in that year or earlier."),
    _label("township", "The way down from a county to a township or village: 惠民县/沙窝乡, 惠民县/沙窝乡/小赵庄."),
    _parameter("month", _number(MONTHS), "Who died in that month, of whatever year, where the date is settled."),
    _parameter("day", _number(DAYS), "Who died on that day of the month; `month` must be given, too."),
    _parameter("sex", {"enum": [*SEXES]}, "Only men (男) or women (女)."),
    _label("roster", "A roster's title, or a part of it."),
    _parameter("state", {"enum": [*Status]}, "People whose readings stand so."),
    _label("surname", "A surname, whole."),
    _parameter("sort", {"enum": [*SORTS], "default": SORTS[0]}, "The order; `name` is by pinyin."),
    _parameter("slips", {"enum": ["1"]}, "1: zh is taken for z, n for l, ang for an, and so on."),
    _parameter(
        "limit",
        {"type": "integer", "minimum": 1, "maximum": MOST_ON_A_PAGE, "default": ON_A_PAGE},
        "People on a page.",
    ),
    _parameter(
        "page",
        {"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1},
        "Which page; one beyond the last has no hits.",
    ),
)


def _answer(about: str, schema: str) -> Schema:
    return {
        "description": about,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
    }


def _get(name: str, summary: str, schema: str, errors: tuple[str, ...], parameters: tuple[Schema, ...] = ()) -> Schema:
    responses = {"200": _answer(summary, schema)} | {
        status: {"$ref": f"#/components/responses/{status}"} for status in ("304", *errors)
    }
    return {"get": {"operationId": name, "summary": summary, "parameters": [*parameters], "responses": responses}}


_ID: Final[Schema] = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "description": "Of a person, or of an entry that speaks of them.",
}

DOCUMENT: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {
        "title": "渤海英烈名录 · Roll of the Fallen of the Bohai District",
        "version": "1",
        "description": "The same as the site, for programs. Everything is read only; no key is needed. What is flagged "
        "was not sure to the machine and waits for a person: never tell it as a fact.",
    },
    "servers": [{"url": "/"}],
    "paths": {
        "/api/v1/search": _get("search", "People found.", "Results", ("400", "405", "500", "503"), _SEARCH),
        "/api/v1/suggest": _get(
            "suggest",
            "What the last word of a question may be going to be.",
            "Suggestions",
            ("405", "500", "503"),
            (_parameter("q", {"type": "string"}, f"As for a search; of a longer one, the last {LONGEST_QUESTION}."),),
        ),
        "/api/v1/martyrs/{id}": _get("martyr", "One person.", "Martyr", ("404", "405", "500", "503"), (_ID,)),
        "/api/v1/openapi.json": _get("openapi", "This document.", "Document", ("405", "500")),
        "/healthz": {
            "get": {
                "operationId": "healthz",
                "summary": "Whether a search can be answered.",
                "responses": {
                    "200": _answer("It can.", "Health"),
                    "304": {"$ref": "#/components/responses/304"},
                    "503": _answer("It cannot.", "Illness"),
                },
            }
        },
    },
    "components": {
        "schemas": SCHEMAS | {"Document": {"type": "object", "required": ["openapi", "info", "paths"]}},
        "responses": {"304": {"description": "It has not changed; asked with If-None-Match."}}
        | {status: _answer(about, "Error") for status, about in _ERRORS.items()},
    },
}
