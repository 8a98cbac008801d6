"""Two people are not given the same doubt; nobody is held up by that."""

from __future__ import annotations

from archive.review.doubts import What
from archive.store.queue import Waiting
from webapp.desk.review.claims import HELD, PUT_OFF, Claims

QUEUE = [Waiting(f"e-1-{row}", "name", What.FLAGGED, "s", 1, row, 0) for row in range(1, 4)]


def given(claims: Claims, account: int, now: float = 0.0) -> int | None:
    found = claims.first_for(account, QUEUE, now)
    return found.row if found else None


def test_each_is_given_a_doubt_of_their_own() -> None:
    claims = Claims()
    assert [given(claims, account) for account in (1, 2, 3)] == [1, 2, 3]
    assert given(claims, 4) is None, "all are taken for the moment"


def test_whoever_asks_again_is_given_what_they_hold() -> None:
    claims = Claims()
    assert [given(claims, 1), given(claims, 2), given(claims, 1)] == [1, 2, 1]


def test_a_claim_lapses() -> None:
    claims = Claims()
    given(claims, 1)
    assert given(claims, 2, HELD + 1) == 1


def test_what_one_puts_off_another_is_given() -> None:
    claims = Claims()
    given(claims, 1)
    claims.put_off(1, ("e-1-1", "name"), 0.0)
    assert (given(claims, 1), given(claims, 2), claims.put_off_by(1)) == (2, 1, 1)


def test_what_was_put_off_comes_back_when_asked_for_or_after_some_hours() -> None:
    claims = Claims()
    claims.put_off(1, ("e-1-1", "name"), 0.0)
    assert given(claims, 1, PUT_OFF + 1) == 1
    claims.put_off(1, ("e-1-1", "name"), 0.0)
    claims.take_up(1)
    assert given(claims, 1) == 1


def test_what_comes_next_is_told_without_being_held() -> None:
    claims = Claims()
    given(claims, 1)
    second = claims.second_for(1, QUEUE)
    assert second
    assert second.row == 2
    assert given(claims, 2) == 2
    after = claims.second_for(1, QUEUE)
    assert after
    assert after.row == 3
