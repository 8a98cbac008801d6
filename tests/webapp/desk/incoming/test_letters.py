"""What visitors wrote is decided on by editors, one after another, and never over somebody else's word."""

from __future__ import annotations

from io import BytesIO

import pytest
from flask import Flask
from PIL import Image

import search
from archive.folder import DataFolder
from archive.staff.values import Role
from archive.tributes import gifts, moderation
from archive.tributes.store import TributeStore, make
from archive.tributes.values import Correction, KinNotice, Memory, Photograph, State, Words
from tests.archive.tributes.visiting import leave
from tests.webapp.desk.people import Archivist, sits_down


@pytest.fixture
def letter(folder: DataFolder, small_id: str) -> int:
    make(folder)
    return leave(folder, Words("永远怀念", "侄孙"), person=small_id)


def state(folder: DataFolder, letter: int) -> State:
    return next(each.state for each in moderation.letters(folder) if each.id == letter)


def test_a_letter_waits_with_all_that_an_editor_must_know(editor: Archivist, folder: DataFolder, small_id: str) -> None:
    make(folder)
    leave(folder, Correction(small_id, "native_place", "小赵庄", "大赵庄", "家谱"), person=small_id)
    page = editor.sees("/incoming")
    for words in ("亲属补正", "王德胜", "小赵庄", "大赵庄", "家谱", "电话 139", f"/pieces/{small_id}/native_place.jpg"):
        assert words in page


def test_a_letter_about_somebody_who_has_left_the_archive_is_shown_too(editor: Archivist, folder: DataFolder) -> None:
    make(folder)
    leave(folder, Memory("他爱唱歌", "邻居"), person="nobody")
    assert "此人已不在存档中" in editor.sees("/incoming")


def test_accepting_lets_the_public_see_it_under_the_name_of_who_did(
    editor: Archivist, folder: DataFolder, letter: int
) -> None:
    answer = editor.sends(f"/incoming/{letter}", {"verdict": "accepted", "why": "", "saw": "waiting"})
    assert answer.status_code == 200
    (found,) = moderation.letters(folder)
    assert found.state is State.ACCEPTED
    assert found.decided is not None
    assert found.decided.who == editor.name
    assert "没有待审的来信" in editor.sees("/incoming")
    assert editor.name in editor.sees("/incoming?state=accepted")


def test_a_refusal_wants_a_reason_and_takes_off_what_was_shown(
    editor: Archivist, folder: DataFolder, letter: int
) -> None:
    assert editor.sends(f"/incoming/{letter}", {"verdict": "refused", "why": " ", "saw": "waiting"}).status_code == 422
    assert state(folder, letter) is State.WAITING
    editor.sends(f"/incoming/{letter}", {"verdict": "accepted", "saw": "waiting"})
    answer = editor.sends(f"/incoming/{letter}", {"verdict": "refused", "why": "与本人无关", "saw": "accepted"})
    assert answer.status_code == 200
    assert state(folder, letter) is State.REFUSED


def test_who_comes_second_is_told_and_overwrites_nothing(
    desk: Flask, editor: Archivist, folder: DataFolder, letter: int
) -> None:
    second = sits_down(desk, Role.ADMINISTRATOR)
    editor.sends(f"/incoming/{letter}", {"verdict": "refused", "why": "与本人无关", "saw": "waiting"})
    answer = second.sends(f"/incoming/{letter}", {"verdict": "accepted", "saw": "waiting"})
    assert answer.status_code == 409
    assert editor.name in answer.json["error"]  # type: ignore[index]
    assert "与本人无关" in answer.json["error"]  # type: ignore[index]
    assert state(folder, letter) is State.REFUSED


ACCEPTED = {"verdict": "accepted", "saw": "waiting"}


@pytest.mark.parametrize(
    "given",
    [
        *({}, {"verdict": "waiting", "saw": "waiting"}, {"verdict": "accepted"}, ["accepted"]),
        *({**ACCEPTED, "why": 1}, {**ACCEPTED, "why": "长" * 301}),
    ],
)
def test_what_no_page_sends_is_refused(editor: Archivist, folder: DataFolder, letter: int, given: object) -> None:
    assert editor.sends(f"/incoming/{letter}", given).status_code == 400
    assert state(folder, letter) is State.WAITING


def test_a_photograph_is_seen_by_editors_before_anybody_else(
    editor: Archivist, reviewer: Archivist, folder: DataFolder, small_id: str
) -> None:
    make(folder)
    held = BytesIO()
    Image.new("RGB", (40, 30), "brown").save(held, "JPEG")
    held.seek(0)
    sha256 = gifts.keep(folder, held)
    leave(folder, Photograph(sha256, "一九四六年春", "外甥女"), person=small_id)
    assert f"/incoming/photographs/{sha256}.jpg" in editor.sees("/incoming?kind=photograph")
    assert editor.client.get(f"/incoming/photographs/{sha256}.jpg").mimetype == "image/jpeg"
    assert reviewer.client.get(f"/incoming/photographs/{sha256}.jpg").status_code == 403
    assert editor.client.get(f"/incoming/photographs/{'0' * 64}.jpg").status_code == 404


def test_a_reviewer_decides_on_no_letter(reviewer: Archivist, folder: DataFolder, letter: int) -> None:
    assert reviewer.client.get("/incoming").status_code == 403
    assert reviewer.sends(f"/incoming/{letter}", {"verdict": "accepted", "saw": "waiting"}).status_code == 403
    assert state(folder, letter) is State.WAITING


def test_kin_that_is_found_is_told_once(editor: Archivist, folder: DataFolder, small_id: str) -> None:
    search.refresh(folder)
    make(folder)
    notice = leave(folder, KinNotice("王德胜", "小赵庄", "1947", "祖父的弟弟"), person="")
    page = editor.sees("/incoming/matches")
    assert small_id in page
    assert "电话 139" in page
    assert editor.sends(f"/incoming/matches/{notice}", {"people": [small_id]}).status_code == 200
    assert "没有新的相符的人" in editor.sees("/incoming/matches")
    with TributeStore.open(folder) as store:
        assert store.told_matches(notice) == {small_id}
    assert editor.sends("/incoming/matches/999", {"people": [small_id]}).status_code == 404
    assert editor.sends(f"/incoming/matches/{notice}", {"people": []}).status_code == 400
