from __future__ import annotations

from pathlib import Path

import pytest

import search
from archive.folder import DataFolder
from archive.tributes import store as tributes
from archive.tributes.moderation import refuse
from archive.tributes.store import TributeStore
from archive.tributes.values import KinNotice
from bohai import main
from search.index.builds import current_build
from search.kin import new_matches
from tests.archive.tributes.visiting import leave
from tests.search.people import Texts, store

NOTICE = KinNotice("王德胜", "惠民", "1947", "左手有疤")
OTHERS: tuple[Texts, ...] = (
    {"name": "李三", "native_place": "惠民县沙窝"},
    {"name": "王德胜", "native_place": "阳信县"},
)
SOUGHT: Texts = {"name": "王德勝", "native_place": "惠民县小赵庄", "death": ("1947.3", "1947-03")}


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    read(folder, *OTHERS)
    tributes.make(folder)
    return folder


def read(folder: DataFolder, *people: Texts) -> None:
    store(folder, *people)
    search.refresh(folder)


def found(folder: DataFolder) -> list[tuple[int, list[str]]]:
    return [(match.letter, [person.name for person in match.people]) for match in new_matches(folder)]


def test_somebody_who_is_read_later_matches_a_notice(folder: DataFolder) -> None:
    number = leave(folder, NOTICE, person="")
    assert found(folder) == []
    read(folder, *OTHERS, SOUGHT)
    assert found(folder) == [(number, ["王德勝"])]


def test_who_was_told_is_not_told_again(folder: DataFolder) -> None:
    number = leave(folder, NOTICE, person="")
    read(folder, *OTHERS, SOUGHT)
    (match,) = new_matches(folder)
    with TributeStore.open(folder) as kept:
        kept.tell_matches(number, [person.id for person in match.people])
    assert found(folder) == []
    read(folder, *OTHERS, SOUGHT, SOUGHT)
    assert found(folder) == [(number, ["王德勝"])]


def test_years_far_from_those_of_the_notice_speak_against_a_match(folder: DataFolder) -> None:
    number = leave(folder, NOTICE, person="")
    read(
        folder,
        {**SOUGHT, "death": ("1939", "1939")},
        {**SOUGHT, "death": "不详"},
        {**SOUGHT, "death": ("1948", "1948")},
    )
    assert found(folder) == [(number, ["王德勝", "王德勝"])]


def test_a_notice_that_was_refused_is_not_looked_for(folder: DataFolder) -> None:
    refuse(folder, [leave(folder, NOTICE, person="")], "李梅", "重复")
    read(folder, *OTHERS, SOUGHT)
    assert found(folder) == []


def test_a_notice_that_no_search_can_take_hinders_no_other(folder: DataFolder) -> None:
    leave(folder, KinNotice("，。", "", "", ""), person="")
    number = leave(folder, NOTICE, person="")
    read(folder, *OTHERS, SOUGHT)
    assert found(folder) == [(number, ["王德勝"])]


def test_matches_are_told_on_the_command_line_until_the_family_knows(
    folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    leave(folder, NOTICE, person="", contact="电话 139")
    read(folder, *OTHERS, SOUGHT)
    command = ["--data", str(folder.root), "moderate", "matches"]
    assert main([*command, "--told"]) == 0
    told = capsys.readouterr().out
    assert "王德勝  惠民县小赵庄  1947-03" in told
    assert "contact: 电话 139" in told
    assert main(command) == 0
    assert capsys.readouterr().out == "0 notices with new matches\n"


def test_an_index_of_another_version_is_made_anew_before_matches_are_told(
    folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    leave(folder, NOTICE, person="")
    read(folder, *OTHERS, SOUGHT)
    (current_build(folder.index) / "stamp.json").write_text("{}")
    assert main(["--data", str(folder.root), "moderate", "matches"]) == 0
    told = capsys.readouterr()
    assert "王德勝" in told.out
    assert "brought up to date" in told.err
