"""Questions damaged as memory and reading damage them lead to the right person."""

from __future__ import annotations

from pathlib import Path

from search.index.opened import open_current
from tests.benchmarks.damaged import exact_names_first, recall
from tests.benchmarks.fallen import Roll
from tests.search.people import built


def test_the_right_person_is_among_the_first_ten_and_an_exact_name_first(tmp_path: Path) -> None:
    roll = Roll(3000, seed=5)
    opened = open_current(built(roll, tmp_path))
    found = recall(roll, opened, 280)
    assert all(one.among_ten >= 0.95 * one.asked for one in found.values()), found
    assert sum(one.among_ten for one in found.values()) >= 0.98 * 280
    exact = exact_names_first(roll, opened, 60)
    assert exact.first == exact.asked
    opened.close()
