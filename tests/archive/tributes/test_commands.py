"""`bohai moderate`, as an archivist types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archive.folder import DataFolder
from archive.tributes import store as tributes
from archive.tributes.store import TributeStore
from archive.tributes.values import Correction, KinNotice, State, Words
from bohai import main
from tests.archive.tributes.visiting import leave

Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    tributes.make(folder)
    leave(folder, Words("永远怀念\n您的村庄", "侄孙"))
    leave(folder, Correction("e-1-1", "birth", "1923年", "1922年", "家谱"), contact="电话 139")
    return folder


def moderate(folder: DataFolder, *words: str, code: int = 0) -> None:
    assert main(["--data", str(folder.root), "moderate", *words]) == code


def states(folder: DataFolder) -> list[State]:
    with TributeStore.open(folder) as store:
        return [letter.state for letter in store.letters()]


def test_list_tells_what_waits_with_all_that_an_archivist_needs(folder: DataFolder, capsys: Output) -> None:
    moderate(folder, "list")
    told = capsys.readouterr().out
    for words in ("1  words", "您的村庄", "2  correction", "stands: 1923年", "should_be: 1922年", "contact: 电话 139"):
        assert words in told
    assert told.endswith("2 letters waiting\n")


@pytest.mark.parametrize("words", [["list"], ["matches"], ["accept", "1", "--who", "李梅"]])
def test_where_there_is_no_archive_nothing_is_made_and_one_line_says_so(
    words: list[str], tmp_path: Path, capsys: Output
) -> None:
    mistyped = DataFolder(tmp_path / "dtaa")
    moderate(mistyped, *words, code=3)
    assert "dtaa: there is no archive here" in capsys.readouterr().err
    assert not mistyped.root.exists()


def test_list_of_one_kind_and_as_json(folder: DataFolder, capsys: Output) -> None:
    moderate(folder, "list", "--kind", "correction", "--json")
    (letter,) = json.loads(capsys.readouterr().out)
    assert (letter["id"], letter["state"], letter["should_be"], letter["decided"]) == (2, "waiting", "1922年", None)


def test_what_was_accepted_or_refused_waits_no_longer(folder: DataFolder, capsys: Output) -> None:
    moderate(folder, "accept", "1", "--who", "李梅")
    moderate(folder, "refuse", "2", "--who", "李梅", "--why", "无依据")
    assert states(folder) == [State.ACCEPTED, State.REFUSED]
    moderate(folder, "list")
    assert capsys.readouterr().out == "1 letter accepted\n1 letter refused\n0 letters waiting\n"


def test_what_was_decided_is_told_when_all_is_asked_for(folder: DataFolder, capsys: Output) -> None:
    moderate(folder, "refuse", "1", "--who", "李梅", "--why", "与本人无关")
    moderate(folder, "list", "--all")
    told = capsys.readouterr().out
    assert "decided: refused" in told
    assert "李梅 与本人无关" in told
    assert told.endswith("1 letter waiting\n")


def test_a_letter_that_is_not_there_is_told_in_one_line_and_nothing_is_done(folder: DataFolder, capsys: Output) -> None:
    moderate(folder, "accept", "1", "99", "--who", "李梅", code=2)
    (line,) = capsys.readouterr().err.splitlines()
    assert line == "there is no letter 99; see `bohai moderate list`"
    assert states(folder) == [State.WAITING] * 2


@pytest.mark.parametrize(
    "words", [("accept", "1"), ("accept", "1", "--who", " "), ("refuse", "1", "--who", "李梅", "--why", " ")]
)
def test_a_decision_wants_a_name_and_a_refusal_a_reason(
    folder: DataFolder, capsys: Output, words: tuple[str, ...]
) -> None:
    moderate(folder, *words, code=2)
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert states(folder) == [State.WAITING] * 2


def test_what_visitors_wrote_cannot_steer_the_terminal(folder: DataFolder, capsys: Output) -> None:
    leave(folder, Words("\x1b[2J\x1b]0;title\x07您好\r你", "\u202e"))
    moderate(folder, "list")
    told = capsys.readouterr().out
    assert "您好" in told
    assert not {"\x1b", "\x07", "\r", "\u202e"} & set(told)


def test_without_an_index_matches_are_told_to_be_out_of_reach_in_one_line(folder: DataFolder, capsys: Output) -> None:
    leave(folder, KinNotice("王德胜", "", "", ""))
    moderate(folder, "matches", code=3)
    assert len(capsys.readouterr().err.splitlines()) == 1
