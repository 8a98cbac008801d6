"""Those who share a surname or a place can be listed, and long lists gone into by letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.folder import DataFolder
from search import FromPlace, IndexUnavailable, OfSurname, Roll, Shared, find, refresh, roll
from search.questions.answering import Search
from tests.search.people import store

PEOPLE = (
    {"name": "王德胜", "native_place": "山东省惠民县沙窝乡小赵庄"},
    {"name": ("王寶", "王宝"), "native_place": "惠民石庙镇"},
    {"name": "欧阳海", "native_place": "惠民县沙窝乡"},
    {"name": "李三", "native_place": "阳信县"},
    {"name": "□文", "native_place": "第三区王家村"},
    {"name": "王", "native_place": "惠民县"},
    {"name": ("孫七", "孙七")},
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    made = DataFolder(tmp_path_factory.mktemp("listed"))
    store(made, *PEOPLE)
    refresh(made)
    return made


def names(folder: DataFolder, found: Roll) -> list[str]:
    by_id = {hit.id: hit.name for hit in find(folder, Search("1", limit=1)).hits} | {
        hit.id: hit.name for one in PEOPLE for hit in find(folder, Search(_name(one))).hits
    }
    return [by_id[id] for id in found.ids]


def _name(one: dict[str, str | tuple[str, str]]) -> str:
    told = one["name"]
    return told if isinstance(told, str) else told[1]


@pytest.mark.parametrize(
    ("shared", "listed"),
    [
        (OfSurname("王"), ["王", "王宝", "王德胜"]),
        (OfSurname("欧阳"), ["欧阳海"]),
        (OfSurname(""), ["□文"]),
        (OfSurname("赵"), []),
        (FromPlace("惠民县", "沙窝乡"), ["欧阳海", "王德胜"]),
        (FromPlace("惠民县", ""), ["王"]),
        (FromPlace("阳信县", ""), ["李三"]),
        (FromPlace("", ""), ["孙七", "□文"]),
        (FromPlace("惠民县", "无乡"), []),
    ],
)
def test_those_who_share_something_are_listed_by_the_sound_of_their_names(
    folder: DataFolder, shared: Shared, listed: list[str]
) -> None:
    found = roll(folder, shared)
    assert names(folder, found) == listed
    assert found.total == len(listed)


def test_a_list_is_gone_through_piece_by_piece(folder: DataFolder) -> None:
    assert names(folder, roll(folder, OfSurname("王"), first=1, count=1)) == ["王宝"]
    assert roll(folder, OfSurname("王"), count=0) == Roll(3, ("B", "D"), ())


def test_letters_are_those_of_names_behind_a_surname_that_all_share(folder: DataFolder) -> None:
    assert roll(folder, OfSurname("欧阳")).letters == ("H",)
    assert roll(folder, FromPlace("惠民县", "沙窝乡")).letters == ("O", "W")
    assert names(folder, roll(folder, FromPlace("惠民县", "沙窝乡"), letter="O")) == ["欧阳海"]
    assert names(folder, roll(folder, OfSurname("王"), letter="D")) == ["王德胜"]
    assert roll(folder, OfSurname("王"), letter="X") == Roll(0, ("B", "D"), ())


def test_everybody_is_listed_once_under_surnames(folder: DataFolder) -> None:
    listed = [id for surname in ("王", "欧阳", "李", "孙", "") for id in roll(folder, OfSurname(surname)).ids]
    assert len(listed) == len(set(listed)) == len(PEOPLE)


def test_without_an_index_nobody_is_listed_in_silence(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        roll(DataFolder(tmp_path), OfSurname("王"))
