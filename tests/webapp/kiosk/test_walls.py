"""Surnames and places stand on the walls in the orders of dictionaries."""

from __future__ import annotations

from search import Tally
from webapp.kiosk.walls import (
    places_by_sound,
    surnames_by_sound,
    surnames_by_strokes,
    surnames_on_the_wall,
    surnames_spelled,
)


def tally(*surnames: str) -> Tally:
    return Tally(len(surnames), {"surname": dict.fromkeys(surnames, 1)}, {}, {})


def test_surnames_stand_by_their_sound_and_unknown_ones_last() -> None:
    groups = surnames_by_sound(surnames_on_the_wall(tally("王", "李", "欧阳", "单", "□"), unknown=True))
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


def test_nobody_stands_under_what_is_not_known_where_all_is_known() -> None:
    assert surnames_on_the_wall(tally("王", "李"), unknown=False) == ("王", "李")


def test_places_stand_by_their_sound_and_the_unknown_one_last() -> None:
    assert places_by_sound(["", "阳信县", "惠民县"]) == ("惠民县", "阳信县", "")
    assert places_by_sound(["沙窝乡", "", "清河镇"]) == ("清河镇", "沙窝乡", "")
