"""Editors settle the lines of a page by what their scripts send; nobody else does, and nothing is overwritten."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

import bohai
from archive.folder import DataFolder
from archive.records import Box, Ledger, PageRecord
from archive.staff.values import Role
from archive.store import ArchiveReader, ArchiveWriter
from search import Search, find, refresh
from tests.webapp.desk.people import Archivist, sits_down
from tests.webapp.small_archive import HEIGHT, WANG, WIDTH, SmallArchive, make_entry
from webapp import create_app


class Desk:
    """A page on the desk, as an editor's script sees it."""

    def __init__(self, small: SmallArchive, who: Archivist, *, turned: bool = False) -> None:
        sha256 = small.turned if turned else small.upright
        self.address = f"/structure/{sha256}/1"
        self.who = who
        self.page: dict[str, Any] = who.asks(f"{self.address}/data").get_json()

    def decides(self, status: int = 200, why: str = "看原件", **act: object) -> dict[str, Any]:
        answer = self.who.sends(f"{self.address}/decide", {"act": act, "why": why, "after": self.page["after"]})
        assert answer.status_code == status, answer.text
        told: dict[str, Any] = answer.get_json()
        if status == 200:
            self.page = told
        return told

    def seen(self, row: int) -> dict[str, Any]:
        seen: dict[str, Any] = next(line["seen"] for line in self.page["lines"] if line["row"] == row)
        return seen

    def names(self, most: int = 3) -> list[str]:
        entries = [line for line in self.page["lines"] if line["row"]][:most]
        return [next(each["text"] for each in line["fields"] if each["field"] == "name") for line in entries]


@pytest.fixture
def work(small: SmallArchive, editor: Archivist) -> Desk:
    return Desk(small, editor)


def values(folder: DataFolder, field: str) -> list[str | None]:
    with ArchiveReader.open(folder) as archive:
        return [one.entry.keyed()[field].value for one in archive.entries() if field in one.entry.keyed()]


def test_a_missed_line_is_added_where_it_was_framed(work: Desk, folder: DataFolder) -> None:
    box = [40, 144, 2380, 14]
    work.decides(kind="added", box=box, fields={"name": "赵六", "death": "1947.3", "native_place": "大赵庄"})
    assert work.names() == ["王德勝", "赵六", "李□成"]
    assert values(folder, "death")[1] == "1947-03"
    assert values(folder, "native_place")[1] == "沙窝乡大赵庄"  # under the same heading as the line above
    assert work.page["decisions"][0]["what"] == "补录一条：赵六"
    assert work.page["decisions"][0]["who"] == "李梅"


def test_a_ditto_mark_means_what_stands_over_it(work: Desk, folder: DataFolder) -> None:
    work.decides(kind="added", box=[40, 144, 2380, 14], fields={"name": "赵六", "unit": "〃"}, follows=work.seen(1))
    assert values(folder, "unit")[:2] == ["渤海军区", "渤海军区"]


def test_on_a_page_that_lies_on_its_side_frames_are_drawn_upright(
    small: SmallArchive, editor: Archivist, folder: DataFolder
) -> None:
    work = Desk(small, editor, turned=True)
    (line,) = [line for line in work.page["lines"] if line["row"]]
    x, y, width, height = line["box"]
    work.decides(kind="added", box=[x + width + 10, y, width, height], fields={"name": "赵六"})
    added = next(line for line in work.page["lines"] if line["words"] == "赵六")
    assert added["box"] == [x + width + 10, y, width, height]
    with ArchiveReader.open(folder) as archive:
        boxes = [one.entry.box for one in archive.entries_on(small.turned, 1)]
    assert {box.width for box in boxes} == {height} | {box.width for box in boxes if box.width != height}


def test_a_phantom_is_taken_out_with_a_reason_and_put_back(work: Desk) -> None:
    assert "理由" in work.decides(400, why=" ", kind="removed", line=work.seen(2))["remedy"]
    work.decides(kind="removed", line=work.seen(2))
    assert work.names(2) == ["王德勝", "<script>alert(1)</script>"]
    assert [line["word"] for line in work.page["lines"] if line["kind"] == "removed"] == ["不是条目"]
    work.decides(kind="undone", decision=work.page["after"])
    assert work.names(2) == ["王德勝", "李□成"]
    assert [one["standing"] for one in work.page["decisions"]] == [False]


def test_lines_are_cut_joined_and_marked(work: Desk) -> None:
    x, y, width, height = next(line["box"] for line in work.page["lines"] if line["row"] == 1)
    half = height / 2
    work.decides(
        kind="split",
        line=work.seen(1),
        box=[x, y, width, half],
        fields={"name": "王德"},
        rest={"box": [x, y + half, width, half], "fields": {"name": "勝某"}},
    )
    assert work.names() == ["王德", "勝某", "李□成"]
    work.decides(kind="merged", first=work.seen(1), second=work.seen(2), fields={"name": "王德勝"})
    assert work.names(2) == ["王德勝", "李□成"]
    work.decides(**{"kind": "marked", "line": work.seen(2), "as": "subtotal"})
    assert work.names(2)[1] == "<script>alert(1)</script>"


def test_a_column_means_another_field(work: Desk, folder: DataFolder) -> None:
    columns = {(one["heading"], one["field"]) for one in work.page["columns"]}
    heading = next(heading for heading, field in columns if field == "political_status")
    work.decides(kind="renamed", heading=heading, field="political_status", becomes="honors")
    assert values(folder, "honors") == ["党员", "不详"]
    assert work.page["decisions"][0]["what"] == "“政治面貌”一栏作“立功受奖”"


def test_a_ledger_is_settled_with_a_reason(small: SmallArchive, editor: Archivist) -> None:
    work = Desk(small, editor, turned=True)
    assert work.page["open"] == ["1 of 2"]
    assert "1 of 2" in editor.sees("/structure/")
    work.decides(400, why="", kind="settled", points=["1 of 2"])
    work.decides(kind="settled", points=["1 of 2"])
    assert work.page["open"] == []
    assert "1 of 2" not in editor.sees("/structure/")


def test_who_comes_second_sees_what_the_first_decided(small: SmallArchive, work: Desk, desk: Flask) -> None:
    other = Desk(small, sits_down(desk, Role.ADMINISTRATOR))
    work.decides(kind="removed", line=work.seen(2))
    told = other.decides(409, kind="added", box=[40, 144, 2380, 14], fields={"name": "赵六"})
    assert "李梅 刚刚改动了这一页：核定为非条目" in told["error"]
    assert told["page"]["after"] == work.page["after"]
    other.page = told["page"]
    other.decides(kind="added", box=[40, 144, 2380, 14], fields={"name": "赵六"})


@pytest.mark.parametrize(
    "act",
    [
        {},
        {"kind": "burnt"},
        {"kind": "added", "box": [1, 2, 3], "fields": {"name": "x"}},
        {"kind": "added", "box": [1, 2, float("inf"), 3], "fields": {"name": "x"}},
        {"kind": "added", "box": [40, 144, 2380, 1], "fields": {"name": "x"}},
        {"kind": "added", "box": [40, 144, 2380, 14], "fields": {"sex": "男"}},
        {"kind": "removed", "line": {"entry": "", "box": [1, 2, 3, 4], "words": ""}},
        {"kind": "marked", "line": {"entry": "", "box": [1, 2, 3, 4], "words": ""}, "as": "entry"},
        {"kind": "renamed", "heading": "姓名", "field": "name", "becomes": "burnt"},
        {"kind": "settled", "points": []},
        {"kind": "undone", "decision": "last"},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(work: Desk, act: dict[str, Any]) -> None:
    work.decides(400, **act)


def test_a_reviewer_cannot_do_what_an_editor_may(small: SmallArchive, reviewer: Archivist, work: Desk) -> None:
    for address in ("/structure/", "/structure/rosters/huimin", work.address, f"{work.address}/data"):
        assert reviewer.client.get(address).status_code == 403
    sent = {"act": {"kind": "removed", "line": work.seen(2)}, "why": "x", "after": 0}
    assert reviewer.sends(f"{work.address}/decide", sent).status_code == 403
    assert "条目" not in reviewer.sees("/").split("概况")[0]


def test_a_forged_decision_is_refused(work: Desk, editor: Archivist) -> None:
    sent = {"act": {"kind": "removed", "line": work.seen(2)}, "why": "x", "after": 0}
    assert editor.client.post(f"{work.address}/decide", json=sent).status_code == 400
    evil = {"Origin": "https://elsewhere.example", "X-CSRFToken": editor.token()}
    assert editor.client.post(f"{work.address}/decide", json=sent, headers=evil).status_code == 403


def test_pages_are_found_through_their_rosters(small: SmallArchive, editor: Archivist) -> None:
    assert "/structure/rosters/huimin" in editor.sees("/structure/")
    assert f"/structure/{small.upright}/1" in editor.sees("/structure/rosters/huimin")
    assert f"/structure/{small.turned}/1" in editor.sees("/structure/rosters/-")
    editor.sees("/structure/rosters/nothing", 404)
    editor.sees(f"/structure/{small.upright}/9", 404)


def test_a_page_leads_to_its_readings_and_back(small: SmallArchive, editor: Archivist, reviewer: Archivist) -> None:
    readings = f"/review/page/{small.upright}/1"
    assert readings in editor.sees(f"/structure/{small.upright}/1")
    tables = [who.asks(f"{readings}/table").json for who in (editor, reviewer)]
    assert [table["structure"] for table in tables if table] == [f"/structure/{small.upright}/1", None]


def test_the_site_and_the_search_show_what_was_settled(work: Desk, folder: DataFolder, small: SmallArchive) -> None:
    work.decides(kind="added", box=[40, 144, 2380, 14], fields={"name": "欧阳六"})
    work.decides(kind="merged", first=work.seen(1), second=work.seen(3), fields={"name": "王德勝"})
    refresh(folder)
    site = create_app(folder).test_client()
    new, whole, half = f"{small.upright[:16]}-1-a1", small.id(1), small.id(2)
    assert [hit.id for hit in find(folder, Search("欧阳六")).hits] == [new]
    assert "欧阳六" in site.get(f"/martyrs/{new}").text
    assert "欧阳六" in site.get(f"/pages/{small.upright}/1?row=2").text
    assert site.get(f"/pieces/{new}/name.jpg").mimetype == "image/jpeg"
    assert site.get(f"/martyrs/{half}").location == f"/martyrs/{whole}"


def test_a_decision_that_does_not_fit_any_more_is_told(
    work: Desk, editor: Archivist, folder: DataFolder, small: SmallArchive, capsys: pytest.CaptureFixture[str]
) -> None:
    work.decides(kind="removed", line=work.seen(2))
    assert "须复看的决定" not in editor.sees("/structure/")
    with ArchiveWriter.open(folder) as writer:
        page = next(each for each in writer.pages() if each.scan.sha256 == small.upright)
        entry = replace(make_entry(2, WANG), box=Box(40, 200, 2380, 60))
        record = PageRecord(1, WIDTH, HEIGHT, 0, "ruled", "", (make_entry(1, WANG), entry), Ledger(()))
        writer.store(page, record, basis="b", needs_context=False, engine="e", transcript="{}")
    told = editor.sees("/structure/")
    assert "核定为非条目" in told
    assert "当时看的那一行已不在原处" in told
    bohai.main(["status", "--data", str(folder.root)])
    assert "page 1: 李梅 took an entry out; the line that was seen is not there any more" in capsys.readouterr().out
