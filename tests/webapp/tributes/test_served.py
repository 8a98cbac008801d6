"""The site as `bohai serve` serves it behind a web server of its own machine."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.folder import DataFolder
from tests.patience import SECONDS
from tests.webapp.small_archive import SmallArchive

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def address(folder: DataFolder) -> Iterator[str]:
    """The address that `bohai serve` prints, while it serves."""
    command = [sys.executable, "-m", "bohai", "--data", str(folder.root), "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        assert process.stdout
        yield process.stdout.readline().strip().rstrip("/")
        process.terminate()


def asked(address: str, **headers: str) -> tuple[str, str]:
    """The cookie and the words of a page."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    with urllib.request.urlopen(request, timeout=SECONDS) as reply:  # noqa: S310 - likewise
        return reply.headers.get("Set-Cookie", ""), reply.read().decode()


def test_what_visitors_use_is_there_and_the_databases_are_made(
    address: str, folder: DataFolder, small: SmallArchive
) -> None:
    cookie, page = asked(f"{address}/martyrs/{small.id(1)}/remembrance")
    assert "献花" in page
    assert "Secure" not in cookie
    assert folder.tributes.is_file()
    assert folder.tributes_key.is_file()


def test_a_web_server_of_this_machine_may_say_that_a_visitor_came_by_https(address: str, small: SmallArchive) -> None:
    cookie, _ = asked(f"{address}/martyrs/{small.id(1)}/remembrance", X_Forwarded_Proto="https")
    assert "Secure" in cookie
    _, page = asked(
        f"{address}/martyrs/{small.id(1)}",
        X_Forwarded_Proto="https",
        Host="roll.example",
        X_Forwarded_For="203.0.113.7",
    )
    assert f"https://roll.example/martyrs/{small.id(1)}" in page
