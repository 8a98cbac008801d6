"""Accounts, as administrators and their owners change them at the desk."""

from __future__ import annotations

from flask import Flask

from archive.folder import DataFolder
from archive.staff import accounts
from archive.staff.values import Role
from tests.webapp.desk.people import NAMES, PASSWORD, Archivist

OTHER = "另起 炉灶 寒江 独钓 2"


def known(folder: DataFolder) -> dict[str, tuple[Role, bool]]:
    return {account.name: (account.role, account.enabled) for account in accounts.accounts(folder)}


def test_an_administrator_adds_an_account_that_can_log_in(administrator: Archivist, desk: Flask) -> None:
    given = {"name": "孙  静", "role": "editor", "password": OTHER, "again": OTHER}
    assert administrator.submits("/accounts", **given).headers["Location"].endswith("done=added")
    newcomer = Archivist(desk.test_client(), "孙 静")
    assert newcomer.logs_in(OTHER).status_code == 303
    page = administrator.sees("/accounts")
    assert "孙 静" in page
    assert "新建账户，编辑员" in page


def test_what_cannot_be_is_told_in_chinese_and_what_was_typed_stays(
    administrator: Archivist, folder: DataFolder
) -> None:
    before = known(folder)
    for name, password, again, told in (
        ("周敏", OTHER, OTHER, "已经有这个名字的账户"),
        ("孙静", "短", "短", "不足 10 个字符"),
        ("孙静", "password12345", "password12345", "容易被猜到"),
        ("孙静", OTHER, OTHER + "x", "不一样"),
        (" ", OTHER, OTHER, "请写明姓名"),
        ("孙" * 41, OTHER, OTHER, "超过了 40 字"),
    ):
        answer = administrator.submits("/accounts", name=name, role="editor", password=password, again=again)
        assert answer.status_code == 422
        assert told in answer.text
        assert f'value="{name}"' in answer.text
    assert known(folder) == before


def test_an_administrator_changes_role_password_and_whether_an_account_is_let_in(
    administrator: Archivist, editor: Archivist, folder: DataFolder
) -> None:
    administrator.submits("/accounts/role", name=editor.name, role="reviewer")
    assert known(folder)[editor.name] == (Role.REVIEWER, True)
    administrator.submits("/accounts/disable", name=editor.name)
    assert known(folder)[editor.name] == (Role.REVIEWER, False)
    administrator.submits("/accounts/enable", name=editor.name)
    administrator.submits("/accounts/password", name=editor.name, password=OTHER, again=OTHER)
    assert editor.logs_in(PASSWORD).status_code == 403
    assert editor.logs_in(OTHER).status_code == 303
    history = administrator.sees("/accounts")
    assert [word in history for word in ("改为核对员", "停用", "恢复", "换了密码")] == [True] * 4


def test_nobody_takes_their_own_rights_away(administrator: Archivist, folder: DataFolder) -> None:
    for address in ("/accounts/disable", "/accounts/role"):
        answer = administrator.submits(address, name=administrator.name, role="reviewer")
        assert answer.status_code == 422
        assert "不能更改自己的权限" in answer.text
    assert known(folder)[NAMES[Role.ADMINISTRATOR]] == (Role.ADMINISTRATOR, True)


def test_an_account_that_is_not_there_is_told(administrator: Archivist) -> None:
    assert administrator.submits("/accounts/disable", name="无此人").status_code == 404


def test_everybody_changes_their_own_password_and_other_sessions_end(reviewer: Archivist, desk: Flask) -> None:
    elsewhere = Archivist(desk.test_client(), reviewer.name)
    elsewhere.logs_in()
    given = {"present": PASSWORD, "new": OTHER, "again": OTHER}
    assert reviewer.submits("/account/password", **given).status_code == 303
    assert reviewer.client.get("/").status_code == 200
    assert elsewhere.client.get("/").status_code == 303
    assert elsewhere.logs_in(OTHER).status_code == 303


def test_whoever_does_not_know_the_present_password_sets_no_other_and_may_not_guess(reviewer: Archivist) -> None:
    given = {"present": "不是这个密码", "new": OTHER, "again": OTHER}
    statuses = [reviewer.submits("/account/password", **given).status_code for _ in range(6)]
    assert statuses == [403] * 5 + [429]
    weak = {"present": PASSWORD, "new": "1234567890", "again": "1234567890"}
    assert reviewer.submits("/account/password", **weak).status_code == 429


def test_a_weak_password_is_not_taken(reviewer: Archivist) -> None:
    answer = reviewer.submits("/account/password", present=PASSWORD, new="1234567890", again="1234567890")
    assert answer.status_code == 422
    assert "容易被猜到" in answer.text


def test_a_name_that_is_markup_is_shown_as_words(administrator: Archivist) -> None:
    administrator.submits("/accounts", name="<b>x</b>", role="reviewer", password=OTHER, again=OTHER)
    assert "&lt;b&gt;x&lt;/b&gt;" in administrator.client.get("/accounts").text
