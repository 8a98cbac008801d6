"""The three ways of working are told all that their pages show."""

from __future__ import annotations

import gzip
import json
from io import BytesIO

import pytest
from PIL import Image

from archive.store import DecisionWriter
from tests.webapp.desk.people import Archivist
from tests.webapp.desk.review.doubtful import LINES, Doubtful


@pytest.fixture(autouse=True)
def gathered(doubtful: Doubtful) -> None:
    """The queue is up to date."""
    with DecisionWriter.open(doubtful.folder) as writer:
        writer.bring_queue_up_to_date(10)


def test_the_start_tells_how_much_waits_and_by_what_one_may_sift(reviewer: Archivist) -> None:
    page = reviewer.sees("/review/")
    assert f"待核 {4 * LINES} 处" in page
    for told in (
        f"姓名 <small>{2 * LINES}",
        f"年月 <small>{2 * LINES}",
        "渤海县英名录",
        "“股”可能是“胜”",
        "两次识读不一致",
    ):
        assert told in page, told


def test_what_is_sifted_leads_on_to_the_same_in_every_way(reviewer: Archivist) -> None:
    page = reviewer.sees("/review/?field=dates&kind=readers+differ")
    assert "/review/go?field=dates&amp;kind=readers+differ" in page
    doubt = reviewer.asks("/review/next?field=dates").get_json()["doubt"]
    assert doubt["key"] == "death"
    assert reviewer.client.get("/review/strip?field=death").headers["Location"].endswith("/death")


def test_a_sieve_that_holds_nothing_says_so(reviewer: Archivist) -> None:
    assert "这一类没有待核的了" in reviewer.sees("/review/?field=places")
    assert reviewer.client.get("/review/go?field=places").headers["Location"].startswith("/review/?field=places")


def test_a_page_is_told_with_every_cell_where_it_stands(reviewer: Archivist, doubtful: Doubtful) -> None:
    told = reviewer.asks(f"/review/page/{doubtful.first}/1/table").get_json()
    assert [column["label"] for column in told["columns"]] == ["姓名", "性别", "籍贯", "职务", "牺牲时间"]
    assert len(told["lines"]) == LINES
    cell = told["lines"][1]["cells"][0]
    assert (cell["said"]["text"], cell["status"], cell["box"]) == ("赵德股", "flagged", [60.0, 140.0, 200.0, 56.0])
    assert told["lines"][0]["cells"][4]["said"]["words"] == "1941年2月"
    ends = {told["before"], told["after"]}
    assert ends == {None, f"/review/page/{doubtful.second}/1"}


def test_a_table_goes_packed_over_the_line(reviewer: Archivist, doubtful: Doubtful) -> None:
    address = f"/review/page/{doubtful.first}/1/table"
    answer = reviewer.client.get(address, headers={"Accept": "application/json", "Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(answer.data)) == reviewer.asks(address).get_json()
    assert len(answer.data) < len(reviewer.asks(address).data) / 8


def test_a_cell_offers_what_readers_saw_and_what_looks_alike(reviewer: Archivist, doubtful: Doubtful) -> None:
    told = reviewer.asks(f"/review/cell/{doubtful.id(1)}/name").get_json()
    texts = [choice["text"] for choice in told["choices"]]
    assert texts[:2] == ["李德胜", "李德服"]
    assert len(texts) == len(set(texts)) == 9
    assert {choice["why"] for choice in told["choices"][2:]} == {"形近字"}


def test_a_strip_goes_on_page_after_page(reviewer: Archivist, doubtful: Doubtful) -> None:
    seen = []
    address: str | None = f"/review/strip/{doubtful.first}/1/name/tiles"
    while address:
        part = reviewer.asks(address).get_json()
        seen += [tile["where"] for tile in part["tiles"]]
        address = part["after"]
    assert len(seen) == 2 * LINES
    assert (seen[0], seen[-1]) == ("01.png 第 1 页第 1 条", "02.png 第 1 页第 28 条")


def test_a_wall_shows_the_least_certain_first_and_where_the_character_stands(
    reviewer: Archivist, doubtful: Doubtful
) -> None:
    part = reviewer.asks("/review/wall/tiles?char=股&field=name").get_json()
    tiles = part["tiles"]
    assert len(tiles) + len(reviewer.asks(part["after"]).get_json()["tiles"]) == 2 * LINES
    certainty = [tile["cell"]["certainty"] for tile in tiles]
    assert certainty == sorted(certainty)
    assert tiles[0]["at"] == 2
    left, _, width, _ = tiles[0]["mark"]
    assert (round(left, 2), round(width, 2)) == (0.65, 0.29), "the last third of the cell"


def test_readings_without_the_character_are_on_no_wall(reviewer: Archivist) -> None:
    assert reviewer.asks("/review/wall/tiles?char=男&field=name").get_json()["tiles"] == []
    assert reviewer.asks("/review/wall/tiles?char=男&field=all").get_json()["tiles"] != []
    assert "/review/wall/tiles?field=all\\u0026char=" in reviewer.sees("/review/wall?char=男&field=all")


@pytest.mark.parametrize("height", [56, 112])
def test_pieces_are_small_enough_for_a_slow_line(reviewer: Archivist, doubtful: Doubtful, height: int) -> None:
    answer = reviewer.client.get(f"/review/piece/{doubtful.id(1)}/{height}/name.jpg")
    picture = Image.open(BytesIO(answer.data))
    assert (picture.mode, min(picture.size)) == ("L", height)
    assert len(answer.data) < 6000
    assert answer.headers["Cache-Control"] == "max-age=86400, private"


def test_pictures_are_given_in_no_other_size(reviewer: Archivist, doubtful: Doubtful) -> None:
    assert reviewer.client.get(f"/review/piece/{doubtful.id(1)}/2000/name.jpg").status_code == 404
    assert reviewer.client.get(f"/review/sheet/{doubtful.first}/1/5000.jpg").status_code == 404
    page = Image.open(BytesIO(reviewer.client.get(f"/review/sheet/{doubtful.first}/1/900.jpg").data))
    assert max(page.size) == 900


@pytest.mark.parametrize(
    "address",
    [
        "/review/page/x/1",
        "/review/page/x/1/table",
        "/review/cell/x/name",
        "/review/strip/x/1/name/tiles",
        "/review/piece/x/56/name.jpg",
        "/review/sheet/x/1/900.jpg",
        "/review/meaning?entry=x&key=name&text=y",
    ],
)
def test_what_is_not_there_is_told_so(reviewer: Archivist, address: str) -> None:
    assert reviewer.client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/review/wall/tiles?char=", "/review/wall/tiles?char=王&from=x"])
def test_a_wall_of_nothing_is_refused(reviewer: Archivist, address: str) -> None:
    assert reviewer.client.get(address).status_code == 400


def test_who_may_change_the_lines_of_a_page_is_led_there(
    reviewer: Archivist, editor: Archivist, doubtful: Doubtful
) -> None:
    address = f"/review/page/{doubtful.first}/1/table"
    assert reviewer.asks(address).get_json()["structure"] is None
    assert editor.client.get(editor.asks(address).get_json()["structure"]).status_code == 200
