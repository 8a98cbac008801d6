"""Logging in and out."""

from __future__ import annotations

import time

import pytest
from flask import Flask

from archive.folder import DataFolder
from archive.staff import accounts, passwords
from archive.staff.values import Role
from tests.webapp.desk.conftest import Clock
from tests.webapp.desk.people import NAMES, PASSWORD, Archivist, sits_down
from webapp.desk import create_desk

REVIEWER = NAMES[Role.REVIEWER]


def test_name_and_password_open_the_desk_where_somebody_wanted_to_go(stranger: Archivist) -> None:
    assert stranger.client.get("/account?x=1").headers["Location"] == "/login?next=/account?x%3D1"
    answer = stranger.logs_in(next="/account?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account?x=1")
    assert REVIEWER in stranger.sees("/account")


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "/\nx", "x", ""]
)
def test_nobody_is_led_away_from_the_desk(stranger: Archivist, next: str) -> None:
    assert stranger.logs_in(next=next).headers["Location"] == "/"


def test_a_wrong_password_a_name_that_is_not_there_and_a_disabled_account_are_told_alike(
    desk: Flask, folder: DataFolder
) -> None:
    accounts.set_enabled(folder, NAMES[Role.EDITOR], False)
    told = set()
    for name, password in ((REVIEWER, "不是这个密码"), ("无此人", PASSWORD), (NAMES[Role.EDITOR], PASSWORD)):
        answer = Archivist(desk.test_client(), name).logs_in(password)
        assert answer.status_code == 403
        assert "bohai-desk=" not in "".join(answer.headers.getlist("Set-Cookie"))
        told.add(answer.text.split("<form")[0])
    assert len(told) == 1


def test_it_takes_as_long_whether_there_is_an_account_or_not(
    desk: Flask, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_HASHER", passwords.PasswordHasher())
    accounts.set_password(folder, REVIEWER, PASSWORD)
    taken = {}
    for name in ("nobody at all", REVIEWER) * 2:
        archivist = Archivist(desk.test_client(), name)
        began = time.process_time()
        archivist.logs_in("不是这个密码")
        taken[name] = time.process_time() - began
    assert 0.4 < taken["nobody at all"] / taken[REVIEWER] < 2.5


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(stranger: Archivist) -> None:
    kept = [cookie for cookie in stranger.logs_in().headers.getlist("Set-Cookie") if cookie.startswith("bohai-desk=")]
    (cookie,) = kept
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_behind_https_cookies_never_go_over_an_open_line(desk: Flask) -> None:
    client = desk.test_client()
    secure = {"base_url": "https://desk.example", "headers": {"Referer": "https://desk.example/login"}}
    page = client.get("/login", **secure)
    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    given = {"csrf_token": token, "name": REVIEWER, "password": PASSWORD}
    answer = client.post("/login", data=given, **secure)
    assert answer.status_code == 303
    cookies = [*page.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert any(cookie.startswith("__Host-bohai-desk=") for cookie in cookies)
    assert all("Secure" in cookie for cookie in cookies)
    assert client.get("/", base_url="https://desk.example").status_code == 200
    assert client.get("/", base_url="http://desk.example").status_code == 303


def test_a_session_that_somebody_put_into_a_browser_is_replaced_at_login(stranger: Archivist) -> None:
    stranger.client.set_cookie("bohai-desk", "put there by somebody")
    stranger.logs_in()
    cookie = stranger.client.get_cookie("bohai-desk")
    assert cookie
    assert cookie.value != "put there by somebody"


def test_only_a_hash_of_the_token_is_stored(reviewer: Archivist, folder: DataFolder) -> None:
    cookie = reviewer.client.get_cookie("bohai-desk")
    assert cookie
    assert cookie.value.encode() not in folder.staff.read_bytes()


def test_logging_out_ends_the_session_itself(reviewer: Archivist) -> None:
    cookie = reviewer.client.get_cookie("bohai-desk")
    assert cookie
    assert reviewer.submits("/logout").status_code == 303
    reviewer.client.set_cookie("bohai-desk", cookie.value)
    assert reviewer.client.get("/").status_code == 303


def test_a_disabled_account_is_out_at_once_and_comes_back_only_by_logging_in(
    reviewer: Archivist, folder: DataFolder
) -> None:
    accounts.set_enabled(folder, REVIEWER, False)
    assert reviewer.asks("/token").status_code == 401
    accounts.set_enabled(folder, REVIEWER, True)
    assert reviewer.asks("/token").status_code == 401
    reviewer.logs_in()
    assert reviewer.asks("/token").status_code == 200


def test_another_role_holds_at_once(editor: Archivist, folder: DataFolder) -> None:
    assert editor.client.get("/accounts").status_code == 403
    accounts.set_role(folder, editor.name, Role.ADMINISTRATOR)
    assert editor.client.get("/accounts").status_code == 200
    accounts.set_role(folder, editor.name, Role.REVIEWER)
    assert editor.client.get("/accounts").status_code == 403


def test_guessing_is_slowed_and_the_right_password_waits_too(stranger: Archivist, clock: Clock) -> None:
    statuses = [stranger.logs_in("不是这个密码").status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    answer = stranger.logs_in()
    assert answer.status_code == 429
    assert "秒再试" in answer.text
    clock.now += int(answer.headers["Retry-After"])
    assert stranger.logs_in().status_code == 303


def test_one_who_guesses_from_elsewhere_does_not_keep_an_archivist_out(desk: Flask) -> None:
    elsewhere, here = desk.test_client(), desk.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    for _ in range(8):
        Archivist(elsewhere, REVIEWER).logs_in("不是这个密码")
    assert Archivist(here, REVIEWER).logs_in().status_code == 303


def test_a_page_that_stood_open_through_another_login_gets_a_new_token(reviewer: Archivist) -> None:
    old = reviewer.token()
    reviewer.submits("/logout")
    reviewer.logs_in()
    assert reviewer.client.post("/logout", data={"csrf_token": old}).status_code == 400
    token = reviewer.asks("/token").json["token"]  # type: ignore[index]
    assert reviewer.client.post("/logout", headers={"X-CSRFToken": token}).status_code == 303


def test_sessions_and_forms_outlive_a_desk_that_starts_again(folder: DataFolder, desk: Flask, clock: Clock) -> None:
    before = sits_down(desk, Role.REVIEWER)
    token = before.token()
    again = create_desk(folder, clock=clock).test_client()
    for name in ("bohai-desk", "bohai-desk-form"):
        cookie = before.client.get_cookie(name)
        assert cookie
        again.set_cookie(name, cookie.value)
    assert again.post("/logout", data={"csrf_token": token}).status_code == 303


def test_the_entrance_says_what_to_do_while_there_is_no_account(folder: DataFolder) -> None:
    folder.staff.unlink()
    assert "bohai users add" in create_desk(folder).test_client().get("/login").text


def test_health_is_told_to_anybody(stranger: Archivist) -> None:
    assert stranger.sees("/healthz") == "ok"
