"""Seats and campaigns."""

from __future__ import annotations

from archive.authority.campaigns import campaigns_in
from archive.authority.places import places_called
from archive.authority.seats import seat_of, seats


def test_every_seat_is_of_a_place_that_the_authority_knows_and_lies_near_the_district() -> None:
    for name, seat in seats().items():
        assert places_called(name) or name == "潍县", name
        assert 36 < seat.north < 39
        assert 116 < seat.east < 120


def test_a_county_of_the_war_has_the_seat_of_what_it_became() -> None:
    assert seat_of("振华县") == seat_of("宁津县")
    assert seat_of("乌有县") is None


def test_campaigns_are_found_by_all_their_names() -> None:
    assert campaigns_in("在南麻临朐战役及莱芜战役中") == ("南麻临朐战役", "莱芜战役")
    assert campaigns_in("开封战役") == ("豫东战役",)
    assert campaigns_in("莱芜") == ()
