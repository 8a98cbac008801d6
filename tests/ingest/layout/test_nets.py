from __future__ import annotations

import pytest

from ingest.layout.nets import Net, with_pieces

CHARACTER = 20.0
TABLE = Net((1,), 100, 100, 600, 400)


def rules(left: int, right: int) -> list[Net]:
    """Two pieces of rules across, level with rows of the table."""
    return [Net((number,), left, 100 * number, right - left, 3) for number in (2, 3)]


def widened(*pieces: Net) -> tuple[int, int]:
    """From where to where the table reaches with these pieces."""
    (found,) = with_pieces([TABLE], [TABLE, *pieces], CHARACTER)
    return found.left, found.right


@pytest.mark.parametrize(("left", "right", "reaches"), [(650, 800, (100, 800)), (20, 150, (20, 700))])
def test_rules_that_run_on_beyond_a_side_take_their_column_in(left: int, right: int, reaches: tuple[int, int]) -> None:
    assert widened(*rules(left, right)) == reaches


@pytest.mark.parametrize(("left", "right"), [(650, 720), (85, 150)])
def test_rules_that_stand_out_by_less_than_a_column_widen_nothing(left: int, right: int) -> None:
    assert widened(*rules(left, right)) == (100, 700)


def test_one_rule_alone_that_runs_out_is_a_crease() -> None:
    assert widened(rules(650, 800)[0]) == (100, 700)
