"""Every view of the desk asks who calls it, and refuses what did not come from its own pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from archive.folder import DataFolder
from archive.staff import accounts
from archive.staff.values import Role
from tests.webapp.desk.conftest import Clock
from tests.webapp.desk.people import NAMES, Archivist, sits_down
from webapp import create_app, create_public_site
from webapp.desk import create_desk
from webapp.desk.access import Desk, needs
from webapp.desk.app import SUBJECTS

OPEN = {"static", "entrance.log_in", "entrance.come_in", "entrance.healthz"}
"""All that somebody who has not logged in may call."""


def asked(app: Flask) -> Desk:
    desk: Desk = app.extensions["desk"]
    return desk


def address_of(app: Flask, rule: Rule) -> str:
    """An address that leads to a rule; whatever it names is not there."""
    values: dict[str, object] = {}
    for name in rule.arguments:
        kind = type(rule._converters[name]).__name__.lower()
        values[name] = 1 if "integer" in kind or "number" in kind else "x"
        if "any" in kind:
            values[name] = next(iter(rule._converters[name].items))  # type: ignore[attr-defined]
    with app.test_request_context():
        built = app.url_map.bind("localhost").build(rule.endpoint, values, method=next(iter(rule.methods or ["GET"])))
    return str(built)


def calls(app: Flask) -> Iterator[tuple[str, str, Role]]:
    """Method, address and role of every call that asks for one."""
    for rule in app.url_map.iter_rules():
        role = asked(app).roles[rule.endpoint]
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            if role is not None:
                yield method, address_of(app, rule), role


def test_every_view_says_who_may_call_it(desk: Flask) -> None:
    roles = asked(desk).roles
    assert set(roles) == set(desk.view_functions)
    assert {endpoint for endpoint, role in roles.items() if role is None} == OPEN


def test_a_desk_with_a_view_that_says_nothing_does_not_open(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.desk.access._MARK", "another mark")
    with pytest.raises(LookupError, match="does not say who may call it"):
        create_desk(folder)


def test_whoever_is_not_logged_in_is_sent_to_the_entrance_and_scripts_are_told(
    desk: Flask, stranger: Archivist
) -> None:
    for method, address, _ in calls(desk):
        answer = stranger.client.open(address, method=method)
        assert answer.status_code == 303, (method, address)
        assert answer.headers["Location"].startswith("/login")
        told = stranger.client.open(address, method=method, headers={"Accept": "application/json"})
        assert (told.status_code, told.json["code"]) == (401, "401"), (method, address)  # type: ignore[index]


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.EDITOR])
def test_whoever_may_less_is_refused(desk: Flask, role: Role) -> None:
    archivist = sits_down(desk, role)
    for method, address, wanted in calls(desk):
        if wanted > role:
            assert archivist.client.open(address, method=method).status_code == 403, (method, address)


def test_nothing_is_taken_without_the_token_of_a_page(desk: Flask, folder: DataFolder) -> None:
    before = folder.staff.read_bytes(), folder.database.read_bytes()
    administrator = sits_down(desk, Role.ADMINISTRATOR)
    began = folder.staff.read_bytes()
    for method, address, _ in [*calls(desk), ("POST", "/login", None)]:
        if method != "GET":
            answer = administrator.client.open(address, method=method, headers={"Accept": "application/json"})
            assert (answer.status_code, answer.json["code"]) == (400, "csrf"), (method, address)  # type: ignore[index]
    assert folder.staff.read_bytes() == began
    assert folder.database.read_bytes() == before[1]


def test_every_other_method_than_get_changes_something_and_post_is_the_only_one(desk: Flask) -> None:
    assert {method for method, _, _ in calls(desk)} == {"GET", "POST"}


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost:81"}]
    + [{"Sec-Fetch-Site": site} for site in ("cross-site", "same-site")],
    ids=str,
)
def test_what_another_page_sends_is_refused_even_with_a_token(
    administrator: Archivist, folder: DataFolder, headers: dict[str, str]
) -> None:
    given = {"csrf_token": administrator.token(), "name": NAMES[Role.EDITOR]}
    answer = administrator.client.post("/accounts/disable", data=given, headers=headers)
    assert answer.status_code == 403
    assert "不是从工作台的页面来的" in answer.text
    assert all(account.enabled for account in accounts.accounts(folder))


def test_a_token_of_somebody_else_is_no_token(desk: Flask, administrator: Archivist) -> None:
    other = sits_down(desk, Role.EDITOR)
    given = {"csrf_token": other.token(), "name": NAMES[Role.REVIEWER]}
    assert administrator.client.post("/accounts/disable", data=given).status_code == 400


def test_every_page_carries_the_headers_that_keep_others_out(stranger: Archivist, administrator: Archivist) -> None:
    for answer in (
        stranger.client.get("/login"),
        stranger.client.get("/"),
        administrator.client.get("/accounts"),
        administrator.client.get("/nowhere"),
        administrator.client.post("/logout"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<script>" not in answer.text
        assert "style=" not in answer.text


def test_pieces_of_paper_are_shown_to_archivists_alone_and_kept_by_no_other(
    desk: Flask, stranger: Archivist, reviewer: Archivist, small_id: str
) -> None:
    address = f"/pieces/{small_id}/name.jpg"
    assert stranger.client.get(address).status_code == 303
    answer = reviewer.client.get(address)
    assert answer.mimetype == "image/jpeg"
    assert answer.cache_control.private
    assert not answer.cache_control.public


def test_the_public_site_has_nothing_of_the_desk(folder: DataFolder) -> None:
    rooms = {subject.blueprint.name for subject in SUBJECTS}
    for site in (create_app(folder), create_public_site(folder)):
        assert not rooms & set(site.blueprints)
        assert site.test_client().get("/accounts").status_code == 404
        assert "desk" not in site.extensions


def test_marking_a_view_leaves_it_as_it_is() -> None:
    def view() -> str:
        return "seen"

    assert needs(Role.EDITOR)(view) is view


def test_the_menu_shows_only_where_a_role_leads(reviewer: Archivist, administrator: Archivist) -> None:
    assert 'href="/accounts"' not in reviewer.sees("/")
    assert 'href="/accounts"' in administrator.sees("/")


def test_a_session_that_was_idle_or_a_working_day_long_is_over(reviewer: Archivist, clock: Clock) -> None:
    for _ in range(7):
        clock.now += 1.9 * 3600
        last = reviewer.client.get("/").status_code
    assert last == 303
    reviewer.logs_in()
    clock.now += 1.9 * 3600
    assert reviewer.client.get("/").status_code == 200
    clock.now += 2.1 * 3600
    assert reviewer.client.get("/").status_code == 303
