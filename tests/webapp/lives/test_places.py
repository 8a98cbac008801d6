"""The places of a life are drawn where they are known, and told in words."""

from __future__ import annotations

import pytest

from archive.records import Status
from tests.webapp.small_archive import Cell, make_person
from webapp.lives.contexts import PlacesOfLife
from webapp.lives.places import places_of_life


def drawn(home: str, fell: str, status: Status = Status.ACCEPTED) -> PlacesOfLife | None:
    return places_of_life(make_person((Cell("native_place", home, status=status), Cell("death_place", fell))))


def test_both_places_stand_on_the_sketch_and_in_words() -> None:
    found = drawn("惠民县沙窝乡小赵庄", "无棣城")
    assert found is not None
    assert [(spot.name, spot.born, spot.fell) for spot in found.spots] == [
        ("无棣县", False, True),
        ("惠民县", True, False),
    ]
    assert found.spots[0].y < found.spots[1].y
    assert list(map(str, found.words)) == [
        "○ 籍贯：惠民县沙窝乡小赵庄",
        "● 牺牲地点：无棣城",
        "图上标的是县城的大致位置。",
    ]


def test_one_place_is_one_spot() -> None:
    found = drawn("惠民县", "惠民城关")
    assert found is not None
    assert [(spot.born, spot.fell) for spot in found.spots] == [(True, True)]


def test_what_is_not_known_or_lies_beyond_is_told_and_not_drawn() -> None:
    found = drawn("惠民县", "福州")
    assert found is not None
    assert [spot.name for spot in found.spots] == ["惠民县"]
    assert str(found.words[1]) == "牺牲地点：福州，不在图上"


@pytest.mark.parametrize("fell", ["福州", "莱芜战役", "", "当地"])
def test_there_is_no_sketch_where_nothing_can_be_drawn(fell: str) -> None:
    assert drawn("下洼乡小赵庄", fell) is None


def test_what_is_to_be_checked_is_not_drawn() -> None:
    assert drawn("惠民县", "", Status.FLAGGED) is None


def test_names_of_neighbours_do_not_lie_on_each_other() -> None:
    found = drawn("惠民县", "阳信县")
    assert found is not None
    first, second = found.spots
    assert second.label_y - first.label_y >= 44
