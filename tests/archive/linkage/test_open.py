"""What people decided since the proposals were made takes the decided ones off the list."""

from __future__ import annotations

from archive.linkage.decisions import Distinction
from archive.linkage.open import still_open
from archive.linkage.proposals import Proposal
from archive.records import Signed

LI = Signed("李梅", "t", "")
AB, AC, BC, CD = (Proposal(*pair, 0.9) for pair in ("ab", "ac", "bc", "cd"))


def test_a_pair_that_was_linked_is_open_no_more_and_what_is_left_is_asked_once() -> None:
    linked = {"a": "a", "b": "a"}
    assert still_open([AB, AC, BC, CD], linked, []) == [AC, CD]


def test_who_was_told_apart_from_one_entry_of_a_person_is_apart_from_all() -> None:
    linked = {"a": "a", "b": "a"}
    assert still_open([AC, BC, CD], linked, [Distinction("b", "c", LI)]) == [CD]


def test_without_decisions_all_are_open() -> None:
    assert still_open([AB, AC], {}, []) == [AB, AC]
