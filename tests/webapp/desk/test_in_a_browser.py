"""The desk's manners, as a browser with a keyboard sees them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Blueprint, request
from playwright.sync_api import Browser, Page, expect

from archive.folder import DataFolder
from archive.staff import accounts
from archive.staff.values import Role
from tests.patience import MILLISECONDS
from tests.webapp.desk.people import NAMES, PASSWORD
from tests.webapp.served import served
from webapp.desk import app as desk_app
from webapp.desk import create_desk
from webapp.desk.access import needs
from webapp.desk.app import SUBJECTS, Subject
from webapp.desk.refusals import refusal

REVIEWER = NAMES[Role.REVIEWER]


def trial() -> Blueprint:
    """A subject as any other: it takes what it is sent, once, and then says that somebody else was sooner."""
    blueprint = Blueprint("trial", __name__)
    taken: list[object] = []

    @blueprint.post("/trial")
    @needs(Role.REVIEWER)
    def take() -> Any:
        if taken:
            return refusal(409, stands=taken[-1])
        taken.append(request.json)
        return {"taken": request.json}

    @blueprint.post("/trial/fails")
    @needs(Role.REVIEWER)
    def fail() -> Any:
        raise ZeroDivisionError

    return blueprint


@pytest.fixture
def address(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a desk with a subject more, served as `bohai desk` does."""
    monkeypatch.setattr(desk_app, "SUBJECTS", (*SUBJECTS, Subject(trial())))
    with served(create_desk(folder)) as address:
        yield address


@dataclass
class Seat:
    """A browser at the desk, and all that went wrong in it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "console", lambda said: self.complaints.append(said.text) if "Content Security" in said.text else None
        )

    def sits_down(self, name: str = REVIEWER, at: str = "/") -> None:
        """Log in with the keyboard alone."""
        self.page.goto(f"{self.address}{at}")
        expect(self.page.get_by_label("姓名")).to_be_focused()
        self.page.keyboard.type(name)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{self.address}{at}")

    def runs(self, script: str) -> Any:
        """What comes of a script that has the desk's module as `desk`."""
        return self.page.evaluate(f"import('/static/desk/desk.js').then(async (desk) => {{ {script} }})")


@pytest.fixture
def seat(browser: Browser, address: str) -> Iterator[Seat]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(MILLISECONDS)
    seat = Seat(context.new_page(), address)
    yield seat
    context.close()
    assert seat.complaints == []


def test_one_logs_in_goes_about_and_logs_out_with_the_keyboard_alone(seat: Seat) -> None:
    page = seat.page
    seat.sits_down(NAMES[Role.ADMINISTRATOR])
    expect(page.get_by_role("heading", name="概况")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="账户", exact=True)).to_be_visible()
    page.get_by_role("button", name="退出").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()


def test_the_first_tab_leads_to_the_content(seat: Seat) -> None:
    seat.sits_down()
    seat.page.keyboard.press("Tab")
    expect(seat.page.get_by_text("跳到正文")).to_be_focused()
    seat.page.keyboard.press("Enter")
    expect(seat.page.locator("#content")).to_be_focused()


def test_a_question_mark_shows_the_keys_of_the_page_and_escape_closes(seat: Seat) -> None:
    page = seat.page
    seat.sits_down()
    seat.runs(
        "window.pressed = 0; desk.keys('试用', [{ key: 'x', words: '试一试', press: () => { window.pressed++; } }])"
    )
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="快捷键")).to_contain_text("试一试")
    page.keyboard.press("x")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("x")
    assert page.evaluate("window.pressed") == 1


def test_who_types_sees_the_keys_of_the_page_too_and_help_is_one_step_on(seat: Seat) -> None:
    page = seat.page
    seat.sits_down(at="/account")
    page.get_by_label("现在的密码").focus()
    page.keyboard.press("F1")
    dialog = page.get_by_role("dialog", name="快捷键")
    expect(dialog.locator("dt", has_text="F1")).to_have_text("? / F1")
    dialog.get_by_role("link", name="怎样做，看帮助").press("Enter")
    expect(page.get_by_role("heading", name="登录与账户")).to_be_visible()


def test_keys_are_letters_again_while_somebody_types(seat: Seat) -> None:
    page = seat.page
    seat.sits_down(at="/account")
    page.get_by_label("现在的密码").focus()
    page.keyboard.type("?gd")
    expect(page.get_by_label("现在的密码")).to_have_value("?gd")
    assert page.url.endswith("/account")


def test_a_decision_is_kept_without_a_new_page_and_the_line_below_says_so(seat: Seat) -> None:
    seat.sits_down()
    told = seat.runs("window.same = true; return desk.save('/trial', { text: '王德胜' })")
    assert told == {"taken": {"text": "王德胜"}}
    expect(seat.page.get_by_role("status")).to_have_text("已保存")
    assert seat.page.evaluate("window.same")


def test_who_comes_second_is_told_what_the_first_decided(seat: Seat) -> None:
    seat.sits_down()
    told = seat.runs(
        "await desk.save('/trial', 1);"
        "return desk.save('/trial', 2).catch((refusal) => [refusal.status, refusal.told.stands, refusal.message])"
    )
    assert told[:2] == [409, 1]
    assert "别人已经先作了决定" in told[2]
    expect(seat.page.locator("#status")).to_have_text("没有保存")


def test_a_notice_offers_to_undo_and_goes(seat: Seat) -> None:
    page = seat.page
    seat.sits_down()
    seat.runs("desk.toast('已改为王德胜', { undo: () => { window.undone = true; } })")
    page.get_by_role("button", name="撤销").click()
    assert page.evaluate("window.undone")
    expect(page.get_by_text("已改为王德胜")).to_have_count(0)


def test_a_session_that_ended_is_told_and_the_work_goes_on_after_logging_in_elsewhere(
    seat: Seat, folder: DataFolder
) -> None:
    page = seat.page
    seat.sits_down()
    accounts.set_enabled(folder, REVIEWER, False)
    accounts.set_enabled(folder, REVIEWER, True)
    assert seat.runs("return desk.save('/trial', 1).catch((refusal) => refusal.status)") == 401
    expect(page.get_by_role("alert")).to_contain_text("登录已失效，没有保存")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="去登录").click()
    other = Seat(opened.value, seat.address)
    other.page.get_by_label("姓名").fill(REVIEWER)
    other.page.get_by_label("密码").fill(PASSWORD)
    other.page.keyboard.press("Enter")
    expect(other.page.get_by_role("heading", name="概况")).to_be_visible()
    assert seat.runs("return desk.save('/trial', 1)") == {"taken": 1}


def test_a_failure_and_a_line_that_is_down_are_told_and_nothing_is_lost(seat: Seat) -> None:
    seat.sits_down()
    assert seat.runs("return desk.save('/trial/fails', 1).catch((refusal) => refusal.status)") == 500
    expect(seat.page.get_by_role("alert").last).to_contain_text("没有保存一半的内容")
    seat.page.context.set_offline(True)
    assert seat.runs("return desk.save('/trial', 1).catch((refusal) => refusal.status)") == 0
    expect(seat.page.get_by_role("alert").last).to_contain_text("连不上工作台")
    seat.page.context.set_offline(False)
    assert seat.runs("return desk.save('/trial', 1)") == {"taken": 1}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, address: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 780}, color_scheme=scheme)
    seat = Seat(context.new_page(), address)
    seat.sits_down(NAMES[Role.ADMINISTRATOR])
    for place in ("/", "/accounts", "/account", "/open/ledgers", "/nowhere"):
        seat.page.goto(f"{address}{place}")
        wide = seat.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, place
    context.close()


def test_a_link_from_elsewhere_finds_whoever_is_logged_in(seat: Seat) -> None:
    seat.sits_down()
    elsewhere = seat.address.replace("127.0.0.1", "localhost")
    seat.page.goto(f"{elsewhere}/login")
    seat.page.evaluate(f"location.href = '{seat.address}/account'")
    expect(seat.page.get_by_role("heading", name="我的账户")).to_be_visible()
