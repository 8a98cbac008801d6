"""A sample is drawn by chance, of each roster its share, and again from its seed."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from archive.keying import draw

ROSTERS = {"a": [f"a{n}" for n in range(700)], "b": [f"b{n}" for n in range(290)], "c": [f"c{n}" for n in range(10)]}


def test_each_roster_gives_its_share() -> None:
    assert Counter(id[0] for id in draw(ROSTERS, 100, 7)) == {"a": 70, "b": 29, "c": 1}


def test_the_same_seed_draws_the_same_and_another_seed_others() -> None:
    assert draw(ROSTERS, 100, 7) == draw(dict(reversed(ROSTERS.items())), 100, 7)
    assert set(draw(ROSTERS, 100, 7)) != set(draw(ROSTERS, 100, 8))


def test_all_are_drawn_where_there_are_no_more() -> None:
    assert sorted(draw({"a": ["x", "y"]}, 9, 1)) == ["x", "y"]
    assert draw({}, 9, 1) == []


@given(st.dictionaries(st.text(max_size=2), st.integers(0, 30), max_size=6), st.integers(0, 200), st.integers(0, 9))
def test_as_many_are_drawn_as_were_asked_for_and_nobody_twice(sizes: dict[str, int], size: int, seed: int) -> None:
    drawn = draw({roster: [f"{roster}-{n}" for n in range(count)] for roster, count in sizes.items()}, size, seed)
    assert len(drawn) == len(set(drawn)) == min(size, sum(sizes.values()))
