"""The dashboard tells where the work stands and what wants somebody, and ranks nobody."""

from __future__ import annotations

import re

import pytest
from flask import Blueprint, Flask

from archive.corrections import Correction
from archive.folder import DataFolder
from archive.staff.values import Role
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter
from archive.store.progress import Work
from archive.tributes import store as tributes
from archive.tributes.moderation import accept
from archive.tributes.values import Words
from tests.archive.making import add, record
from tests.archive.tributes.visiting import leave
from tests.webapp.desk.people import Archivist, sits_down
from tests.webapp.small_archive import SmallArchive
from webapp.desk import app as desk_app
from webapp.desk.access import for_anybody
from webapp.desk.app import SUBJECTS, Subject
from webapp.desk.overview import people_of, total_of


def cells(page: str, heading: str) -> list[list[str]]:
    """The rows of the table under a heading, as words."""
    table = page.split(f"<h2>{heading}</h2>")[1].split("</table>", maxsplit=1)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)] for row in rows]


def settle(folder: DataFolder, entry: str, field: str, text: str, who: str) -> None:
    """Somebody decides on what stands there."""
    with ArchiveReader.open(folder) as archive:
        archived = archive.entry(entry)
    assert archived
    seen = archived.entry.keyed()[field]
    made = Correction(entry, field, "2026-02-02T08:00:00+00:00", who, "", seen.text, seen.value, text, text)
    with DecisionWriter.open(folder) as writer:
        writer.decide([made])


def test_rosters_are_told_with_what_is_read_doubted_and_verified(reviewer: Archivist, folder: DataFolder) -> None:
    with ArchiveReader.open(folder) as archive:
        counts = archive.counts()
    heads, roster, loose = cells(reviewer.sees("/"), "各名册")
    told = dict(zip(heads, roster, strict=True))
    assert (told["名册"], told["已读页"], told["条目"]) == ("惠民县英名录", "1", "25")
    both = [dict(zip(heads, row, strict=True)) for row in (roster, loose)]
    for head, figure in (("存疑", counts.flagged), ("已核定", counts.verified), ("机读可信", counts.accepted)):
        assert sum(int(row[head]) for row in both) == figure
    assert both[1]["账未平"] == "1"


def test_what_somebody_settles_is_told_at_once(reviewer: Archivist, folder: DataFolder, small: SmallArchive) -> None:
    heads, before, _ = cells(reviewer.sees("/"), "各名册")
    settle(folder, small.id(2), "name", "李大成", "周敏")
    _, after, _ = cells(reviewer.sees("/"), "各名册")
    at = heads.index("存疑")
    assert int(after[at]) == int(before[at]) - 1
    assert cells(reviewer.sees("/"), "各人的工作") == [
        ["姓名", "读法", "合计", "最近"],
        ["周敏", "1", "1", "2026-02-02"],
    ]


def test_people_are_in_the_order_of_sounds_whatever_they_did() -> None:
    kinds, people = people_of(
        [
            Work("周敏", "corrections", 900, "2026-02-02T08:00:00+00:00"),
            Work("李梅", "corrections", 1, "2026-02-01T08:00:00+00:00"),
            Work("李梅", "letters", 2, "2026-02-03T08:00:00+00:00"),
            Work("安文", "a table of later days", 3, "2026-02-03T08:00:00+00:00"),
        ]
    )
    assert kinds == ("读法", "外来信件", "其他")
    assert [(line.who, line.decisions, line.all, line.last) for line in people] == [
        ("安文", (0, 0, 3), 3, "2026-02-03"),
        ("李梅", (1, 2, 0), 3, "2026-02-03"),
        ("周敏", (900, 0, 0), 900, "2026-02-02"),
    ]


def test_without_a_roster_everything_is_nought() -> None:
    total = total_of([])
    assert (total.read, total.entries, total.flagged, total.loose) == (0, 0, 0, 0)


def test_what_wants_somebody_is_listed_and_nothing_else(reviewer: Archivist, folder: DataFolder) -> None:
    with ArchiveWriter.open(folder) as writer:
        writer.refuse("inbox", "f", "撕破.png", "it is no picture; scan it again")
    page = reviewer.sees("/")
    assert "散页.jpg 第 1 页" in page
    assert "1 of 2" in page
    assert "撕破.png" in page
    assert "it is no picture; scan it again" in page
    assert "须复看的决定 <small>0</small>" in page


def test_a_decision_whose_line_is_gone_is_told_with_its_place(
    reviewer: Archivist, folder: DataFolder, small: SmallArchive
) -> None:
    settle(folder, small.id(1, turned=True), "name", "孙文海", "周敏")
    with ArchiveWriter.open(folder) as writer:
        page = next(each for each in writer.pages() if each.scan.sha256 == small.turned)
        writer.store(page, record(), basis="b", needs_context=False, engine="e 2", transcript="[2]")
    told = reviewer.sees("/")
    assert "须复看的决定 <small>1</small>" in told
    assert "第 1 行" in told.split("须复看的决定")[-1]


def test_a_long_list_stands_whole_on_pages_of_its_own(reviewer: Archivist, folder: DataFolder) -> None:
    for number in range(12):
        add(folder, f"长/{number:02}.png", record("王德胜", open_points=(f"第 {number} 处",)))
    page = reviewer.sees("/")
    assert "全部 13 处" in page
    assert page.count('class="words"') == 8
    whole = reviewer.sees("/open/ledgers")
    assert all(f"第 {number} 处" in whole for number in range(12))
    assert "没有了" in reviewer.sees("/open/ledgers?first=100")
    for bad in ("/open/ledgers?first=-1", "/open/ledgers?first=99999999999", "/open/other"):
        assert reviewer.client.get(bad).status_code == 404


def test_what_visitors_left_waits_until_somebody_decides(reviewer: Archivist, folder: DataFolder) -> None:
    assert '<h2>外来待审</h2> <p class="aside">没有。</p>' in reviewer.sees("/")
    tributes.make(folder)
    for _ in range(2):
        leave(folder, Words("永远怀念", "侄孙"))
    accept(folder, [1], "李梅")
    page = reviewer.sees("/")
    assert "<dt>留言</dt><dd>1 件</dd>" in page
    assert ["李梅", "1", "1"] in [row[:3] for row in cells(page, "各人的工作")]


def test_where_the_tributes_are_damaged_the_rest_is_told(reviewer: Archivist, folder: DataFolder) -> None:
    folder.tributes.write_bytes(b"no database at all" * 400)
    page = reviewer.sees("/")
    assert "外来信件的存档打不开" in page
    assert "惠民县英名录" in page


def test_while_an_ingest_writes_the_figures_are_shown_as_they_are(
    desk: Flask, folder: DataFolder, small: SmallArchive
) -> None:
    reviewer = sits_down(desk, Role.REVIEWER)
    reviewer.sees("/")
    settle(folder, small.id(2), "name", "李大成", "周敏")
    with DecisionWriter.open(folder) as writer, writer.turn():
        assert "还在清点" in reviewer.sees("/")
    assert "还在清点" not in reviewer.sees("/")


def test_rosters_and_pages_lead_to_the_rooms_where_they_are_worked_on(
    folder: DataFolder, small: SmallArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Blueprint("trial", __name__)
    for address, name in (("/trial/<sha256>/<int:number>", "page"), ("/trial", "roster")):
        room.add_url_rule(address, name, for_anybody(lambda **_: ""))
    monkeypatch.setattr(desk_app, "SUBJECTS", (Subject(room, page="trial.page", roster="trial.roster"), *SUBJECTS))
    page = sits_down(desk_app.create_desk(folder), Role.REVIEWER).sees("/")
    assert f'href="/trial/{small.turned}/1"' in page
    assert 'href="/trial?roster=huimin"' in page
