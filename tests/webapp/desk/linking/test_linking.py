"""Archivists see who may be one person, decide of it, and undo it; nobody overwrites another."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from archive.folder import DataFolder
from archive.staff.values import Role
from archive.store import ArchiveReader, DecisionWriter
from tests.webapp.desk.linking.conftest import Pairs
from tests.webapp.desk.people import Archivist, sits_down


def verdict(one: str, other: str, same: bool, **more: str) -> dict[str, Any]:
    return {"one": one, "other": other, "saw_one": one, "saw_other": other, "same": same, "why": "", **more}


def person_of(folder: DataFolder, entry: str) -> str:
    with ArchiveReader.open(folder) as archive:
        archived = archive.entry(entry)
    assert archived
    return archived.person


def test_the_list_tells_who_may_be_one_person(editor: Archivist, pairs: Pairs) -> None:
    page = editor.sees("/linking/")
    assert "王德胜" in page
    assert "渤海区革命烈士名录" in page
    assert f"/linking/pair/{pairs.wang}/{pairs.wang_again}" in page


def test_two_entries_stand_side_by_side_with_their_paper_and_where_they_agree(editor: Archivist, pairs: Pairs) -> None:
    page = editor.sees(f"/linking/pair/{pairs.wang}/{pairs.wang_again}")
    assert "是不是同一人" in page
    assert "王德勝" in page
    assert f"/pieces/{pairs.wang_again}/death.jpg" in page
    for words in ('class="same"', 'class="near"', 'class="apart"', "相同", "不同", "一方未载"):
        assert words in page


def test_whoever_is_found_to_be_one_person_is_one_and_the_undo_parts_them(
    editor: Archivist, pairs: Pairs, folder: DataFolder
) -> None:
    told = editor.sends("/linking/decide", verdict(pairs.wang, pairs.wang_again, same=True, why="同村同年")).json
    assert told
    assert person_of(folder, pairs.wang_again) == pairs.wang
    assert f"/linking/pair/{pairs.wang}/{pairs.wang_again}" not in editor.sees("/linking/")
    assert "同一人的几条" in editor.sees(f"/linking/pair/{pairs.wang}/{pairs.wang_again}")
    decided = editor.sees("/linking/decided")
    assert "同村同年" in decided
    assert "李梅" in decided
    assert editor.sends("/linking/undo", {"act": told["act"]}).status_code == 200
    assert person_of(folder, pairs.wang_again) == pairs.wang_again


def test_who_was_found_to_be_two_is_not_proposed_again_until_that_is_taken_back(
    editor: Archivist, pairs: Pairs
) -> None:
    address = f"/linking/pair/{pairs.wang}/{pairs.wang_again}"
    assert (
        editor.sends("/linking/decide", verdict(pairs.wang, pairs.wang_again, same=False, why="年龄不合")).status_code
        == 200
    )
    assert address not in editor.sees("/linking/")
    assert "已判定不是同一人" in editor.sees(address)
    assert "年龄不合" in editor.sees("/linking/decided")
    assert editor.sends("/linking/decide", verdict(pairs.wang, pairs.wang_again, same=True)).status_code == 409
    editor.sends("/linking/undo", {"one": pairs.wang, "other": pairs.wang_again})
    assert address in editor.sees("/linking/")


def test_one_entry_is_taken_out_of_a_person(editor: Archivist, pairs: Pairs, folder: DataFolder) -> None:
    editor.sends("/linking/decide", verdict(pairs.wang, pairs.wang_again, same=True))
    answer = editor.sends("/linking/part", {"entry": pairs.wang, "saw": pairs.wang, "why": "误连"})
    assert answer.status_code == 200
    assert person_of(folder, pairs.wang_again) == pairs.wang_again


def test_the_second_of_two_people_is_told_what_the_first_decided(desk: Flask, pairs: Pairs, folder: DataFolder) -> None:
    first, second = sits_down(desk, Role.EDITOR), sits_down(desk, Role.ADMINISTRATOR)
    first.sends("/linking/decide", verdict(pairs.wang, pairs.wang_again, same=True))
    answer = second.sends("/linking/decide", verdict(pairs.stranger, pairs.wang_again, same=True))
    assert answer.status_code == 409
    assert answer.json
    assert "李梅" in answer.json["error"]
    assert person_of(folder, pairs.stranger) == pairs.stranger


def test_a_link_is_not_waited_for_as_long_as_an_archive_is_copied(
    editor: Archivist, pairs: Pairs, folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.desk.asked.PATIENCE", 0.1)
    with DecisionWriter.open(folder) as other, other.turn():
        answer = editor.sends("/linking/decide", verdict(pairs.wang, pairs.wang_again, same=True))
    assert answer.status_code == 503


def test_the_next_pair_comes_after_the_one_that_was_decided(editor: Archivist, pairs: Pairs) -> None:
    first = editor.asks("/linking/next").json
    assert first
    _, one, other = first["next"].rsplit("/", 2)
    told = editor.sends("/linking/decide", verdict(one, other, same=True)).json
    assert told
    assert told["next"] != first["next"]


@pytest.mark.parametrize("sent", [[], {}, {"one": "x"}, {"one": 1, "other": 2}, {"act": "x"}])
def test_what_is_no_decision_is_refused(editor: Archivist, pairs: Pairs, sent: object) -> None:
    for address in ("/linking/decide", "/linking/part", "/linking/undo"):
        assert editor.sends(address, sent).status_code == 400


def test_only_editors_link(reviewer: Archivist, stranger: Archivist, pairs: Pairs) -> None:
    for address in (
        "/linking/",
        "/linking/decided",
        f"/linking/pair/{pairs.wang}/{pairs.sun}",
        "/linking/next",
        "/linking/choose",
    ):
        reviewer.sees(address, 403)
        assert stranger.client.get(address).status_code == 303
    for address in ("/linking/decide", "/linking/part", "/linking/undo"):
        assert reviewer.sends(address, {}).status_code == 403


def test_a_forged_decision_is_refused(editor: Archivist, pairs: Pairs, folder: DataFolder) -> None:
    answer = editor.client.post("/linking/decide", json=verdict(pairs.wang, pairs.wang_again, same=True))
    assert answer.status_code == 400
    assert person_of(folder, pairs.wang_again) == pairs.wang_again


def test_any_two_entries_are_held_against_each_other_by_id_or_address(editor: Archivist, pairs: Pairs) -> None:
    answer = editor.client.get(
        "/linking/choose",
        query_string={"one": f"https://roll.example.org/martyrs/{pairs.wang}/", "other": pairs.stranger},
    )
    assert answer.location == f"/linking/pair/{pairs.wang}/{pairs.stranger}"
    assert "不在待看之列" in editor.sees(answer.location)
    editor.sees(f"/linking/choose?one={pairs.wang}&other={pairs.wang}", 400)
    editor.sees(f"/linking/choose?one={pairs.wang}&other=nobody", 404)


def test_an_entry_that_is_not_there_is_no_page(editor: Archivist, pairs: Pairs) -> None:
    editor.sees(f"/linking/pair/{pairs.wang}/nobody-1-1", 404)
