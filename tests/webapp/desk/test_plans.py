"""No room of the desk walks through the archive, but where people look for something in all of it."""

from __future__ import annotations

from typing import Final

import pytest

from archive.staff.values import Role
from ingest.machine import machine
from tests.archive.plans import asked, unexplained, walks
from tests.webapp.desk.help.pictures import prepare
from tests.webapp.desk.people import sits_down
from tests.webapp.desk.rooms import pages
from tests.webapp.desk.specimen import Specimen
from webapp.desk import create_desk

RIGHT: Final = {
    "SELECT (SELECT count(*) FROM refused_files)": "the overview counts the pages that failed, of which there are few",
    "SELECT name, NULL AS number": "the list of these",
    "SELECT rosters.*, count(*) AS leaves": "of each roster all pages are counted, and of each page its entries",
    "SELECT entries.id FROM entries JOIN pages": "words to be replaced are looked for in every text, through its index",
}
"""Statements that may go through the archive, by their beginnings, and why."""


@pytest.fixture
def specimen(quick: None, tmp_path_factory: pytest.TempPathFactory) -> Specimen:
    return prepare(tmp_path_factory.mktemp("desk") / "data")


def test_no_room_walks_through_the_archive(specimen: Specimen) -> None:
    folder = specimen.folder
    doubt = f"/review/page/{specimen.first}/1"
    with asked(folder) as told:
        administrator = sits_down(create_desk(folder, machine=machine(folder)), Role.ADMINISTRATOR).client
        for address in (*pages(specimen), "/review/next", f"{doubt}/table", f"/review/entry/{specimen.id(1)}?key=name"):
            assert administrator.get(address).status_code < 500, address
    assert len(told) > 50
    assert unexplained(walks(folder, told), RIGHT) == []
