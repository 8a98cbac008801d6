"""The same as JSON, for programs."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, request, url_for

from archive.exports.jsonl import as_json, reading_as_json
from archive.records import ArchivedEntry, Person, Reading
from webapp.asking import MOST_ON_A_PAGE, ON_A_PAGE, asked, whole_number
from webapp.facts import shown
from webapp.life import life_of
from webapp.openapi import DOCUMENT
from webapp.shelf import person_known_as, shelf

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> Response:
    """What `bohai search --json` prints; `limit` people, further ones with `page`."""
    limit = whole_number("limit", request.args.get("limit") or str(ON_A_PAGE), 1, MOST_ON_A_PAGE)
    return jsonify(shelf().find(shelf().folder, asked(request.args, limit)).as_json())


@blueprint.get("/suggest")
def suggest() -> Response:
    """What the last word of a question may be going to be."""
    said = shelf().complete(shelf().folder, request.args.get("q", ""))
    return jsonify({"suggestions": [{"words": one.words, "kind": one.kind} for one in said]})


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """All this, described for programs."""
    return jsonify(DOCUMENT)


@blueprint.get("/martyrs/<id>")
def martyr(id: str) -> Response:
    """One person with every entry that speaks of them; each reading with its status."""
    person = person_known_as(id)
    if person is None:
        abort(404)
    return jsonify(_person(person))


def _person(person: Person) -> dict[str, object]:
    name, life = shown(person, "name"), life_of(person)
    return {
        "id": person.id,
        "name": {"text": str(name.words), "certain": name.certain},
        "life": {"zh": life.zh, "en": life.en} if life else None,
        "address": url_for("public.martyr", id=person.id),
        "entries": [_entry(archived) for archived in person.entries],
    }


def _entry(archived: ArchivedEntry) -> dict[str, object]:
    """An entry as `bohai export jsonl` writes it, with its roster and the addresses of its pictures."""
    return as_json(archived) | {
        "roster": archived.roster.title if archived.roster else None,
        "line": url_for("pieces.line", entry=archived.id),
        "fields": {key: _reading(archived, key, reading) for key, reading in archived.entry.keyed().items()},
    }


def _reading(archived: ArchivedEntry, key: str, reading: Reading) -> dict[str, object]:
    return reading_as_json(reading) | {
        "doubts": list(reading.doubts),
        "piece": url_for("pieces.field", entry=archived.id, field=key) if reading.box else None,
    }
