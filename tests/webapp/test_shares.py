"""Visitors who are shared among processes."""

from __future__ import annotations

import multiprocessing

import pytest

from webapp import shares
from webapp.shares import Share, Visitors, nobody


@pytest.fixture
def two() -> tuple[Share, Share]:
    """The shares of two processes, of which none answers yet."""
    visitors: Visitors = nobody(multiprocessing.get_context("spawn"), 2)
    return Share(visitors, 0), Share(visitors, 1)


class Server:
    """A server that takes in everybody who knocks."""

    def __init__(self) -> None:
        self.active_channels: dict[int, str] = {}

    def readable(self) -> bool:
        return True

    def accept(self) -> str:
        return "a visitor"


def test_whoever_has_more_visitors_has_the_largest_share(two: tuple[Share, Share]) -> None:
    one, other = two
    one.has(3)
    other.has(2)
    assert one.is_largest()
    assert not other.is_largest()
    one.has(2)
    assert not one.is_largest()


def test_nobody_is_left_to_a_process_that_does_not_answer_yet_or_has_ended(two: tuple[Share, Share]) -> None:
    one, other = two
    one.has(1_000)
    assert not one.is_largest()
    other.has(0)
    assert one.is_largest()
    other.leave()
    assert not one.is_largest()


def test_a_server_leaves_the_next_visitor_to_one_that_has_fewer_for_a_moment_only(
    two: tuple[Share, Share], monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(shares.time, "sleep", waited.append)
    one, other = two
    server = Server()
    one.keep_to_it(server)
    other.has(1)
    server.active_channels = {1: "came", 2: "came"}
    assert server.readable()
    assert server.accept() == "a visitor"
    assert len(waited) == 1
    del server.active_channels[1]
    assert server.readable()
    assert server.accept() == "a visitor"
    assert len(waited) == 1
