"""The same as JSON, for programs."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, request, url_for

from archive.exports.jsonl import as_json, reading_as_json
from archive.records import ArchivedEntry, Person, Reading
from search import Search
from webapp.facts import shown
from webapp.life import life_of
from webapp.public import positive, question
from webapp.results import ON_A_PAGE
from webapp.shelf import person_known_as, shelf

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> Response:
    """What `bohai search --json` prints, twenty hits a page; further pages with `page=`."""
    asked = question()
    if not asked:
        abort(400)
    first = (positive(request.args.get("page", "1")) - 1) * ON_A_PAGE
    found = shelf().find(shelf().folder, Search(asked, limit=ON_A_PAGE, offset=first))
    return jsonify(found.as_json())


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
        "name": {"text": name.words, "certain": name.certain},
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
