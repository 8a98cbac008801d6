"""An administrator hides a region of a page from the public, and shows it again."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from archive.folder import DataFolder
from archive.records import Box
from archive.store import ArchiveReader, DecisionWriter
from tests.webapp.desk.conftest import Clock
from tests.webapp.desk.people import Archivist
from tests.webapp.small_archive import HEIGHT, SmallArchive
from webapp import create_app

PLACE = [640, 80, 180, 60]
"""Where 王德勝's native place stands, on a page that is upright."""


def hides(archivist: Archivist, small: SmallArchive, box: object = PLACE, why: str = "亲属现住址") -> int:
    return archivist.sends(f"/redactions/{small.upright}/1", {"box": box, "why": why}).status_code


def public_page(folder: DataFolder, small: SmallArchive) -> str:
    return create_app(folder).test_client().get(f"/martyrs/{small.id(1)}").text


def test_what_is_hidden_leaves_the_public_site_and_stays_at_the_desk(
    administrator: Archivist, folder: DataFolder, small: SmallArchive, clock: Clock
) -> None:
    assert "小赵庄" in public_page(folder, small)
    assert hides(administrator, small) == 200
    assert "小赵庄" not in public_page(folder, small)
    listed = administrator.sees("/redactions")
    assert "亲属现住址" in listed
    assert administrator.name in listed
    with ArchiveReader.open(folder) as archive:
        (hidden,) = archive.all_redactions()
    assert datetime.fromisoformat(hidden.at).timestamp() == clock.now
    assert administrator.client.get(f"/pieces/{small.id(1)}/native_place.jpg").status_code == 200


def test_it_is_shown_again_for_a_reason(administrator: Archivist, folder: DataFolder, small: SmallArchive) -> None:
    hides(administrator, small)
    assert administrator.sends("/redactions/1/shown", {"why": ""}).status_code == 422
    assert administrator.sends("/redactions/1/shown", {"why": "已征得同意"}).status_code == 200
    assert "小赵庄" in public_page(folder, small)
    assert administrator.sends("/redactions/1/shown", {"why": "又一次"}).status_code == 409


def test_on_a_page_that_lies_on_its_side_the_region_is_where_it_was_drawn(
    administrator: Archivist, folder: DataFolder, small: SmallArchive
) -> None:
    # Set upright by one quarter turn, the page's stored right edge is its top.
    answer = administrator.sends(f"/redactions/{small.turned}/1", {"box": [1500, 100, 200, 60], "why": "现住址"})
    assert answer.status_code == 200
    with ArchiveReader.open(folder) as archive:
        (hidden,) = archive.redactions(small.turned, 1)
        sheet = archive.page(small.turned, 1)
    assert sheet is not None
    assert hidden.box == Box(sheet.width - 160, 1500, 60, 200)
    assert sheet.height == HEIGHT
    assert 'x="1500.0" y="100.0" width="200.0" height="60.0"' in administrator.sees(f"/redactions/{small.turned}/1")


@pytest.mark.parametrize("box", [None, [], [1, 2, 3], [640, 80, 1, 1], ["a", 80, 180, 60], [40, 80, 180, 60]])
def test_a_region_that_is_none_or_lies_on_a_name_is_refused(
    administrator: Archivist, folder: DataFolder, small: SmallArchive, box: object
) -> None:
    assert hides(administrator, small, box) == 422
    with ArchiveReader.open(folder) as archive:
        assert archive.all_redactions() == []


def test_without_a_reason_nothing_is_hidden(administrator: Archivist, small: SmallArchive) -> None:
    assert hides(administrator, small, why="  ") == 422


def test_a_region_is_not_waited_for_as_long_as_an_archive_is_copied(
    administrator: Archivist, folder: DataFolder, small: SmallArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.desk.asked.PATIENCE", 0.1)
    with DecisionWriter.open(folder) as other, other.turn():
        assert hides(administrator, small) == 503


def test_only_administrators_hide(editor: Archivist, desk: Flask, small: SmallArchive) -> None:
    assert editor.client.get("/redactions").status_code == 403
    assert hides(editor, small) == 403


def test_a_page_is_found_by_its_scan(administrator: Archivist, small: SmallArchive) -> None:
    assert f"/redactions/{small.upright}/1" in administrator.sees("/redactions?scan=惠民")
    assert small.upright not in administrator.sees("/redactions?scan=没有")
    assert administrator.client.get(f"/redactions/{small.upright}/9").status_code == 404
