from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from archive.folder import DataFolder
from archive.records import entry_id
from search.commands import search as search_command
from tests.webapp.small_archive import SmallArchive
from webapp import create_app
from webapp.openapi import DOCUMENT


def refusals(schema: dict[str, Any], told: object) -> list[str]:
    """What `told` breaks of a schema of the document."""
    validator = Draft202012Validator({**schema, "components": DOCUMENT["components"]})
    return [error.message for error in validator.iter_errors(told)]


def schema_of(route: str, status: int) -> dict[str, Any]:
    """The schema of an answer, through the references of the document."""
    answer = DOCUMENT["paths"][route]["get"]["responses"][str(status)]
    if "$ref" in answer:
        answer = DOCUMENT["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    schema: dict[str, Any] = answer["content"]["application/json"]["schema"]
    return schema


def test_the_document_is_valid_openapi(client: FlaskClient) -> None:
    told = client.get("/api/v1/openapi.json").json
    assert told == DOCUMENT
    OpenAPIV31SpecValidator(told).validate()


def test_every_route_of_the_api_is_described(small: SmallArchive) -> None:
    rules = {rule.rule for rule in create_app(small.folder).url_map.iter_rules()}
    served = {rule.replace("<id>", "{id}") for rule in rules if rule.startswith("/api/") or rule == "/healthz"}
    assert served == set(DOCUMENT["paths"])


def test_a_search_takes_the_parameters_of_the_command_line() -> None:
    options = {name for option in search_command.params for name in option.opts if name.startswith("--")}
    described = {f"--{parameter['name']}" for parameter in DOCUMENT["paths"]["/api/v1/search"]["get"]["parameters"]}
    of_every_command = {"--data", "--debug"}  # the door adds them once it was opened
    assert described - {"--q"} == options - {"--json"} - of_every_command


@pytest.mark.parametrize(
    ("route", "address", "status"),
    [
        ("/api/v1/search", "/api/v1/search?q=王德胜", 200),
        ("/api/v1/search", "/api/v1/search?q=李", 200),
        ("/api/v1/search", "/api/v1/search?sex=男&sort=name&limit=1", 200),
        ("/api/v1/search", "/api/v1/search?county=惠民县&from=1947&to=1947", 200),
        ("/api/v1/search", "/api/v1/search?month=5&day=16", 200),
        ("/api/v1/search", "/api/v1/search?q=王德兴", 200),
        ("/api/v1/search", "/api/v1/search?q=赵&limit=100", 200),
        ("/api/v1/search", "/api/v1/search", 400),
        ("/api/v1/search", "/api/v1/search?q=王&limit=101", 400),
        ("/api/v1/search", "/api/v1/search?q=王&day=5", 400),
        ("/api/v1/suggest", "/api/v1/suggest?q=王", 200),
        ("/api/v1/suggest", "/api/v1/suggest", 200),
        ("/api/v1/martyrs/{id}", "/api/v1/martyrs/nobody", 404),
        ("/api/v1/openapi.json", "/api/v1/openapi.json", 200),
        ("/healthz", "/healthz", 200),
    ],
)
def test_answers_are_as_described(reader: FlaskClient, route: str, address: str, status: int) -> None:
    answer = reader.get(quote(address, safe="/?=&"))
    assert answer.status_code == status
    assert refusals(schema_of(route, status), answer.json) == []


@pytest.mark.parametrize("row", [1, 2, 3])
def test_people_are_as_described(reader: FlaskClient, small: SmallArchive, row: int) -> None:
    answer = reader.get(f"/api/v1/martyrs/{entry_id(small.upright, 1, row)}")
    assert refusals(schema_of("/api/v1/martyrs/{id}", 200), answer.json) == []


@pytest.mark.parametrize("route", ["/api/v1/search", "/api/v1/suggest", "/api/v1/martyrs/{id}", "/healthz"])
def test_an_archive_that_is_not_there_is_told_as_described(tmp_path: Path, route: str) -> None:
    answer = create_app(DataFolder(tmp_path)).test_client().get(f"{route}?q=王")
    assert answer.status_code == 503
    assert refusals(schema_of(route, 503), answer.json) == []


def test_what_is_not_described_is_noticed() -> None:
    assert refusals(schema_of("/api/v1/search", 200), {"total": 0, "hits": [], "facets": {}}) != []
    assert refusals(schema_of("/api/v1/search", 400), {"error": "x", "status": 400}) != []
