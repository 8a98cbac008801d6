"""The help tells each role of its own tasks, and nothing in it leads nowhere."""

from __future__ import annotations

import re

from flask import Flask

from archive.staff.values import Role
from tests.webapp.desk.help.pictures import KEPT, PICTURES
from tests.webapp.desk.people import Archivist, sits_down
from webapp.desk.app import SUBJECTS
from webapp.desk.help.tasks import TASKS, tasks_of

MOST = 40_000
"""Bytes of a picture, over a slow line."""
_LINK = re.compile(r'<a [^>]*href="([^"#]+)"')
_IMAGE = re.compile(r'<img src="([^"]+)" alt="([^"]+)"')


def test_each_role_is_told_of_what_it_may_do(desk: Flask) -> None:
    for role in Role:
        archivist = sits_down(desk, role)
        told = archivist.sees("/help/")
        for task in TASKS:
            assert (f'href="/help/{task.name}"' in told.partition("<main")[2]) is (task in tasks_of(role)), task
            archivist.sees(f"/help/{task.name}", 200 if task in tasks_of(role) else 403)


def test_nobody_is_told_without_an_account(stranger: Archivist) -> None:
    assert stranger.client.get("/help/review").status_code == 303


def test_a_task_that_is_not_there_is_not_found(reviewer: Archivist) -> None:
    reviewer.sees("/help/nothing", 404)


def test_every_room_of_the_menu_leads_to_its_own_help(administrator: Archivist) -> None:
    places = {words: address for address, words in menu(administrator)}
    for subject in SUBJECTS:
        if subject.word:
            (task,) = (task for task in TASKS if subject.blueprint.name in task.rooms)
            page = administrator.client.get(places[subject.word], follow_redirects=True).text
            assert f'href="/help/{task.name}" data-go="b"' in page, subject.word


def menu(archivist: Archivist) -> list[tuple[str, str]]:
    """Where the menu leads, with its words."""
    bar = archivist.sees("/").partition("<nav")[2].partition("</nav>")[0]
    return re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', bar)


def test_every_link_and_every_picture_is_there(desk: Flask) -> None:
    shown = set()
    for role in Role:
        archivist = sits_down(desk, role)
        for task in tasks_of(role):
            page = archivist.sees(f"/help/{task.name}")
            for link in set(_LINK.findall(page)):
                assert archivist.client.get(link, follow_redirects=True).status_code == 200, (role, task.name, link)
            for source, words in _IMAGE.findall(page):
                assert words
                assert archivist.client.get(source).status_code == 200, source
                shown.add(source.rpartition("/")[2])
    assert shown == {f"{picture.name}.webp" for picture in PICTURES} == {path.name for path in KEPT.iterdir()}


def test_every_task_is_pictured_and_no_picture_is_heavy() -> None:
    for path in KEPT.iterdir():
        assert path.stat().st_size <= MOST, path.name
