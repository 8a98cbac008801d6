"""Where tributes cannot be kept, people are shown all the same."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import replace

import pytest
from flask import Flask

from archive.folder import DataFolder
from archive.kept import identity
from archive.tributes.store import TributeStore
from tests.webapp.small_archive import SmallArchive
from tests.webapp.tributes.conftest import Someone
from webapp import create_public_site

CLOSED = "献花、点烛和留言暂停受理"


def open_read_only(folder: DataFolder) -> TributeStore:
    """A disk that may only be read."""
    connection = sqlite3.connect(f"file:{folder.tributes}?mode=ro", uri=True, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return TributeStore(folder.tributes, connection, identity(folder.tributes))


def test_without_the_database_people_are_shown_and_remembrance_is_closed(folder: DataFolder, someone: Someone) -> None:
    folder.tributes.unlink()
    page = someone.sees()
    assert "王德胜" in page
    assert CLOSED in page
    assert "纪念暂停受理" in someone.sees(f"/martyrs/{someone.id}/remembrance", 503)
    assert someone.sees("/kin", 503)
    assert not folder.tributes.exists()


def test_a_damaged_database_closes_remembrance_alone(folder: DataFolder, someone: Someone) -> None:
    folder.tributes.write_bytes(b"no database at all" * 400)
    assert CLOSED in someone.sees()
    assert someone.sees("/search?q=王德胜")


def test_a_disk_that_may_only_be_read_shows_what_was_left_and_takes_nothing(site: Flask, someone: Someone) -> None:
    someone.sends("flower")
    given = {"csrf_token": someone.token(), "text": "怀念"}
    site.extensions["tributes"] = replace(site.extensions["tributes"], open_tributes=open_read_only)
    for what in ("candle", "words"):
        answer = someone.client.post(f"/martyrs/{someone.id}/{what}", data=given)
        assert answer.status_code == 503
        assert "名录照常可以查阅" in answer.text
    assert "今天有人献花。" in someone.sees()


def test_a_folder_that_takes_no_key_opens_the_site_with_remembrance_closed(
    folder: DataFolder, small: SmallArchive, caplog: pytest.LogCaptureFixture
) -> None:
    folder.tributes_key.mkdir()
    with caplog.at_level(logging.WARNING):
        someone = Someone(create_public_site(folder).test_client(), small.id(1))
    assert [record.getMessage().split(":")[0] for record in caplog.records] == ["remembrance is closed"]
    assert CLOSED in someone.sees()
    assert someone.client.post(f"/martyrs/{someone.id}/flower").status_code == 400
