"""Visitors who are shared among processes."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import closing
from socket import socketpair

import pytest

from webapp import shares
from webapp.shares import Share, Visitors, nobody


@pytest.fixture
def two() -> tuple[Share, Share]:
    """The shares of two processes, of which none answers yet."""
    visitors: Visitors = nobody(multiprocessing.get_context("spawn"), 2)
    return Share(visitors, 0), Share(visitors, 1)


class Server:
    """A server at whose entrance somebody stands until he is taken in."""

    def __init__(self) -> None:
        self.active_channels: dict[int, str] = {}
        self.socket, self._street = socketpair()
        self._street.send(b".")

    def readable(self) -> bool:
        return True

    def accept(self) -> str:
        return "a visitor"

    def others_take_him_in(self) -> None:
        self.socket.recv(1)

    def close(self) -> None:
        self.socket.close()
        self._street.close()


@pytest.fixture
def server() -> Iterator[Server]:
    """A server with two visitors, and a third at its entrance."""
    with closing(Server()) as server:
        server.active_channels = {1: "came", 2: "came"}
        yield server


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.meanwhile: Callable[[], None] | None = None

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        if self.meanwhile:
            self.meanwhile()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock by which visitors are left to others."""
    clock = Clock()
    monkeypatch.setattr(shares, "time", clock)
    return clock


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


def test_a_server_takes_in_its_own_at_once(two: tuple[Share, Share], server: Server, clock: Clock) -> None:
    one, other = two
    one.keep_to_it(server)
    other.has(2)
    assert server.readable()
    assert server.accept() == "a visitor"
    assert clock.now == 0


def test_a_server_leaves_the_next_to_one_that_has_fewer(two: tuple[Share, Share], server: Server, clock: Clock) -> None:
    one, other = two
    one.keep_to_it(server)
    other.has(1)
    clock.meanwhile = server.others_take_him_in
    assert server.readable()
    server.accept()
    assert 0 < clock.now < 0.01


def test_one_that_does_not_take_in_its_visitor_keeps_him_waiting_for_a_moment_only(
    two: tuple[Share, Share], server: Server, clock: Clock
) -> None:
    one, other = two
    one.keep_to_it(server)
    other.has(1)
    assert server.readable()
    assert server.accept() == "a visitor"
    assert 0.04 < clock.now < 0.1
