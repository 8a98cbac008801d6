"""From a doubtful name to its page, to its lines, to its person and back: no room is a dead end."""

from __future__ import annotations

import re

from archive.folder import DataFolder
from tests.webapp.desk.linking.conftest import Pairs, pairs
from tests.webapp.desk.people import Archivist
from tests.webapp.small_archive import SmallArchive

__all__ = ["pairs"]


def links(page: str) -> set[str]:
    return set(re.findall(r'href="([^"]+)"', page.partition("<main")[2]))


def test_an_entry_leads_to_its_page_with_the_cursor_on_it(reviewer: Archivist, small: SmallArchive) -> None:
    answer = reviewer.client.get(f"/review/entry/{small.id(2)}?key=birth")
    assert answer.status_code == 303
    assert answer.location == f"/review/page/{small.upright}/1?entry={small.id(2)}&key=birth"
    reviewer.sees("/review/entry/nobody", 404)


def test_a_page_whose_ledger_is_open_leads_each_to_where_they_may_work(
    reviewer: Archivist, editor: Archivist, small: SmallArchive
) -> None:
    assert f"/review/page/{small.turned}/1" in links(reviewer.sees("/"))
    assert f"/structure/{small.turned}/1" in links(editor.sees("/"))


def test_a_roster_leads_to_its_doubts(reviewer: Archivist) -> None:
    assert "/review/?roster=huimin" in links(reviewer.sees("/"))


def test_the_lines_of_a_page_lead_to_its_readings(editor: Archivist, small: SmallArchive) -> None:
    assert f"/review/page/{small.upright}/1" in links(editor.sees(f"/structure/{small.upright}/1"))


def test_an_entry_leads_to_its_person_and_back(editor: Archivist, pairs: Pairs) -> None:
    answer = editor.client.get(f"/linking/of/{pairs.wang}")
    assert answer.location == f"/linking/pair/{pairs.wang}/{pairs.wang_again}", "what is proposed"
    assert f"/review/entry/{pairs.wang}" in links(editor.sees(answer.location))
    saw = {"one": pairs.wang, "other": pairs.stranger, "saw_one": pairs.wang, "saw_other": pairs.stranger}
    assert editor.sends("/linking/decide", saw | {"same": True, "why": ""}).status_code == 200
    answer = editor.client.get(f"/linking/of/{pairs.wang}")
    assert answer.location == f"/linking/pair/{pairs.wang}/{pairs.stranger}", "who is linked comes first"


def test_an_entry_like_no_other_may_be_put_beside_any(editor: Archivist, folder: DataFolder, pairs: Pairs) -> None:
    answer = editor.client.get(f"/linking/of/{pairs.stranger}", follow_redirects=True)
    assert f'value="{pairs.stranger}"' in answer.text
    assert f"/review/entry/{pairs.stranger}" in links(answer.text)
