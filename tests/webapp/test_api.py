from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from archive.folder import DataFolder
from search import Completion, IndexUnavailable
from search.commands import search as search_command
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
        assert answer.json.keys() == {"error"}
    assert client.post("/api/v1/search").json == {"error": "This place is for reading only"}
    for broken, status in ((IndexUnavailable("there is no search index"), 503), (RuntimeError("secret detail"), 500)):
        finder.broken = broken
        for address in ("/api/v1/search?q=王", "/api/v1/suggest?q=王"):
            answer = client.get(address)
            assert answer.status_code == status
            assert answer.json is not None
            assert answer.json.keys() == {"error"}
            assert "secret" not in answer.text


def test_a_search_takes_a_limit_that_is_documented(client: FlaskClient, finder: FakeSearch) -> None:
    told = client.get("/api/v1/search?q=王&limit=2&page=3").json
    assert told is not None
    assert [hit["id"] for hit in told["hits"]] == finder.ids[4:6]
    for limit in ("0", "101", "x"):
        answer = client.get(f"/api/v1/search?q=王&limit={limit}")
        assert answer.status_code == 400
        assert answer.json == {"error": "limit must be a whole number from 1 to 100."}


def test_a_page_beyond_the_last_has_no_hits(client: FlaskClient) -> None:
    told = client.get("/api/v1/search?q=王&page=99").json
    assert told is not None
    assert (told["total"], told["hits"]) == (25, [])


@pytest.mark.parametrize(
    ("words", "options"),
    [
        (["王德胜"], {}),
        (["wang", "desheng"], {"slips": "1"}),
        (["赵"], {"sort": "strokes", "limit": "3", "page": "2"}),
        (["王德兴"], {}),
        ([], {"sex": "男"}),
        ([], {"from": "1947", "to": "1948", "unit": "渤海", "state": "flagged"}),
        (["李"], {"roster": "惠民县英名录", "surname": "李", "county": "惠民"}),
        (["nobody at all"], {}),
    ],
)
def test_the_api_answers_as_the_command_line(
    reader: FlaskClient, indexed: DataFolder, words: list[str], options: dict[str, str]
) -> None:
    flags = [f"--{name}" if name == "slips" else f"--{name}={value}" for name, value in options.items()]
    printed = CliRunner().invoke(search_command, [*words, *flags, "--json"], obj=indexed, catch_exceptions=False)
    answer = reader.get("/api/v1/search", query_string={"q": " ".join(words), **options})
    assert answer.json == json.loads(printed.stdout)
    assert list(answer.json) == list(json.loads(printed.stdout))


def test_words_are_suggested_with_what_they_are(client: FlaskClient, finder: FakeSearch) -> None:
    finder.completions = (Completion("王德胜", "name"), Completion("王家庄", "place"))
    assert client.get("/api/v1/suggest?q=1947 王").json == {
        "suggestions": [{"words": "王德胜", "kind": "name"}, {"words": "王家庄", "kind": "place"}]
    }
    assert client.get("/api/v1/suggest").json == {"suggestions": []}


ODD: list[str | bytes] = [
    *("王" * 10_000, "王 " * 5_000, "a" * 10_000, "a" * 200, "0" * 200, "王 " * 100, "zhzhzhzhzhzh", "wdswdswdswds"),
    *("*", "□", "* * *", "*" * 200, "?", "，。", "-", "1947-", "9999-99-99", "１９４７", "ｗａｎｇ", "\\u738b"),
    *(
        "🕯️",
        "👨\u200d👩\u200d👧 王",
        "🇨🇳" * 40,
        "\u202e王德胜",
        "\u200b",
        "\ufeff",
        "王\x00德",
        "\x07\x1b[31m",
        b"\xed\xa0\x80",
    ),
    *("' OR 1=1 --", '"; DROP TABLE entries; --', "name:*", "(王 AND", "[a TO z]", "王~9999999", "{{7*7}}", "%s%n"),
    *("<script>alert(1)</script>", "../../etc/passwd", "\x07\x1b[31m", b"\xed\xa0\x80"),
]


@pytest.mark.parametrize("words", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("route", ["/search", "/api/v1/search", "/api/v1/suggest"])
def test_an_odd_question_gets_an_answer_or_one_clear_line(reader: FlaskClient, route: str, words: str | bytes) -> None:
    answer = reader.get(f"{route}?q={quote(words)}")
    assert answer.status_code in (200, 400)
    if answer.status_code == 400 and route != "/search":
        assert answer.json is not None
        assert answer.json.keys() == {"error"}
        assert len(answer.json["error"].splitlines()) == 1
    elif answer.status_code == 400:
        assert "这样的查询无法回答" in answer.text
    assert len(answer.data) < 50_000


def test_the_unknown_alone_never_finds_everybody(reader: FlaskClient) -> None:
    for route in ("/search", "/api/v1/search"):
        assert reader.get(f"{route}?q=*").status_code == 400


@pytest.mark.parametrize("name", ["county", "unit", "roster", "surname"])
@pytest.mark.parametrize("words", ["无此名", "' OR 1=1 --"])
def test_a_label_that_nobody_bears_finds_nobody(reader: FlaskClient, name: str, words: str) -> None:
    told = reader.get("/api/v1/search", query_string={"q": "赵", name: words}).json
    assert told is not None
    assert told["total"] == 0
