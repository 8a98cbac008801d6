from __future__ import annotations

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from PIL import Image

from tests.webapp.small_archive import COLUMN, LINE, REWARD, WANG, SmallArchive, grey


def picture(client: FlaskClient, address: str) -> Image.Image:
    """The picture at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "image/jpeg"
    return Image.open(BytesIO(answer.data)).convert("L")


def middle(image: Image.Image) -> int:
    """The grey in the middle of a picture."""
    found = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize("field", [cell.field for cell in WANG if cell.field != REWARD])
def test_a_piece_is_the_paper_its_fact_stands_on(client: FlaskClient, small: SmallArchive, field: str) -> None:
    column = [cell.field for cell in WANG].index(field)
    found = picture(client, f"/pieces/{small.id(1)}/{field}.jpg")
    assert abs(middle(found) - grey(1, column)) <= 4
    assert COLUMN - 20 < found.width < COLUMN + 20
    assert LINE < found.height < LINE + 40


def test_a_line_runs_from_its_first_cell_to_its_last(client: FlaskClient, small: SmallArchive) -> None:
    found = picture(client, f"/pieces/{small.id(1)}/line.jpg")
    assert abs(found.width / found.height - (COLUMN * len(WANG)) / (LINE * 1.2)) < 2


def test_a_piece_of_a_page_on_its_side_stands_upright(client: FlaskClient, small: SmallArchive) -> None:
    found = picture(client, f"/pieces/{small.id(1, turned=True)}/name.jpg")
    assert found.height > found.width
    assert abs(middle(found) - grey(1, 0)) <= 4


def test_a_page_is_upright_and_bounded(client: FlaskClient, small: SmallArchive) -> None:
    found = picture(client, f"/pages/{small.turned}/1.jpg")
    assert found.height == 2400
    assert abs(found.width / found.height - 2100 / 2600) < 0.01


@pytest.mark.parametrize("field", ["unit", "nothing", "../line", "name.jpg"])
def test_a_piece_that_the_entry_does_not_have_is_not_there(
    client: FlaskClient, small: SmallArchive, field: str
) -> None:
    assert client.get(f"/pieces/{small.id(2)}/{field}.jpg").status_code == 404


@pytest.mark.parametrize("address", ["/pieces/nobody/name.jpg", "/pieces/nobody/line.jpg", "/pages/nothing/1.jpg"])
def test_a_picture_of_nothing_is_not_there(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_picture_is_asked_for_again_before_it_is_shown_and_is_not_drawn_twice(
    client: FlaskClient, small: SmallArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/pieces/{small.id(1)}/name.jpg"
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, no-cache"

    def refuse(*_: object) -> Image.Image:
        raise AssertionError("drawn again")

    monkeypatch.setattr("webapp.pieces.piece", refuse)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_pieces_have_names_of_their_own(client: FlaskClient, small: SmallArchive) -> None:
    addresses = [f"/pieces/{small.id(row)}/{field}.jpg" for row in (1, 2) for field in ("name", "sex", "line")]
    tags = [client.get(address).headers["ETag"] for address in addresses]
    assert len(set(tags)) == len(tags)
