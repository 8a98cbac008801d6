from __future__ import annotations

from flask.testing import FlaskClient

from search import IndexUnavailable
from tests.webapp.conftest import FakeSearch
from tests.webapp.small_archive import SmallArchive


def test_search_answers_in_the_form_of_the_command_line(client: FlaskClient, small: SmallArchive) -> None:
    told = client.get("/api/v1/search?q=王德胜").json
    assert told is not None
    assert told["total"] == 25
    assert len(told["hits"]) == 20
    assert told["hits"][0] == {
        "id": small.id(1),
        "name": "王德胜",
        "native_place": "沙窝乡小赵庄",
        "death": "1947-03",
        "why": ["name"],
        "flagged": [],
    }


def test_search_gives_further_pages(client: FlaskClient, small: SmallArchive) -> None:
    told = client.get("/api/v1/search?q=王&page=2").json
    assert told is not None
    assert [hit["id"] for hit in told["hits"]] == [small.id(row) for row in range(21, 26)]


def test_chinese_stands_as_it_is(client: FlaskClient) -> None:
    assert "王德胜" in client.get("/api/v1/search?q=王").text


def test_keys_come_in_the_order_of_the_command_line(client: FlaskClient) -> None:
    told = client.get("/api/v1/search?q=王").text
    places = [
        told.index(f'"{key}"') for key in ("total", "hits", "id", "name", "native_place", "death", "why", "flagged")
    ]
    assert places == sorted(places)


def test_a_person_is_told_with_every_reading_and_its_status(client: FlaskClient, small: SmallArchive) -> None:
    told = client.get(f"/api/v1/martyrs/{small.id(2)}").json
    assert told is not None
    assert told["id"] == small.id(2)
    assert told["name"] == {"text": "李□成", "certain": False}
    (entry,) = told["entries"]
    assert entry["scan"] == "惠民/0012.jpg"
    assert entry["sha256"] == small.upright
    assert (entry["page"], entry["row"]) == (1, 2)
    assert entry["roster"] == "惠民县英名录"
    assert entry["fields"]["birth"] == {
        "text": "1□20年",
        "value": None,
        "confidence": 0.4,
        "status": "flagged",
        "doubts": ["not a date"],
        "box": [440.0, 160.0, 180.0, 60.0],
        "piece": f"/pieces/{small.id(2)}/birth.jpg",
    }


def test_what_goes_wrong_is_told_as_json(client: FlaskClient, finder: FakeSearch) -> None:
    for address, status in (
        ("/api/v1/martyrs/nobody", 404),
        ("/api/v1/nothing", 404),
        ("/api/v1/search", 400),
        ("/api/v1/search?q=王&page=0", 400),
    ):
        answer = client.get(address)
        assert answer.status_code == status
        assert answer.json is not None
        assert answer.json["status"] == status
    finder.broken = IndexUnavailable("there is no search index")
    assert client.get("/api/v1/search?q=王").status_code == 503
