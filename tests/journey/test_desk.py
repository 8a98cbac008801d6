"""The first day of a new archivist: from an account to what the public finds of the work."""

from __future__ import annotations

import json
import re
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.folder import DataFolder
from tests.journey.steps import command, environment, exported
from tests.patience import MILLISECONDS, SECONDS
from tests.webapp.conftest import browser
from tests.webapp.desk.review.test_in_a_browser import kept, ready, settle_one
from tests.webapp.desk.specimen import DOUBTED, Specimen, build

__all__ = ["browser"]
NAME, PASSWORD = "林溪", "七里堡 灯火 访雪夜归 舟"
DOUBTS = 50


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Specimen:
    return build(DataFolder(tmp_path_factory.mktemp("first-day") / "data"))


@contextmanager
def running(data: Path, service: str) -> Iterator[str]:
    """The address that `bohai desk` or `bohai serve` prints, while it runs."""
    with subprocess.Popen(  # noqa: S603 - our own command
        command(data, service, "--port", "0"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(),
    ) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip().rstrip("/")
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def worked(specimen: Specimen, browser: Browser) -> tuple[str, str]:
    """The day itself, with the keyboard alone; the ids of the two entries that were linked."""
    data = specimen.folder.root
    subprocess.run(  # noqa: S603 - our own command
        command(data, "users", "add", NAME, "--role", "editor", "--password-stdin"),
        input=f"{PASSWORD}\n",
        text=True,
        check=True,
        env=environment(),
    )
    with running(data, "desk") as address:
        context = browser.new_context(viewport={"width": 1366, "height": 850}, locale="zh-CN", base_url=address)
        context.set_default_timeout(MILLISECONDS)
        page = context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        logs_in(page)
        settles_doubts(page)
        adds_the_missed_row(page, specimen)
        linked = links_two_entries(page)
        logs_out(page)
        context.close()
    assert wrong == []
    return linked


def presses(page: Page, *keys: str) -> None:
    page.wait_for_load_state()  # keys count once the scripts are there
    for key in keys:
        page.keyboard.press(key)


def logs_in(page: Page) -> None:
    page.goto("/login")
    expect(page.get_by_label("姓名")).to_be_focused()
    page.keyboard.type(NAME)
    presses(page, "Tab")
    page.keyboard.type(PASSWORD)
    presses(page, "Enter")
    expect(page.locator("h1")).to_have_text("概况")


def settles_doubts(page: Page) -> None:
    """Fifty doubts one after another; the last is taken back."""
    presses(page, "g", "r")
    page.get_by_role("link", name="逐页核对").press("Enter")
    ready(page)
    looks_at_the_keys(page)
    for number in range(DOUBTS):
        settle_one(page, number)
    kept(page)
    presses(page, "Control+z")
    expect(page.locator("#status")).to_have_text("已撤销")


def looks_at_the_keys(page: Page) -> None:
    """In the middle of work, and is back in the field where it stopped."""
    presses(page, "F1")
    expect(page.get_by_role("dialog", name="快捷键")).to_contain_text("选用另一读法")
    presses(page, "Escape")
    expect(page.locator("#editor-text")).to_be_focused()


def adds_the_missed_row(page: Page, specimen: Specimen) -> None:
    page.get_by_role("navigation", name="工作台").get_by_role("link", name="行与账").press("Enter")
    page.get_by_role("link", name="临邑/0012.png").press("Enter")
    page.wait_for_selector(".lines li")
    presses(page, "End", "a")
    page.keyboard.type(specimen.names[-1])
    presses(page, "Enter")
    expect(page.locator(".past li").first).to_contain_text(f"补录一条：{specimen.names[-1]}")


def links_two_entries(page: Page) -> tuple[str, str]:
    presses(page, "g", "l")
    page.get_by_role("link", name="从第一对看起").press("Enter")
    pair = page.locator("[data-one]")
    one, other = (pair.get_attribute(f"data-{which}") or "" for which in ("one", "other"))
    presses(page, "y")
    expect(page.locator(".toast")).to_contain_text("已关联为同一人")
    return one, other


def logs_out(page: Page) -> None:
    page.get_by_role("button", name="退出").press("Enter")
    expect(page.locator("h1")).to_have_text("登录")
    page.goto("/review/")
    expect(page.locator("h1")).to_have_text("登录")


def people(specimen: Specimen, place: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(specimen.folder.root, place / "people.jsonl").splitlines()]


def test_what_was_decided_is_in_the_export(specimen: Specimen, worked: tuple[str, str], tmp_path: Path) -> None:
    told = people(specimen, tmp_path)
    statuses = [field["status"] for person in told for name, field in person["fields"].items() if name in DOUBTED]
    added = [person for person in told if person["fields"]["name"]["text"] == specimen.names[-1]]
    assert statuses.count("verified") == DOUBTS - 1 + 1, "the fiftieth was taken back, the row's name was typed"
    assert {person["scan"] for person in added} == {"临邑/0012.png", "渤海/0003.png"}
    names = [person["fields"]["name"]["text"] for person in told]
    assert "王德□" in names, "what was typed stands"
    bearers = {person["id"]: person["person"] for person in told}
    assert bearers[worked[0]] == bearers[worked[1]]
    assert len(set(bearers.values())) == len(bearers) - 1, "nobody else is linked"


def test_what_was_decided_is_found_on_the_public_site(
    specimen: Specimen, worked: tuple[str, str], tmp_path: Path
) -> None:
    told = {person["id"]: person for person in people(specimen, tmp_path)}
    with running(specimen.folder.root, "serve") as site:

        def read(address: str) -> str:
            with urllib.request.urlopen(f"{site}{address}", timeout=SECONDS) as answer:  # noqa: S310 - our own site
                return re.sub(r"\s+", " ", answer.read().decode())

        found = read(f"/search?q={quote(specimen.names[-1])}")
        added = next(id for id, one in told.items() if "-a" in id and one["scan"] == "临邑/0012.png")
        assert f"/martyrs/{added}" in found, "the row that the machine missed"
        person = read(f"/martyrs/{told[worked[0]]['person']}")
        assert "临邑县革命烈士英名录" in person
        assert "渤海区烈士名册" in person, "both entries are told of on one page"
        settled = next(id for id, one in told.items() if one["fields"]["name"]["text"] == "王德□")
        assert "王德□" in read(f"/martyrs/{told[settled]['person']}")
