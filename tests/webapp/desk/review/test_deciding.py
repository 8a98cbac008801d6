"""Whatever is decided at the desk stands as it was decided; nobody writes over anybody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from archive.corrections import Correction
from archive.records import Reading, Status
from archive.staff.values import Role
from archive.store import ArchiveReader, DecisionWriter
from tests.webapp.desk.people import NAMES, Archivist, sits_down
from tests.webapp.desk.review.doubtful import Doubtful, page_of, read_again


def cell(archivist: Archivist, entry: str, key: str) -> dict[str, Any]:
    """A cell as the scripts are told of it."""
    told: dict[str, Any] = archivist.asks(f"/review/cell/{entry}/{key}").get_json()
    return told


def decides(archivist: Archivist, entry: str, key: str, text: str, **more: Any) -> TestResponse:
    """Decide of a cell as it stands."""
    text_seen, value_seen = cell(archivist, entry, key)["cell"]["seen"]
    seen = {"entry": entry, "key": key, "saw_text": text_seen, "saw_value": value_seen}
    return archivist.sends("/review/decide", {"decisions": [{**seen, "text": text, **more}]})


def stands(doubtful: Doubtful, entry: str, key: str) -> Reading:
    with ArchiveReader.open(doubtful.folder) as archive:
        archived = archive.entry(entry)
    assert archived
    return archived.entry.keyed()[key]


def history(doubtful: Doubtful, entry: str) -> list[Correction]:
    with ArchiveReader.open(doubtful.folder) as archive:
        return archive.corrections([entry]).get(entry, [])


def test_a_confirmed_reading_stands_with_who_looked(reviewer: Archivist, doubtful: Doubtful) -> None:
    id = doubtful.id(1)
    read = stands(doubtful, id, "name")
    told = decides(reviewer, id, "name", read.text).get_json()
    assert told["cells"][0]["status"] == "verified"
    (made,) = history(doubtful, id)
    assert (made.who, made.saw_text, made.text, made.value) == (reviewer.name, read.text, read.text, read.value)
    assert stands(doubtful, id, "name").status is Status.VERIFIED


def test_a_typed_text_means_what_it_would_have_meant_had_it_been_read(reviewer: Archivist, doubtful: Doubtful) -> None:
    id = doubtful.id(2)
    decides(reviewer, id, "death", "民国三十六年三月")
    assert (stands(doubtful, id, "death").text, stands(doubtful, id, "death").value) == ("民国三十六年三月", "1947-03")
    decides(reviewer, id, "native_place", "东季村")
    assert stands(doubtful, id, "native_place").value == "沙窝乡东季村"


def test_what_it_would_mean_is_told_before_it_is_kept(reviewer: Archivist, doubtful: Doubtful) -> None:
    asked = f"/review/meaning?entry={doubtful.id(2)}&key=death&text="
    assert reviewer.asks(f"{asked}1947.3").get_json() == {"text": "1947.3", "value": "1947-03", "words": "1947年3月"}
    assert reviewer.asks(f"{asked}四月间").get_json()["value"] is None


def test_a_ditto_mark_asks_what_it_repeats_and_offers_the_line_above(reviewer: Archivist, doubtful: Doubtful) -> None:
    id = doubtful.id(5)
    told = reviewer.asks(f"/review/meaning?entry={id}&key=position&text=〃").get_json()
    assert (told["cause"], told["above"]) == ("ditto", "战士")
    refused = decides(reviewer, id, "position", "〃")
    assert (refused.status_code, refused.get_json()["code"]) == (422, "unclear")
    assert decides(reviewer, id, "position", "〃", value="战士").status_code == 200


def test_a_blank_needs_a_reason_and_a_name_is_never_blank(reviewer: Archivist, doubtful: Doubtful) -> None:
    id = doubtful.id(3)
    assert decides(reviewer, id, "death", "").status_code == 422
    assert decides(reviewer, id, "name", "", why="纸上空白").status_code == 422
    assert decides(reviewer, id, "death", "", why="纸上空白").status_code == 200
    assert (stands(doubtful, id, "death").text, history(doubtful, id)[0].why) == ("", "纸上空白")


def test_the_second_of_two_is_told_what_the_first_decided_and_nothing_is_overwritten(
    desk: Flask, reviewer: Archivist, doubtful: Doubtful
) -> None:
    other = sits_down(desk, Role.EDITOR)
    id = doubtful.id(4)
    read = stands(doubtful, id, "name")
    seen = {"entry": id, "key": "name", "saw_text": read.text, "saw_value": read.value}
    assert other.sends("/review/decide", {"decisions": [{**seen, "text": "吴德胜"}]}).status_code == 200
    answer = reviewer.sends("/review/decide", {"decisions": [{**seen, "text": "吴德服"}]})
    told = answer.get_json()
    assert (answer.status_code, told["code"]) == (409, "overtaken")
    assert (told["last"]["who"], told["last"]["text"]) == (NAMES[Role.EDITOR], "吴德胜")
    assert told["cell"]["said"]["text"] == "吴德胜"
    assert "李梅已经定为“吴德胜”" in told["error"]
    assert [made.text for made in history(doubtful, id)] == ["吴德胜"]


def test_what_somebody_confirmed_meanwhile_is_told_to_who_would_change_it(
    desk: Flask, reviewer: Archivist, doubtful: Doubtful
) -> None:
    other = sits_down(desk, Role.EDITOR)
    id = doubtful.id(4)
    seen = cell(reviewer, id, "name")["cell"]
    sent = {"entry": id, "key": "name", "saw_text": seen["seen"][0], "saw_value": seen["seen"][1]}
    sent["saw_status"] = seen["status"]
    assert decides(other, id, "name", seen["said"]["text"]).status_code == 200
    answer = reviewer.sends("/review/decide", {"decisions": [{**sent, "text": "吴德服"}]})
    assert (answer.status_code, answer.get_json()["last"]["what"]) == (409, "确认")
    assert stands(doubtful, id, "name").text == seen["said"]["text"]
    # Whoever has seen that it was confirmed may change it, and two may confirm the same.
    again = {**sent, "saw_status": answer.get_json()["cell"]["status"], "text": "吴德服"}
    assert reviewer.sends("/review/decide", {"decisions": [again]}).status_code == 200


def test_two_who_confirm_the_same_agree(desk: Flask, reviewer: Archivist, doubtful: Doubtful) -> None:
    other = sits_down(desk, Role.EDITOR)
    id = doubtful.id(4)
    seen = cell(reviewer, id, "name")["cell"]
    sent = {"entry": id, "key": "name", "saw_text": seen["seen"][0], "saw_value": seen["seen"][1]}
    both = {**sent, "saw_status": seen["status"], "text": seen["said"]["text"]}
    for one in (other, reviewer):
        assert one.sends("/review/decide", {"decisions": [both]}).status_code == 200


def test_what_nobody_sees_is_not_taken(reviewer: Archivist, doubtful: Doubtful) -> None:
    for text in ("吴\u202e德", "吴\u200b德"):
        assert decides(reviewer, doubtful.id(4), "name", text).status_code == 400


def test_what_was_read_anew_meanwhile_is_shown_and_not_decided(reviewer: Archivist, doubtful: Doubtful) -> None:
    id = doubtful.id(1)
    read = stands(doubtful, id, "name")
    read_again(doubtful.folder, doubtful.first, page_of(1, reread=True))
    answer = reviewer.sends(
        "/review/decide",
        {"decisions": [{"entry": id, "key": "name", "text": "李德胜", "saw_text": read.text, "saw_value": read.value}]},
    )
    assert (answer.status_code, answer.get_json()["last"]) == (409, None)
    assert answer.get_json()["cell"]["said"]["text"] == "李德般"
    assert history(doubtful, id) == []


def test_of_many_at_a_stroke_all_are_kept_or_none(reviewer: Archivist, doubtful: Doubtful) -> None:
    good, bad = doubtful.id(1), doubtful.id(2)
    read = stands(doubtful, good, "name")
    lot = [
        {"entry": good, "key": "name", "text": read.text, "saw_text": read.text, "saw_value": read.value},
        {"entry": bad, "key": "name", "text": "甲", "saw_text": "从未见过", "saw_value": None},
    ]
    assert reviewer.sends("/review/decide", {"decisions": lot}).status_code == 409
    assert history(doubtful, good) == []
    told = reviewer.sends("/review/decide", {"decisions": lot, "each": True}).get_json()
    assert ([one["entry"] for one in told["cells"]], [one["entry"] for one in told["overtaken"]]) == ([good], [bad])
    assert len(history(doubtful, good)) == 1


def test_what_was_decided_is_taken_back_and_waits_again(reviewer: Archivist, doubtful: Doubtful) -> None:
    id = doubtful.id(6)
    before = stands(doubtful, id, "name")
    ids = [decides(reviewer, id, "name", text).get_json()["ids"] for text in ("郑德胜", "郑德勝")]
    for (number,) in reversed(ids):
        assert reviewer.sends("/review/undo", {"ids": [number]}).status_code == 200
    assert stands(doubtful, id, "name") == before
    assert [made["what"] for made in cell(reviewer, id, "name")["past"]] == [
        "撤销，恢复为",
        "撤销，恢复为",
        "定为",
        "定为",
    ]


def test_a_wrong_print_is_told_from_a_wrong_reading(reviewer: Archivist, doubtful: Doubtful) -> None:
    id = doubtful.id(7)
    read = stands(doubtful, id, "death")
    decides(reviewer, id, "death", read.text, emended="1951.4", note="据县志，误早十年")
    found = stands(doubtful, id, "death")
    assert (found.text, found.value, found.status) == (read.text, read.value, Status.VERIFIED)
    assert found.emended
    assert (found.emended.text, found.emended.value, found.emended.note) == ("1951.4", "1951-04", "据县志，误早十年")
    decides(reviewer, id, "death", read.text, emended="")
    assert stands(doubtful, id, "death").emended is None


def test_a_new_reading_keeps_what_was_decided_and_shows_where_it_differs(
    reviewer: Archivist, doubtful: Doubtful
) -> None:
    id = doubtful.id(8)
    decides(reviewer, id, "name", "陈德胜")
    read_again(doubtful.folder, doubtful.first, page_of(1, reread=True))
    told = cell(reviewer, id, "name")["cell"]
    assert (told["said"]["text"], told["status"], told["machine"]["text"]) == ("陈德胜", "verified", "陈德般")
    assert told["loose"] == "机器重读与所见不同，决定照旧，请复核"
    waiting = reviewer.asks("/review/next?field=name").get_json()["doubt"]
    assert waiting["entry"] == id, "it is looked at again before all that is new"
    decides(reviewer, id, "name", "陈德胜")
    assert cell(reviewer, id, "name")["cell"]["loose"] == ""


def test_shifted_rows_never_carry_a_decision_to_another_person(reviewer: Archivist, doubtful: Doubtful) -> None:
    id = doubtful.id(9)
    decides(reviewer, id, "name", "褚德胜")
    page = page_of(1)
    without = (*page.entries[:8], *(replace(entry, row=entry.row - 1) for entry in page.entries[9:]))
    read_again(doubtful.folder, doubtful.first, replace(page, entries=without))
    assert stands(doubtful, id, "name").text != "褚德胜"
    table = reviewer.asks(f"/review/page/{doubtful.first}/1/table").get_json()
    (lost,) = table["orphans"]
    assert "没有着落的决定" in reviewer.sees("/review/")
    assert (lost["text"], lost["who"]) == ("褚德胜", reviewer.name)
    assert reviewer.sends("/review/undo", {"ids": [lost["id"]], "why": "行次已变"}).status_code == 200
    assert reviewer.asks(f"/review/page/{doubtful.first}/1/table").get_json()["orphans"] == []


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"decisions": []},
        {"decisions": [{"entry": "e"}]},
        {"decisions": [{"entry": "e", "key": "name", "text": 7}]},
        {"decisions": [{"entry": "e", "key": "name", "text": "王\n德"}]},
        {"decisions": "all"},
    ],
)
def test_what_no_script_of_the_desk_sends_is_refused(reviewer: Archivist, sent: dict[str, Any]) -> None:
    assert reviewer.sends("/review/decide", sent).status_code == 400


def test_a_decision_needs_the_token_of_the_desk(reviewer: Archivist, doubtful: Doubtful) -> None:
    sent = {"decisions": [{"entry": doubtful.id(1), "key": "name", "text": "王"}]}
    answer = reviewer.client.post("/review/decide", json=sent, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.get_json()["code"]) == (400, "csrf")
    assert history(doubtful, doubtful.id(1)) == []


def test_decisions_wait_while_somebody_writes_and_say_so_if_that_takes_long(
    reviewer: Archivist, doubtful: Doubtful, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.desk.asked.PATIENCE", 0.1)
    with DecisionWriter.open(doubtful.folder) as other, other.turn():
        answer = decides(reviewer, doubtful.id(1), "name", "李德胜")
    assert answer.status_code == 503
    assert history(doubtful, doubtful.id(1)) == []


def test_a_doubt_that_was_settled_is_given_to_nobody_even_while_the_queue_waits_for_its_turn(
    reviewer: Archivist, doubtful: Doubtful, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.desk.review.upcoming._PATIENCE", 0.05)
    first = reviewer.asks("/review/next").get_json()["doubt"]
    decides(reviewer, first["entry"], first["key"], "李德胜")
    with DecisionWriter.open(doubtful.folder) as other, other.turn():
        then = reviewer.asks("/review/next").get_json()["doubt"]
    assert (then["entry"], then["key"]) != (first["entry"], first["key"])
