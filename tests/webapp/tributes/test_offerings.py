from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from archive.folder import DataFolder
from archive.tributes.limits import OFFERINGS
from tests.archive.tributes.visiting import QINGMING
from tests.webapp.small_archive import SmallArchive
from tests.webapp.tributes.conftest import Someone
from webapp import create_app, create_public_site

SetClock = Callable[[datetime], None]


def cookie(answer: TestResponse) -> str:
    (found,) = answer.headers.getlist("Set-Cookie")
    return str(found)


def test_a_flower_is_seen_at_the_persons_name(someone: Someone, at: SetClock) -> None:
    assert "有人献花" not in someone.sees()
    answer = someone.sends("flower")
    assert answer.status_code == 303
    assert answer.location == f"/martyrs/{someone.id}?done=flower#remembrance"
    page = someone.sees(answer.location)
    assert "您的花已经献上。" in page
    assert "今天有人献花。" in page
    assert "点烛。" not in page


def test_thanks_are_said_once_and_only_to_who_gave(site: Flask, small: SmallArchive, someone: Someone) -> None:
    other = Someone(site.test_client(), small.id(1))
    for language, offering, words in (
        ("", "flower", "您的花已经献上。"),
        ("/en", "candle", "Your candle has been lit."),
    ):
        location = someone.sends(f"{language}/martyrs/{someone.id}/{offering}").location
        passed_on = other.client.get(location)
        assert (passed_on.status_code, passed_on.location) == (302, f"{language}/martyrs/{someone.id}")
        assert words in someone.sees(location)
        again = someone.client.get(location)
        assert (again.status_code, again.location) == (302, f"{language}/martyrs/{someone.id}")
        assert words not in someone.sees(again.location)


def test_thanks_for_one_person_are_not_said_on_the_page_of_another(someone: Someone, small: SmallArchive) -> None:
    someone.sends("flower")
    assert someone.client.get(f"/martyrs/{small.id(2)}?done=flower").status_code == 302
    for what in ("flower-again", "nothing", "", "kin"):
        someone.sends("candle")
        assert someone.client.get(f"/martyrs/{someone.id}?done={what}").status_code == 302


def test_the_second_flower_of_a_day_is_kindly_refused(someone: Someone, at: SetClock) -> None:
    someone.sends("flower")
    again = someone.sends("flower")
    assert "明天可以再来" in someone.sees(again.location)
    at(QINGMING + timedelta(days=1))
    assert again.location != someone.sends("flower").location


def test_of_earlier_flowers_the_last_day_is_told_and_no_number(
    site: Flask, small: SmallArchive, someone: Someone, at: SetClock
) -> None:
    for _ in range(3):
        Someone(site.test_client(), small.id(1)).sends("flower")
    at(QINGMING + timedelta(days=2))
    page = someone.sees()
    assert "最近一次献花：2026年4月5日。" in page
    section = re.sub(r"<[^>]*>", "", page[page.index('id="remembrance"') : page.index('<section class="sharing"')])
    assert re.findall(r"\d+", section) == ["2026", "4", "5"]


def test_a_candle_is_beside_the_flower(someone: Someone, at: SetClock) -> None:
    someone.sends("flower")
    someone.sends("candle")
    assert "今天有人点烛。" in someone.sees()


def test_the_page_of_a_person_sets_no_cookie_and_is_the_same_for_all(someone: Someone) -> None:
    answer = someone.client.get(f"/martyrs/{someone.id}")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    again = someone.client.get(f"/martyrs/{someone.id}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_the_cookie_is_for_this_site_alone_and_short_lived(someone: Someone) -> None:
    address = f"/martyrs/{someone.id}/remembrance"
    open_line = cookie(someone.client.get(address))
    assert "HttpOnly" in open_line
    assert "SameSite=Lax" in open_line
    assert "Secure" not in open_line


def test_over_https_the_cookie_is_secure(site: Flask, someone: Someone) -> None:
    address = f"/martyrs/{someone.id}/remembrance"
    assert "Secure" in cookie(site.test_client().get(address, base_url="https://roll.example"))


@pytest.mark.parametrize("given", [{}, {"csrf_token": "forged"}])
def test_a_forged_form_is_refused_and_lays_nothing(someone: Someone, given: dict[str, str]) -> None:
    someone.token()
    answer = someone.client.post(f"/martyrs/{someone.id}/flower", data=given)
    assert answer.status_code == 400
    assert "这张表单没有收下" in answer.text
    assert "献花。" not in someone.sees()


def test_the_token_of_one_visitor_does_not_serve_another(site: Flask, someone: Someone) -> None:
    other = Someone(site.test_client(), someone.id)
    other.token()
    answer = other.client.post(f"/martyrs/{someone.id}/flower", data={"csrf_token": someone.token()})
    assert answer.status_code == 400


def test_a_form_does_not_serve_without_a_cookie(site: Flask, someone: Someone) -> None:
    answer = site.test_client().post(f"/martyrs/{someone.id}/flower", data={"csrf_token": someone.token()})
    assert answer.status_code == 400


def test_who_comes_too_often_is_asked_to_come_later(someone: Someone, small: SmallArchive, at: SetClock) -> None:
    given = {"csrf_token": someone.token()}
    for number in range(OFFERINGS.visitor):
        someone.client.post(f"/martyrs/{small.id(1 + number % 25)}/flower", data=given)
    answer = someone.client.post(f"/martyrs/{someone.id}/candle", data=given)
    assert answer.status_code == 429
    assert "过一个小时" in answer.text
    assert "点烛。" not in someone.sees()


def test_two_sites_over_one_folder_keep_one_rule(folder: DataFolder, someone: Someone) -> None:
    someone.sends("flower")
    other = create_public_site(folder).test_client()
    session = someone.client.get_cookie("bohai")
    assert session
    other.set_cookie("bohai", session.value)
    assert other.post(f"/martyrs/{someone.id}/flower", data={"csrf_token": someone.token()}).location.endswith(
        "done=flower-again#remembrance"
    )


def test_a_flower_for_nobody_is_not_laid(someone: Someone) -> None:
    assert someone.sends("/martyrs/nobody/flower").status_code == 404
    assert someone.sends("wreath").status_code in (404, 405)


def test_a_site_that_is_not_asked_to_remember_registers_nothing_that_writes(small: SmallArchive) -> None:
    app = create_app(small.folder)
    assert all(rule.methods and rule.methods <= {"GET", "HEAD", "OPTIONS"} for rule in app.url_map.iter_rules())
    page = app.test_client().get(f"/martyrs/{small.id(1)}").text
    assert "献花" not in page
    assert "canonical" not in page
