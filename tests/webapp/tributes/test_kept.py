"""What visitors leave is on a page that was kept, too, as soon as it may be seen and no longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask

from archive.folder import DataFolder
from archive.tributes.moderation import accept, refuse, waiting
from tests.archive.tributes.visiting import QINGMING
from tests.webapp.small_archive import SmallArchive
from tests.webapp.tributes.conftest import TOKEN, Someone


def test_a_flower_is_seen_at_once(someone: Someone, at: Callable[[datetime], None]) -> None:
    assert "有人献花" not in someone.sees()
    someone.sends("flower")
    assert "今天有人献花。" in someone.sees()


def test_tomorrow_a_flower_was_not_laid_today(someone: Someone, at: Callable[[datetime], None]) -> None:
    someone.sends("flower")
    assert "今天有人献花。" in someone.sees()
    at(QINGMING + timedelta(days=1))
    assert "今天有人献花。" not in someone.sees()


def test_a_flower_for_one_person_leaves_the_pages_of_others_as_they_were(
    site: Flask, someone: Someone, small: SmallArchive
) -> None:
    other = Someone(site.test_client(), small.id(2))
    tag = other.client.get(f"/martyrs/{other.id}").headers["ETag"]
    someone.sends("flower")
    assert other.client.get(f"/martyrs/{other.id}", headers={"If-None-Match": tag}).status_code == 304


def test_words_are_seen_when_they_are_accepted_and_gone_when_they_are_withdrawn(
    folder: DataFolder, someone: Someone
) -> None:
    someone.sends("words", text="永远怀念您")
    assert "永远怀念您" not in someone.sees()
    (letter,) = waiting(folder)
    accept(folder, [letter.id], "李梅")
    assert "永远怀念您" in someone.sees()
    refuse(folder, [letter.id], "李梅", "家属要求撤下")
    assert "永远怀念您" not in someone.sees()


def test_a_page_of_the_time_when_remembrance_was_closed_is_not_given_again(
    folder: DataFolder, someone: Someone
) -> None:
    assert "暂停受理" not in someone.sees()
    away = folder.tributes.rename(folder.root / "away.db")
    assert "暂停受理" in someone.sees()
    away.rename(folder.tributes)
    assert "暂停受理" not in someone.sees()


def test_thanks_are_for_who_gave(site: Flask, someone: Someone, small: SmallArchive) -> None:
    sent = someone.sends("flower")
    assert someone.sees(sent.location) != someone.sees()
    assert Someone(site.test_client(), small.id(1)).sees() == someone.sees()


def test_a_form_is_never_anothers(site: Flask, small: SmallArchive) -> None:
    for address in (f"/martyrs/{small.id(1)}/remembrance", f"/martyrs/{small.id(1)}/family", "/kin"):
        tokens = {found[1] for _ in range(2) if (found := TOKEN.search(site.test_client().get(address).text))}
        assert len(tokens) == 2
