"""What is kept from the public is on no page, in no picture, in no answer and in no snapshot; the person is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

import search
from archive.folder import DataFolder
from archive.records import Box
from archive.redaction import Redaction
from archive.store import DecisionWriter, redactions
from bohai import main
from search import Search
from tests.webapp.small_archive import SmallArchive, build, grey
from webapp import create_app, create_public_site

PLACE = Box(640, 80, 180, 60)
COVERED = 128


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallArchive:
    """The small archive; of the first person's native place nobody may know."""
    made = build(tmp_path_factory.mktemp("redacted") / "data")
    search.refresh(made.folder)
    with DecisionWriter.open(made.folder) as writer:
        hidden = Redaction(0, made.upright, 1, PLACE, "2026-03-01T08:00:00+00:00", "李梅", "亲属住址")
        redactions.hide(writer, hidden)
    search.refresh(made.folder)
    return made


@pytest.fixture
def client(small: SmallArchive) -> FlaskClient:
    return create_app(small.folder).test_client()


def greys(data: bytes, *points: tuple[int, int]) -> list[int]:
    picture = Image.open(BytesIO(data)).convert("L")
    return [picture.getpixel(point) for point in points]  # type: ignore[misc]


def test_no_page_and_no_answer_says_it(client: FlaskClient, small: SmallArchive) -> None:
    for address in (f"/martyrs/{small.id(1)}", f"/api/v1/martyrs/{small.id(1)}", "/search?q=王德胜", "/places/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "小赵庄" not in answer.text
    assert "王德勝" in client.get(f"/martyrs/{small.id(1)}").text


def test_nobody_finds_the_person_by_it_and_everybody_by_the_name(small: SmallArchive) -> None:
    assert search.find(small.folder, Search("小赵庄")).total == 0
    assert search.find(small.folder, Search("王德胜")).total == 1


def test_its_piece_is_gone_and_the_line_and_the_page_are_painted_over(client: FlaskClient, small: SmallArchive) -> None:
    assert client.get(f"/pieces/{small.id(1)}/native_place.jpg").status_code == 404
    page = client.get(f"/pages/{small.upright}/1.jpg").data
    scale = 2400 / 2600
    middle, beside = (round(730 * scale), round(110 * scale)), (round(530 * scale), round(110 * scale))
    covered, left = greys(page, middle, beside)
    assert abs(covered - COVERED) <= 3
    assert abs(left - grey(1, 2)) <= 4
    line = client.get(f"/pieces/{small.id(1)}/line.jpg").data
    picture = Image.open(BytesIO(line))
    found = greys(line, (round(picture.width * 690 / 2380), picture.height // 2))
    assert abs(found[0] - COVERED) <= 3


def test_a_browser_that_kept_what_it_shows_must_ask_and_gets_another(tmp_path: Path) -> None:
    made = build(tmp_path / "data")
    search.refresh(made.folder)
    visitor = create_public_site(made.folder).test_client()
    person = f"/martyrs/{made.id(1)}"
    pictures = (f"/pages/{made.upright}/1.jpg", f"/pages/{made.upright}/1/small.jpg", f"/pieces/{made.id(1)}/line.jpg")
    pieces = (f"/pieces/{made.id(1)}/native_place.jpg",)
    kept = {address: visitor.get(address) for address in (*pictures, *pieces, f"{person}/card.png", person)}
    for address, answer in kept.items():
        assert answer.status_code == 200, address
        assert "no-cache" in answer.headers["Cache-Control"], address
        assert "max-age" not in answer.headers["Cache-Control"], address
    with DecisionWriter.open(made.folder) as writer:
        hidden = Redaction(0, made.upright, 1, PLACE, "2026-03-01T08:00:00+00:00", "李梅", "亲属住址")
        redactions.hide(writer, hidden)
    for address, answer in kept.items():
        again = visitor.get(address, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == (404 if address in pieces else 200), address
        assert again.data != answer.data, address


def test_a_snapshot_holds_neither_the_words_nor_the_picture(small: SmallArchive, tmp_path: Path) -> None:
    place = tmp_path / "snapshot"
    assert main(["--data", str(small.folder.root), "publish", str(place)]) == 0
    assert main(["verify", str(place)]) == 0
    database = (place / "archive.db").read_bytes()
    assert "小赵庄".encode() not in database
    assert "亲属住址".encode() not in database
    tile = (DataFolder(place).tiles(small.upright, 1) / "0-0.jpg").read_bytes()
    covered, left = greys(tile, (730, 110), (530, 110))
    assert abs(covered - COVERED) <= 3
    assert abs(left - grey(1, 2)) <= 6
    kept = (small.folder.tiles(small.upright, 1) / "0-0.jpg").read_bytes()
    assert abs(greys(kept, (730, 110))[0] - grey(1, 3)) <= 4
