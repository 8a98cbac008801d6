from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from flask.testing import FlaskClient
from PIL import Image

from tests.webapp.browsing.conftest import SHA256
from tests.webapp.small_archive import SmallArchive

Read = Callable[..., str]


def test_rosters_stand_on_a_shelf_with_what_belongs_to_none(read: Read) -> None:
    page = read("/rosters/")
    assert "惠民县英名录" in page
    assert "惠民县民政局编，1984年，2 页，7 条" in page
    assert 'href="/loose-pages"' in page


def test_a_roster_shows_its_pages(read: Read) -> None:
    page = read("/rosters/huimin")
    assert f"/pages/{SHA256}/1/small.jpg" in page
    assert 'href="/rosters/huimin/2"' in page
    assert 'href="/iiif/rosters/huimin/manifest.json"' in page


def test_a_book_is_leafed_through_page_by_page(read: Read) -> None:
    first, last = read("/rosters/huimin/1"), read("/rosters/huimin/2")
    assert 'rel="next" href="/rosters/huimin/2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="/rosters/huimin/1"' in last
    assert 'rel="next"' not in last
    assert f'href="/pages/{SHA256}/1"' in first
    assert "王德胜" in first
    assert "这一页上没有条目" in last


def test_loose_pages_are_a_book_of_their_own(read: Read) -> None:
    assert 'href="/loose-pages/1"' in read("/loose-pages")
    assert "第 1 页，共 1 页" in read("/loose-pages/1")


def test_a_book_or_page_that_is_not_there_is_not_there(read: Read) -> None:
    read("/rosters/nobody", 404)
    read("/rosters/huimin/3", 404)
    read("/rosters/huimin?page=2", 404)


def test_a_small_screen_takes_a_smaller_picture_of_the_page(
    read: Read, reader: FlaskClient, small: SmallArchive
) -> None:
    page = read("/rosters/huimin/1")
    assert re.findall(r'srcset="([^"]*)"', page) == [f"/pages/{SHA256}/1/middle.jpg 1400w, /pages/{SHA256}/1.jpg 2400w"]
    whole, middle = (reader.get(f"/pages/{small.upright}/1{name}") for name in (".jpg", "/middle.jpg"))
    assert [Image.open(BytesIO(one.data)).width for one in (whole, middle)] == [2400, 1400]
    assert reader.get(f"/pages/{small.upright}/9/middle.jpg").status_code == 404


def test_a_page_is_given_small_too(reader: FlaskClient, small: SmallArchive) -> None:
    whole, little = (reader.get(f"/pages/{small.turned}/1{name}") for name in (".jpg", "/small.jpg"))
    assert little.status_code == 200
    assert little.mimetype == "image/jpeg"
    assert len(little.data) < len(whole.data)
    assert (
        reader.get(f"/pages/{small.turned}/1/small.jpg", headers={"If-None-Match": little.headers["ETag"]}).status_code
        == 304
    )
    assert reader.get(f"/pages/{small.turned}/9/small.jpg").status_code == 404
