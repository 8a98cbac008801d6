from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from flask.testing import FlaskClient

Read = Callable[..., str]


def test_counties_stand_under_the_prefecture_they_lay_in_with_where_they_lie_today(read: Read) -> None:
    page = read("/places/")
    fourth = page.index("渤海行政区第四专区")
    assert fourth < page.index(">惠民县<") < page.index("名册所印、尚未考定的地名") < page.index(">无此县<")
    assert "今属滨州市" in page


def test_a_county_tells_its_townships_its_people_and_its_past_with_sources(read: Read) -> None:
    page = read("/places/惠民县")
    for told in ("沙窝乡", "石庙镇", "王德胜", "李秀英", "今为滨州市惠民县", "当年与今天", "据 "):
        assert told in page
    assert "3 人" in page


def test_a_township_leads_to_its_villages_and_a_village_to_its_people(read: Read) -> None:
    township = unquote(read("/places/惠民县/沙窝乡"))
    assert 'href="/places/惠民县/沙窝乡/小赵庄"' in township
    village = read("/places/惠民县/沙窝乡/小赵庄")
    assert "王德胜" in village
    assert "李秀英" not in village


def test_a_county_in_short_leads_to_its_full_name(visitor: FlaskClient) -> None:
    answer = visitor.get("/places/惠民")
    assert answer.status_code == 302
    assert unquote(answer.location) == "/places/惠民县"


def test_a_county_under_a_name_of_the_war_tells_what_became_of_it(read: Read) -> None:
    assert "宁津县" in read("/places/振华县")


def test_a_prefecture_tells_the_counties_that_lay_in_it(read: Read) -> None:
    page = read("/places/渤海行政区第四专区")
    assert "先后所辖各县" in page
    assert ">惠民县<" in page


def test_a_known_county_of_which_nobody_was_read_says_so(read: Read) -> None:
    assert "名册中还没有读到这里的人" in read("/places/商河县")


def test_a_place_that_nobody_knows_is_not_there(read: Read) -> None:
    read("/places/乌有县", 404)
    read("/places/惠民县/乌有乡", 404)
    read("/places/惠民县?page=9", 404)
    read("/places/惠民县?sort=size", 400)


def test_the_people_of_a_place_and_of_a_day_can_be_searched_among(read: Read) -> None:
    assert f'href="/search?township={quote("惠民县/沙窝乡")}"' in read("/places/惠民县/沙窝乡")
    assert 'href="/search?month=3&amp;day=12"' in read("/days/03-12")
    found = read("/search?township=惠民县/沙窝乡&q=王")
    assert "找到 1 人" in found
    assert "李秀英" not in found
    assert ">小赵庄</span>" in found


def test_the_facts_of_a_person_lead_to_those_who_share_them_and_these_back(visitor: FlaskClient) -> None:
    person = re.findall(r'href="(/martyrs/[^"]+)">(?:<[^>]*>)*王德胜', visitor.get("/surnames/王").text)[0]
    page = visitor.get(person).text
    ways = {unquote(address) for address in re.findall(r'<p class="onward">.*?</p>', page, re.DOTALL)}
    led_to = {unquote(one) for way in ways for one in re.findall(r'href="([^"]+)"', way)}
    assert led_to == {
        *("/surnames/王", "/places/惠民县", "/places/惠民县/沙窝乡", "/places/惠民县/沙窝乡/小赵庄"),
        *("/units/渤海纵队第七师", "/years/1947", "/years/1947?month=3", "/days/03-12"),
    }
    assert all(f'href="{person}"' in visitor.get(one).text for one in led_to)


def test_a_stroke_behind_a_township_leads_to_it(visitor: FlaskClient) -> None:
    answer = visitor.get("/en/places/惠民县/沙窝乡/?sort=name")
    assert answer.status_code == 308
    assert unquote(answer.location) == "/en/places/惠民县/沙窝乡?sort=name"
