"""An editor adds a missed row, takes out a phantom and puts it back, and settles a ledger, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from archive.folder import DataFolder
from archive.staff.values import Role
from archive.store import ArchiveReader
from tests.webapp.desk.people import NAMES
from tests.webapp.desk.sitting import seated
from tests.webapp.served import served
from tests.webapp.small_archive import SmallArchive


@pytest.fixture
def address(desk: Flask) -> Iterator[str]:
    with served(desk) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The editor's screen."""
    with seated(browser, address, NAMES[Role.EDITOR]) as sitting:
        yield sitting.page


def opens(page: Page, address: str, sha256: str) -> None:
    page.goto(f"{address}/structure/{sha256}/1")
    page.wait_for_selector(".lines li")


def names(folder: DataFolder, sha256: str) -> list[str]:
    with ArchiveReader.open(folder) as archive:
        return [one.entry.keyed()["name"].text for one in archive.entries_on(sha256, 1)][:4]


def presses(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_missed_row_is_added_and_taken_back(
    page: Page, address: str, small: SmallArchive, folder: DataFolder
) -> None:
    opens(page, address, small.upright)
    presses(page, "Home", "a")
    page.keyboard.type("赵六")
    page.keyboard.press("Tab")
    page.keyboard.type("男")
    page.keyboard.press("Enter")
    expect(page.locator(".past li").first).to_contain_text("补录一条：赵六")
    expect(page.locator(".lines [aria-selected=true]")).to_contain_text("赵六")
    assert names(folder, small.upright)[:3] == ["王德勝", "赵六", "李□成"]
    page.keyboard.press("u")
    expect(page.locator(".past .back")).to_contain_text("赵六")
    assert names(folder, small.upright)[:2] == ["王德勝", "李□成"]


def test_a_row_is_framed_with_the_mouse(page: Page, address: str, small: SmallArchive, folder: DataFolder) -> None:
    opens(page, address, small.upright)
    picture = page.locator(".view svg")
    box = picture.bounding_box()
    assert box
    scale = box["width"] / 2600
    page.keyboard.press("f")
    page.mouse.move(box["x"] + 60 * scale, box["y"] + 143 * scale)
    page.mouse.down()
    page.mouse.move(box["x"] + 1800 * scale, box["y"] + 158 * scale, steps=4)
    page.mouse.up()
    page.keyboard.type("钱七")
    presses(page, "Alt+ArrowDown", "Enter")
    expect(page.locator(".past li").first).to_contain_text("补录一条：钱七")
    assert names(folder, small.upright)[:3] == ["王德勝", "钱七", "李□成"]


def test_a_phantom_is_taken_out_and_put_back(page: Page, address: str, small: SmallArchive, folder: DataFolder) -> None:
    opens(page, address, small.upright)
    presses(page, "Home", "ArrowDown", "d")
    page.keyboard.type("是印章")
    page.keyboard.press("Enter")
    expect(page.locator(".past li").first).to_contain_text("是印章")
    expect(page.locator(".lines .removed")).to_contain_text("不是条目")
    assert names(folder, small.upright)[1] == "<script>alert(1)</script>"
    page.get_by_role("button", name="撤销").first.click()
    expect(page.locator(".lines .removed")).to_have_count(0)
    assert names(folder, small.upright)[1] == "李□成"


def test_a_ledger_is_settled(page: Page, address: str, small: SmallArchive, folder: DataFolder) -> None:
    page.goto(f"{address}/structure/")
    page.get_by_role("link", name="散页.jpg").click()
    page.wait_for_selector(".lines li")
    expect(page.locator(".points")).to_contain_text("1 of 2")
    page.keyboard.press("l")
    page.keyboard.type("另一人在下一页")
    page.keyboard.press("Enter")
    expect(page.locator(".points")).to_be_hidden()
    with ArchiveReader.open(folder) as archive:
        assert archive.counts().ledgers_open == 0


def test_a_line_is_cut_in_two_and_its_halves_are_joined(
    page: Page, address: str, small: SmallArchive, folder: DataFolder
) -> None:
    opens(page, address, small.upright)
    presses(page, "Home", "s")
    page.fill("#first-name", "王德")
    page.fill("#rest-name", "勝某")
    page.keyboard.press("Enter")
    expect(page.locator(".past li").first).to_contain_text("拆出一条")
    assert names(folder, small.upright)[:3] == ["王德", "勝某", "李□成"]
    presses(page, "Home", "m")
    page.fill("#whole-name", "王德勝")
    page.keyboard.press("Enter")
    expect(page.locator(".past li").first).to_contain_text("合并两条")
    assert names(folder, small.upright)[:2] == ["王德勝", "李□成"]


def test_two_people_on_one_page_do_not_overwrite_each_other(
    page: Page, browser: Browser, address: str, small: SmallArchive, folder: DataFolder
) -> None:
    opens(page, address, small.upright)
    with seated(browser, address, NAMES[Role.ADMINISTRATOR]) as other:
        opens(other.page, address, small.upright)
        presses(page, "Home", "ArrowDown", "d")
        page.keyboard.type("是印章")
        page.keyboard.press("Enter")
        expect(page.locator(".past li").first).to_contain_text("是印章")
        presses(other.page, "Home", "a")
        other.page.keyboard.type("赵六")
        other.page.keyboard.press("Enter")
        expect(other.page.locator(".toast.wrong")).to_contain_text("李梅 刚刚改动了这一页：核定为非条目")
        expect(other.page.locator("#new-name")).to_have_value("赵六")  # what was typed is not lost
        other.page.locator("#new-name").press("Enter")
        expect(other.page.locator(".past li").first).to_contain_text("补录一条：赵六")
    assert names(folder, small.upright)[:3] == ["王德勝", "赵六", "<script>alert(1)</script>"]


def test_a_line_is_marked_as_a_heading_with_its_print_put_right(
    page: Page, address: str, small: SmallArchive, folder: DataFolder
) -> None:
    opens(page, address, small.upright)
    presses(page, "Home", "t")
    page.select_option("#kind", "group_heading")
    page.fill("#text", "石庙镇")
    page.keyboard.press("Enter")
    expect(page.locator(".lines .group_heading")).to_contain_text("石庙镇")
    expect(page.locator(".past li").first).to_contain_text("标为分组标题：石庙镇")
    with ArchiveReader.open(folder) as archive:
        places = [one.entry.keyed().get("native_place") for one in archive.entries_on(small.upright, 1)]
    assert [place.value for place in places if place] == ["石庙镇大李庄"]


def test_a_column_is_said_to_mean_another_field(
    page: Page, address: str, small: SmallArchive, folder: DataFolder
) -> None:
    def remarks() -> list[str]:
        with ArchiveReader.open(folder) as archive:
            found = [one.entry.reading("remarks") for one in archive.entries_on(small.upright, 1)]
        return [reading.text for reading in found if reading]

    assert "一九四七年三月" not in remarks()
    opens(page, address, small.upright)
    page.keyboard.press("c")
    page.select_option("#which", page.locator("#which option", has_text="牺牲时间").get_attribute("value"))
    page.select_option("#becomes", "remarks")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".past li").first).to_contain_text("备注")
    assert "一九四七年三月" in remarks()


def test_the_picture_is_made_larger_and_whole_again(page: Page, address: str, small: SmallArchive) -> None:
    opens(page, address, small.upright)
    picture = page.locator(".view svg")
    whole = picture.bounding_box()
    page.keyboard.press("=")
    larger = picture.bounding_box()
    page.keyboard.press("0")
    again = picture.bounding_box()
    assert whole
    assert larger
    assert again
    assert larger["width"] == pytest.approx(1.4 * whole["width"], abs=1)
    assert again["width"] == whole["width"]


def test_a_decision_that_is_given_up_leaves_no_form_and_no_frame(
    page: Page, address: str, small: SmallArchive, folder: DataFolder
) -> None:
    opens(page, address, small.upright)
    before = names(folder, small.upright)
    presses(page, "Home", "s")
    expect(page.locator(".view rect.frame")).to_have_count(2)
    at = page.locator(".view rect.rest").get_attribute("y")
    presses(page, "Alt+b", "Alt+ArrowDown")
    expect(page.locator(".view rect.rest")).not_to_have_attribute("y", at or "")
    page.keyboard.press("Escape")
    expect(page.locator(".view rect.frame")).to_have_count(0)
    expect(page.locator(".form")).to_be_hidden()
    assert names(folder, small.upright) == before
