"""Somebody links two entries with the keyboard alone, and undoes it."""

from __future__ import annotations

from flask import Flask
from playwright.sync_api import Browser, expect

from archive.folder import DataFolder
from tests.webapp.desk.linking.conftest import Pairs
from tests.webapp.desk.linking.test_linking import person_of
from tests.webapp.desk.sitting import at_the_desk


def test_two_entries_are_linked_with_one_key_and_parted_again(
    desk: Flask, browser: Browser, pairs: Pairs, folder: DataFolder
) -> None:
    with at_the_desk(desk, browser) as page:
        page.keyboard.press("g")
        page.keyboard.press("l")
        expect(page.locator("h1")).to_have_text("同一人")
        page.goto(f"/linking/pair/{pairs.wang}/{pairs.wang_again}")
        page.keyboard.press("y")
        expect(page.locator(".toast", has_text="已关联为同一人")).to_be_visible()
        assert person_of(folder, pairs.wang_again) == pairs.wang
        page.get_by_role("button", name="撤销").click()
        expect(page.locator("h1")).to_contain_text("是不是同一人")
        expect(page.locator("#status")).to_have_text("已保存")
        assert person_of(folder, pairs.wang_again) == pairs.wang_again


def test_whoever_types_a_reason_decides_nothing_by_it(desk: Flask, browser: Browser, pairs: Pairs) -> None:
    with at_the_desk(desk, browser) as page:
        page.goto(f"/linking/pair/{pairs.wang}/{pairs.wang_again}")
        page.fill('[name="why"]', "")
        page.type('[name="why"]', "yn 年龄不合")
        expect(page.locator(".toast")).to_have_count(0)
        page.get_by_role("button", name="不是同一人").click()
        expect(page.locator(".toast", has_text="已记下不是同一人")).to_be_visible()
        page.goto("/linking/decided")
        expect(page.locator("body")).to_contain_text("yn 年龄不合")
        page.get_by_role("button", name="收回").click()
        expect(page.locator("#apart + *")).to_have_text("还没有。")


def test_the_notice_tells_who_decided_first(desk: Flask, browser: Browser, pairs: Pairs, folder: DataFolder) -> None:
    with at_the_desk(desk, browser) as page:
        page.goto(f"/linking/pair/{pairs.wang}/{pairs.wang_again}")
        other = page.context.new_page()
        other.goto(f"/linking/pair/{pairs.stranger}/{pairs.wang_again}")
        page.keyboard.press("y")
        expect(page.locator(".toast")).to_be_visible()
        other.keyboard.press("y")
        expect(other.locator(".toast.wrong")).to_contain_text("李梅")
        assert person_of(folder, pairs.stranger) == pairs.stranger
