"""The interval of a share is Wilson's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.keying import Accuracy, interval


@pytest.mark.parametrize(
    ("right", "size", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3: score without continuity correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_it_is_what_the_literature_gives(right: int, size: int, low: float, high: float) -> None:
    assert interval(right, size) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))))
def test_it_holds_the_share_and_stays_between_nothing_and_all(counted: tuple[int, int]) -> None:
    low, high = interval(*counted)
    assert 0 <= low <= counted[0] / counted[1] <= high <= 1


def test_more_that_were_keyed_tell_more() -> None:
    few, many = (Accuracy("name", True, size, size, "2026-11-26").bounds[0] for size in (20, 2000))
    assert few < 0.85
    assert many > 0.998
