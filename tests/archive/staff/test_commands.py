"""`bohai users`, as an administrator types it."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

from archive.folder import DataFolder
from archive.staff.store import StaffStore
from bohai import main

Output = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "七里堡 灯火 访雪夜归 舟"  # noqa: S105 - of nobody


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def users(folder: DataFolder, *words: str, code: int = 0) -> None:
    assert main(["--data", str(folder.root), "users", *words]) == code


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\nwhat comes after is not read\n"))


def one_line(output: Output) -> str:
    (line,) = output.readouterr().err.splitlines()
    return line


def test_an_account_is_added_with_a_password_from_standard_input(
    folder: DataFolder, given: None, capsys: Output
) -> None:
    users(folder, "add", "李梅", "--role", "editor", "--password-stdin")
    assert capsys.readouterr().out == "李梅 added, editor\n"
    users(folder, "list")
    assert capsys.readouterr().out == f"editor         enabled   {'never seen':25}  李梅\n1 account\n"


def test_where_there_are_no_accounts_and_no_archive_list_says_so(folder: DataFolder, capsys: Output) -> None:
    users(folder, "list", code=3)
    assert "there is no archive here" in one_line(capsys)
    assert not folder.root.exists()


def test_list_as_json_tells_role_state_and_when_last_seen(folder: DataFolder, given: None, capsys: Output) -> None:
    users(folder, "add", "李梅", "--password-stdin")
    users(folder, "disable", "李梅")
    capsys.readouterr()
    users(folder, "list", "--json")
    (told,) = json.loads(capsys.readouterr().out)
    assert told.pop("added")
    assert told == {"name": "李梅", "role": "reviewer", "enabled": False, "seen": None}


def test_without_a_terminal_or_the_option_no_password_is_taken(folder: DataFolder, given: None, capsys: Output) -> None:
    users(folder, "add", "李梅", code=2)
    assert "--password-stdin" in one_line(capsys)
    assert not folder.root.exists()


@pytest.mark.parametrize("password", ["短\n", "password12345\n", ""])
def test_a_weak_password_is_refused_in_one_line(
    folder: DataFolder, capsys: Output, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(password))
    users(folder, "add", "李梅", "--password-stdin", code=2)
    assert "the password is" in one_line(capsys)
    assert not folder.root.exists()


def test_a_name_that_is_taken_is_told_in_one_line(folder: DataFolder, given: None, capsys: Output) -> None:
    users(folder, "add", "Ann", "--password-stdin")
    sys.stdin.seek(0)
    users(folder, "add", "ＡＮＮ", "--password-stdin", code=2)
    assert "already" in one_line(capsys)


def test_an_account_is_changed_in_every_way(
    folder: DataFolder, given: None, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    users(folder, "add", "李梅", "--password-stdin")
    with StaffStore.open(folder) as store:
        before = store.password_of("李梅")
        users(folder, "role", "李梅", "administrator")
        users(folder, "disable", "李梅")
        users(folder, "enable", "李梅")
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}又\n"))
        users(folder, "passwd", "李梅", "--password-stdin")
        assert store.password_of("李梅") != before
        (account,) = store.accounts()
    assert (account.role.word, account.enabled) == ("administrator", True)
    assert capsys.readouterr().out.splitlines()[1:] == [
        "李梅 is now administrator",
        "李梅 disabled",
        "李梅 enabled",
        "李梅 has another password",
    ]


@pytest.mark.parametrize("words", [("disable", "x"), ("enable", "x"), ("role", "x", "editor"), ("passwd", "x")])
def test_an_account_that_is_not_there_is_told_in_one_line(
    folder: DataFolder, given: None, capsys: Output, words: tuple[str, ...]
) -> None:
    users(folder, *words, code=2)
    assert "bohai users add" in one_line(capsys)
    assert not folder.root.exists()
    users(folder, "add", "李梅", "--password-stdin")
    users(folder, *words, code=2)
    assert "see `bohai users list`" in one_line(capsys)


def test_on_a_terminal_the_password_is_asked_for_twice_and_not_shown(folder: DataFolder) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "bohai", "--data", str(folder.root), "users", "add", "李梅"]
    with subprocess.Popen(command, cwd=ROOT, stdin=follower, stdout=follower, stderr=follower) as process:  # noqa: S603
        os.close(follower)
        shown = b""
        for question in (b"Password:", b"Again:"):
            while question not in shown:
                shown += os.read(leader, 1024)
            time.sleep(0.2)  # until the terminal has stopped showing what is typed
            os.write(leader, f"{PASSWORD}\n".encode())
        while b"added" not in shown:
            shown += os.read(leader, 1024)
    os.close(leader)
    assert process.returncode == 0
    assert PASSWORD not in shown.decode()
