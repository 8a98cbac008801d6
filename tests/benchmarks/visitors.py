"""Visitors who ask one address after another over a connection of their own, in a process of its own.

    python -m tests.benchmarks.visitors ADDRESS --connections 32 --think 0 --seconds 10 < paths

Each connection is kept open and asks the next of the paths (one a line, each asked once; with --again they come
round) as soon as the last has been answered, after so many seconds of thinking. Prints the seconds that each
answer took, from the request's last byte to the answer's, as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit


@dataclass
class Crowd:
    """What all visitors have in common: what is to be asked, until when, and what came of it."""

    paths: Iterator[str]
    host: str
    think: float
    until: float = 0.0
    seconds: list[float] = field(default_factory=list)
    bytes: int = 0
    refused: dict[int, int] = field(default_factory=dict)


class Visitor(asyncio.Protocol):
    """One connection."""

    def __init__(self, crowd: Crowd, done: asyncio.Future[None]) -> None:
        self._crowd, self._done = crowd, done
        self._chance = random.Random(id(self))  # noqa: S311 - who thinks how long is no secret
        self._held = bytearray()
        self._length = 0
        self._asked = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask, the first of them not all at the same moment."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._loop.call_later(self._chance.random() * self._crowd.think, self._ask)

    def data_received(self, data: bytes) -> None:
        """Wait for the whole answer, then for the next question."""
        held = self._held
        held += data
        if not self._length:
            end = held.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(held[:end]).lower()
            _, found, rest = head.partition(b"\r\ncontent-length:")
            assert found, head.decode()
            self._length = end + 4 + int(rest.partition(b"\r\n")[0])
        if len(held) < self._length:
            return
        crowd = self._crowd
        crowd.seconds.append(time.perf_counter() - self._asked)
        crowd.bytes += self._length
        status = int(held[9:12])
        if status != 200:
            crowd.refused[status] = crowd.refused.get(status, 0) + 1
        held.clear()
        self._length = 0
        if crowd.think:
            self._loop.call_later(self._chance.expovariate(1 / crowd.think), self._ask)
        else:
            self._ask()

    def connection_lost(self, error: Exception | None) -> None:
        """A connection that the server closes early is a fault of the measurement."""
        if not self._done.done():
            self._done.set_exception(error or ConnectionError("the server closed a connection"))

    def _ask(self) -> None:
        crowd = self._crowd
        path = next(crowd.paths, None) if time.perf_counter() < crowd.until else None
        if path is None:
            self._done.set_result(None)
            self._transport.close()
            return
        self._asked = time.perf_counter()
        head = f"GET {path} HTTP/1.1\r\nHost: {crowd.host}\r\nAccept-Encoding: gzip\r\n\r\n"
        self._transport.write(head.encode("ascii"))


async def visited(address: str, crowd: Crowd, connections: int, seconds: float) -> float:
    """Have so many visitors ask until the paths or the seconds are over; how long it took."""
    parts = urlsplit(address)
    assert parts.hostname
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    crowd.until = began + seconds
    over = []
    for _ in range(connections):
        done: asyncio.Future[None] = loop.create_future()
        await loop.create_connection(lambda done=done: Visitor(crowd, done), parts.hostname, parts.port)  # type: ignore[misc]
        over.append(done)
    await asyncio.gather(*over)
    return time.perf_counter() - began


def main() -> None:
    """Visit, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("address")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--think", type=float, default=0.0, metavar="SECONDS", help="on average, after each answer")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--again", action="store_true", help="ask the paths over and over")
    options = parser.parse_args()
    paths = sys.stdin.read().split()
    asked = itertools.cycle(paths) if options.again else iter(paths)
    crowd = Crowd(asked, urlsplit(options.address).netloc, options.think)
    took = asyncio.run(visited(options.address, crowd, options.connections, options.seconds))
    json.dump({"took": took, "seconds": crowd.seconds, "bytes": crowd.bytes, "refused": crowd.refused}, sys.stdout)


if __name__ == "__main__":
    main()
