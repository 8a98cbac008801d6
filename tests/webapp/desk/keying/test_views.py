"""Administrators open rounds; people key cells that they have not had before, and see what their part lets them see."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from archive.folder import DataFolder
from archive.records import Status
from archive.staff import accounts
from archive.staff.values import Role
from archive.store import ArchiveReader
from tests.webapp.desk.people import PASSWORD, Archivist
from tests.webapp.small_archive import SmallArchive

THIRD = "钱明"


@pytest.fixture
def third(desk: Flask, folder: DataFolder) -> Archivist:
    """One more reviewer."""
    accounts.add(folder, THIRD, Role.REVIEWER, PASSWORD)
    archivist = Archivist(desk.test_client(), THIRD)
    assert archivist.logs_in().status_code == 303
    return archivist


@pytest.fixture
def opened(administrator: Archivist) -> None:
    answer = administrator.submits("/keying/", on="/keying/", size="500", field=["name"], why="抽查")
    assert answer.status_code == 303


def task(who: Archivist, after: int = 0) -> dict[str, Any] | None:
    told: dict[str, Any] | None = who.asks(f"/keying/1/next?after={after}").get_json()["task"]
    return told


def keys(who: Archivist, given: dict[str, Any], text: str, status: int = 200, **more: object) -> dict[str, Any]:
    answer = who.sends(f"/keying/1/{given['number']}", {"part": given["part"], "text": text, **more})
    assert answer.status_code == status, answer.text
    told: dict[str, Any] = answer.get_json()
    return told


def wang(who: Archivist, small: SmallArchive) -> dict[str, Any]:
    """The cell of Wang Desheng's name, wherever chance put it."""
    after = 0
    while given := task(who, after):
        if small.id(1) in given["picture"].split("/"):
            return given
        after = given["number"]
    raise AssertionError


def test_a_second_person_sees_the_paper_alone(opened: None, reviewer: Archivist) -> None:
    given = task(reviewer)
    assert given
    assert given["part"] == "second"
    assert given["picture"].endswith("/name.jpg")
    assert (given["others"], given["line"], given["paper"]) == ([], "", "")
    assert reviewer.client.get(given["picture"]).mimetype == "image/jpeg"
    assert "王德" not in reviewer.sees("/keying/1")


def test_a_third_sees_both_and_settles(
    opened: None, reviewer: Archivist, third: Archivist, folder: DataFolder, small: SmallArchive
) -> None:
    given = wang(reviewer, small)
    assert keys(reviewer, given, "王德胜") == {"settled": False}
    assert all((each := task(reviewer, after)) is None or each["number"] != given["number"] for after in range(30))
    waiting = task(third)
    assert waiting
    assert (waiting["number"], waiting["part"]) == (given["number"], "third")
    assert sorted(waiting["others"]) == ["王德勝", "王德胜"]
    assert waiting["paper"]
    assert keys(third, waiting, "王德勝") == {"settled": True}
    with ArchiveReader.open(folder) as archive:
        name = next(archive.entries()).entry.keyed()["name"]
    assert (name.text, name.value, name.status) == ("王德勝", "王德胜", Status.VERIFIED)
    assert "别人刚刚录了这一格" in keys(third, waiting, "x", 409)["error"]


def test_nobody_has_two_parts(opened: None, reviewer: Archivist, small: SmallArchive) -> None:
    given = wang(reviewer, small)
    keys(reviewer, given, "王德胜")
    assert keys(reviewer, {**given, "part": "third"}, "王德勝", 409)["code"] == "409"


def test_a_blank_is_said_to_be_one(opened: None, reviewer: Archivist) -> None:
    given = task(reviewer)
    assert given
    keys(reviewer, given, "", 400)
    keys(reviewer, given, "x", 400, part="first")
    assert keys(reviewer, given, "", blank=True) == {"settled": False}


def test_a_round_is_opened_by_administrators_alone(reviewer: Archivist, editor: Archivist) -> None:
    for who in (reviewer, editor):
        assert "开一轮" not in who.sees("/keying/")
        assert who.submits("/keying/", on="/account", size="5", field=["name"]).status_code == 403


@pytest.mark.parametrize(
    "given", [{"size": "0"}, {"size": "9999999"}, {"size": "x"}, {"field": ["burnt"]}, {"field": []}]
)
def test_a_round_of_nothing_is_not_opened(administrator: Archivist, given: dict[str, Any]) -> None:
    answer = administrator.submits("/keying/", on="/keying/", **{"size": "5", "field": ["name"], **given})
    assert answer.status_code == 422
    assert "还没有开过" in answer.text


def test_what_came_of_a_round_is_told(opened: None, reviewer: Archivist, editor: Archivist) -> None:
    for who in (reviewer, editor):
        while given := task(who):
            keys(who, given, given["others"][0] if given["others"] else "某人")
    told = editor.sees("/keying/")
    assert "抽查所得" in told
    assert "机器认为可靠的" in told


def test_a_round_that_is_not_there_is_not_found(reviewer: Archivist) -> None:
    reviewer.sees("/keying/1", 404)
    assert reviewer.asks("/keying/1/next").status_code == 404
