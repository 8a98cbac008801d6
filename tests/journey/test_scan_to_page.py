"""From two scans to the page of a person, the way a visitor and an archivist go."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.benchmarks.score import Tally, read_export, score
from tests.journey.steps import bohai, command, environment, exported, lay_out, told, truth_of
from tests.patience import MILLISECONDS, SECONDS

NAMES = ("compound-100-008.jpg", "paired-100-025.jpg")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive made by `bohai ingest`."""
    home = tmp_path_factory.mktemp("journey")
    bohai(home / "data", "ingest", lay_out(NAMES, home / "scans"))
    return home / "data"


@pytest.fixture(scope="module")
def people() -> list[dict[str, Any]]:
    """Everyone printed on the scans, fields by name."""
    return [person for page in truth_of(NAMES) for person in page["records"]]


@pytest.fixture(scope="module")
def somebody(people: list[dict[str, Any]]) -> str:
    """A name that only one person bears."""
    names = Counter(person["name"]["text"] for person in people)
    return next(name for name, bearers in names.items() if bearers == 1 and len(name) == 3)


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[str]:
    """The address that `bohai serve` prints, while it serves."""
    process = subprocess.Popen(  # noqa: S603 - our own command
        command(data, "serve", "--port", "0"), stdout=subprocess.PIPE, text=True, env=environment()
    )
    assert process.stdout
    try:
        yield process.stdout.readline().strip().rstrip("/")
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    """A page of Debian's chromium that runs no scripts: the site must do without."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        page = browser.new_context(java_script_enabled=False).new_page()
        page.set_default_timeout(MILLISECONDS)
        yield page
        browser.close()


def test_status_counts_what_the_scans_hold(data: Path, people: list[dict[str, Any]]) -> None:
    status = told(data, "status")
    assert status["scans"] == len(NAMES)
    assert status["pages"] == {"read": len(NAMES), "failed": 0}
    assert status["entries"] == len(people)
    assert sum(status["ledgers"].values()) == len(NAMES)


def test_nobody_is_lost_and_nobody_made_up(data: Path, tmp_path: Path) -> None:
    exported(data, tmp_path / "export.jsonl")
    tally = sum(score(truth_of(NAMES), read_export(tmp_path / "export.jsonl")).values(), Tally())
    assert (tally.lost, tally.phantom) == (0, 0)
    assert tally.names_exact >= 0.98 * tally.names, tally.wrong
    assert tally.boxes_good >= 0.99 * tally.boxes


def test_the_same_scans_again_change_nothing(data: Path, tmp_path: Path) -> None:
    before = exported(data, tmp_path / "before.jsonl")
    bohai(data, "ingest", data.parent / "scans")
    assert exported(data, tmp_path / "after.jsonl") == before


def test_a_name_is_found_on_the_command_line(data: Path, somebody: str) -> None:
    answer = told(data, "search", somebody)
    assert answer["total"] >= 1
    assert answer["hits"][0]["name"] == somebody
    assert answer["hits"][0]["why"] == ["name"]


def test_the_api_answers_as_the_command_line_does(data: Path, site: str, somebody: str) -> None:
    address = f"{site}/api/v1/search?q={quote(somebody)}"
    with urllib.request.urlopen(address, timeout=SECONDS) as reply:  # noqa: S310 - the address of our own server
        assert json.load(reply) == told(data, "search", somebody)


def test_a_visitor_finds_a_person_and_sees_the_paper(site: str, browser_page: Page, somebody: str) -> None:
    page = browser_page
    page.goto(f"{site}/")
    page.locator("input[name=q]").first.fill(somebody)
    page.locator("input[name=q]").first.press("Enter")
    page.locator("a[href*='/martyrs/']", has_text=somebody).first.click()
    expect(page).to_have_url(re.compile("/martyrs/"))
    expect(page.locator("h1")).to_contain_text(somebody)
    pieces = page.locator("main img")
    assert pieces.count() >= 1
    address = pieces.first.get_attribute("src") or ""
    reply = page.request.get(urljoin(page.url, address))
    assert reply.ok
    assert reply.headers["content-type"].startswith("image/")
    box = pieces.first.bounding_box()
    assert box
    assert box["width"] > 20
    assert box["height"] > 8
