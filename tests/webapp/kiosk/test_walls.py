"""Everybody has a place on the walls, in the orders of dictionaries."""

from __future__ import annotations

from search import Listed
from webapp.kiosk.walls import (
    WallsOnce,
    build,
    letter_of,
    letters_of,
    places_by_sound,
    surnames_by_sound,
    surnames_by_strokes,
    surnames_spelled,
)


def one(name: str, county: str = "", township: str = "", surname: str = "") -> Listed:
    return Listed(name, name, surname or name[:1], county, township)


PEOPLE = (
    one("王德胜", "惠民县", "沙窝乡"),
    one("李三", "惠民县", "清河镇"),
    one("欧阳海", "阳信县", surname="欧阳"),
    one("单雄"),
    one("王保", "惠民县", "沙窝乡"),
    one("□文"),
    one("", "惠民县"),
)


def test_surnames_stand_by_their_sound_and_unknown_ones_last() -> None:
    groups = surnames_by_sound(build(PEOPLE).surnames)
    assert [(str(group.heading), group.words) for group in groups] == [
        ("L", ("李",)),
        ("O", ("欧阳",)),
        ("S", ("单",)),
        ("W", ("王",)),
        ("姓氏未详", ("",)),
    ]


def test_surnames_stand_by_their_strokes() -> None:
    groups = surnames_by_strokes(["欧阳", "李", "王", "单", "丁"])
    assert [(str(group.heading), group.words) for group in groups] == [
        ("2画", ("丁",)),
        ("4画", ("王",)),
        ("7画", ("李",)),
        ("8画", ("单", "欧阳")),
    ]


def test_surnames_are_found_by_their_first_letters() -> None:
    surnames = ["吕", "李", "卢", "欧阳", "王", ""]
    assert surnames_spelled(surnames, "l") == ("李", "卢", "吕")
    assert surnames_spelled(surnames, "lu") == ("卢", "吕")
    assert surnames_spelled(surnames, "lv") == ("吕",)
    assert surnames_spelled(surnames, "ouy") == ("欧阳",)


def test_people_of_one_surname_stand_by_the_sound_of_their_names() -> None:
    assert [person.name for person in build(PEOPLE).surnames["王"]] == ["王保", "王德胜"]


def test_places_hold_everybody_and_unknown_ones_come_last() -> None:
    walls = build(PEOPLE)
    assert sum(len(people) for townships in walls.places.values() for people in townships.values()) == len(PEOPLE)
    assert places_by_sound(walls.places) == ("惠民县", "阳信县", "")
    assert places_by_sound(walls.places["惠民县"]) == ("清河镇", "沙窝乡", "")


def test_letters_lead_into_a_long_list() -> None:
    people = build(PEOPLE).surnames["王"]
    assert letters_of(people, 1) == ("B", "D")
    assert letter_of(people[0], 1) == "B"
    assert [letter_of(one(name), 1) for name in ("王", "王·", "王 二", "王A", "王□", "王　")] == [""] * 6


def test_they_are_built_once() -> None:
    asked = []
    walls = WallsOnce(lambda: asked.append(1) or PEOPLE)  # type: ignore[func-returns-value]
    assert walls.get() is walls.get()
    assert asked == [1]
