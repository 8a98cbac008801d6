"""The door: every command behind it, and one line with an exit code for everything that goes wrong."""

from __future__ import annotations

import errno
import json
import os
import pickle
import signal
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import click
import pytest

import bohai
from archive import errors
from archive.beside import MADE_AGAIN
from archive.corrections import Correction
from archive.folder import DataFolder
from archive.records import Ledger, Roster
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter
from tests.archive.making import add, record
from tests.patience import SECONDS

ROOT = Path(__file__).resolve().parents[1]
Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """A small archive, in a place of its own that is also where the program runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BOHAI_DATA", raising=False)
    folder = DataFolder(tmp_path / "data")
    add(folder, "惠民/1.png", record("王德胜", "李三", open_points=("合计 3, 2 read",)))
    with ArchiveWriter.open(folder) as writer:
        writer.refuse(str(tmp_path), "bad.png", "bad.png", "it is no picture; scan it again")
    return folder


def one_line(output: Output) -> str:
    lines = output.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize("name", bohai.COMMANDS)
def test_every_command_has_help_that_ends_with_an_example(name: str, capsys: Output) -> None:
    assert bohai.main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.split("\n\n")[-1].startswith(f"  Example: bohai {name}")
    assert "--data DIR" in shown


@pytest.mark.parametrize("name", bohai.COMMANDS)
def test_every_command_is_what_the_list_says(name: str) -> None:
    module, _, function = bohai.COMMANDS[name].function.partition(":")
    command = getattr(import_module(module), function)
    assert isinstance(command, click.Command)
    assert command.name == name


def test_the_list_of_commands_needs_no_command(capsys: Output) -> None:
    program = "import sys, bohai; bohai.main(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    assert "  ingest " in done.stdout
    assert "'ingest'" not in done.stdout
    assert "'sqlite3'" not in done.stdout


def test_the_data_folder_is_named_before_the_command_or_after_it_or_by_the_environment(
    folder: DataFolder, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.root.rename(tmp_path / "elsewhere")
    asked = ("status", "--json")
    assert bohai.main([*asked, "--data", "elsewhere"]) == 0
    assert bohai.main(["--data", "elsewhere", *asked]) == 0
    assert bohai.main(["--data", "nowhere", *asked, "--data", "elsewhere"]) == 0
    monkeypatch.setenv("BOHAI_DATA", "elsewhere")
    assert bohai.main(asked) == 0
    assert len(set(capsys.readouterr().out.splitlines())) == 1
    assert bohai.main(["--data", "nowhere", *asked]) == 3


def test_without_a_word_the_data_folder_is_data(folder: DataFolder, capsys: Output) -> None:
    assert bohai.main(["status"]) == 0
    assert "entries  2" in capsys.readouterr().out


def test_status_in_json_is_the_form_of_the_contract(folder: DataFolder, capsys: Output) -> None:
    assert bohai.main(["status", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "scans": 1,
        "pages": {"read": 1, "failed": 1},
        "entries": 2,
        "readings": {"accepted": 4, "flagged": 2, "verified": 0},
        "ledgers": {"balanced": 0, "open": 1},
    }


def test_status_in_words_lists_what_failed_and_what_is_open(folder: DataFolder, capsys: Output) -> None:
    assert bohai.main(["status"]) == 0
    shown = capsys.readouterr().out
    assert "failed  bad.png: it is no picture; scan it again\n" in shown
    assert "open    惠民/1.png page 1: 合计 3, 2 read\n" in shown


def test_status_in_words_lists_each_open_point_and_more_of_them_when_asked(folder: DataFolder, capsys: Output) -> None:
    add(folder, "惠民/2.png", record("赵石", open_points=tuple(f"序号 {n} 重复" for n in range(50))))
    assert bohai.main(["status"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert "open    惠民/2.png page 1: 序号 0 重复" in shown
    assert shown[-1] == "open    and 11 more; `bohai status --all` tells them"
    assert bohai.main(["status", "--all"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "open    惠民/2.png page 1: 序号 49 重复"


def test_status_in_words_holds_the_rosters_own_totals_against_its_people(folder: DataFolder, capsys: Output) -> None:
    roster = Roster("huimin", "惠民县英名录")
    add(folder, "惠民/2.png", record("赵石"), roster=roster)
    assert bohai.main(["status"]) == 0
    assert "open    惠民县英名录: “合计”印有 2 人，找到 1 人\n" in capsys.readouterr().out


def test_a_decision_that_waits_for_a_person_is_told_and_is_no_fault(folder: DataFolder, capsys: Output) -> None:
    with ArchiveReader.open(folder) as archive:
        id = next(archive.entries()).id
    with DecisionWriter.open(folder) as writer:
        writer.decide([Correction(id, "name", "t", "李梅", "", "王德胜", "王德胜", "王德勝", "王德胜")])
    with ArchiveWriter.open(folder) as reader:
        again = record("王得胜", "李三")
        reader.store(reader.pages()[0], again, basis="a/c", needs_context=False, engine="e", transcript="[]")
    line = (
        "惠民/1.png page 1 row 1 name: 李梅 decided '王德勝' of '王德胜'; "
        "the machine now reads '王得胜'; the decision stands\n"
    )
    assert bohai.main(["status"]) == 0
    assert f"decided {line}" in capsys.readouterr().out
    assert bohai.main(["index"]) == 0
    bohai.main(["check"])
    told = capsys.readouterr()
    assert line in told.out
    assert "decided" not in told.err


def test_status_in_words_tells_which_pages_hold_no_roster(folder: DataFolder, capsys: Output) -> None:
    add(folder, "惠民/2.png", replace(record(), ledger=Ledger(())), replace(record(), number=2))
    assert bohai.main(["status"]) == 0
    shown = capsys.readouterr().out
    assert "empty   惠民/2.png page 1: it holds no roster; no line of print can be read on it\n" in shown
    assert "empty   惠民/2.png page 2: it holds no roster; none was found in its 1 line of print\n" in shown
    assert "惠民/1.png page 1: it holds" not in shown


def test_status_hints_at_a_number_left_out_among_the_files_of_a_folder(folder: DataFolder, capsys: Output) -> None:
    for number in (2, 3, 5, 6):
        add(folder, f"惠民/{number}.png", record("赵石"))
    assert bohai.main(["status"]) == 0
    (hint,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("hint ")]
    assert hint.endswith(": no 4 from 1.png to 6.png; see whether a page was left out")


def test_an_export_to_a_file_and_to_standard_output_are_the_same(
    folder: DataFolder, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    for form in ("jsonl", "csv"):
        file = tmp_path / f"out.{form}"
        assert bohai.main(["export", form, str(file)]) == 0
        assert bohai.main(["export", form, "-"]) == 0
        shown = capfdbinary.readouterr().out
        assert file.read_bytes() == shown
        assert shown.count(b"\n") == (2 if form == "jsonl" else 3)


@pytest.mark.parametrize("words", [("export", "csv"), ("backup",), ("report", "惠民/1.png", "--output")], ids=str)
def test_nothing_is_written_where_the_archive_itself_lies(
    folder: DataFolder, words: tuple[str, ...], tmp_path: Path, capsys: Output
) -> None:
    before = folder.database.read_bytes()
    (tmp_path / "link").symlink_to(folder.root)
    for place in (folder.database, folder.root / "new.tar", tmp_path / "link" / "archive.db"):
        assert bohai.main([*words, str(place)]) == 2
        assert "it lies in the data folder" in capsys.readouterr().err
    assert folder.database.read_bytes() == before


def test_an_export_that_fails_leaves_the_file_that_was_there(folder: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text("the last one")
    database = folder.database.read_bytes()
    folder.database.write_bytes(database[:4096] + b"\xff" * (len(database) - 4096))
    assert bohai.main(["export", "jsonl", str(file)]) == 5
    assert file.read_text() == "the last one"
    assert sorted(place.name for place in tmp_path.iterdir()) == ["data", "inbox", "out.jsonl"]


def test_check_tells_of_every_fault_and_ends_with_5(folder: DataFolder, capsys: Output) -> None:
    assert bohai.main(["index"]) == 0
    assert bohai.main(["check"]) == 0
    assert "1 ledger open" in capsys.readouterr().out
    original = next(folder.originals.glob("*/*"))
    original.unlink()
    assert bohai.main(["check"]) == 5
    told = capsys.readouterr().err
    assert "惠民/1.png: its original cannot be read (No such file or directory)" in told
    assert told.splitlines()[-1] == "data: 1 fault found; see the lines above"


def test_a_backup_is_restored_by_the_command_line(folder: DataFolder, capsys: Output) -> None:
    assert bohai.main(["backup", "b.tar"]) == 0
    assert bohai.main(["restore", "b.tar"]) == 2
    assert bohai.main(["restore", "b.tar", "--data", "again"]) == 0
    assert "restoring originals: 1 of 1, 0 failed\n" in capsys.readouterr().err
    assert bohai.main(["status", "--json", "--data", "again"]) == 0
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (figures["scans"], figures["entries"]) == (1, 2)


def test_where_what_is_derived_cannot_be_made_again_the_archive_is_said_to_be_restored(
    folder: DataFolder, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bohai.HANDED_DOWN, MADE_AGAIN, ("tests.test_cli:without_room",))
    assert bohai.main(["backup", "b.tar"]) == 0
    assert bohai.main(["restore", "b.tar", "--data", "again"]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "again: 1 scan restored"
    assert told.err.splitlines()[-1].startswith("again/index: the system refuses this (No space left on device)")


def test_what_cannot_be_read_is_told_a_line_each_and_ends_with_3(
    folder: DataFolder, tmp_path: Path, capsys: Output
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "torn.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "empty").mkdir()
    assert bohai.main(["ingest", "in", "empty", "nowhere", "--data", "new"]) == 3
    told = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("looking at files")]
    assert [line.split(":")[0] for line in told] == ["empty", "nowhere", "torn.png"]
    assert all("; " in line for line in told)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["fly"], "bohai: No such command 'fly'; see `bohai --help`"),
        (["status", "--rows"], "bohai status: No such option '--rows'; see `bohai status --help`"),
        (["ingest"], "bohai ingest: Missing argument 'PATH...'; see `bohai ingest --help`"),
        (["ingest", "--jobs", "0", "x"], "bohai ingest: Invalid value for '--jobs'"),
        (["export", "docx", "-"], "bohai export: Invalid value for 'FORMAT'"),
    ],
)
def test_wrong_usage_is_one_line_and_ends_with_2(arguments: list[str], says: str, capsys: Output) -> None:
    assert bohai.main(arguments) == 2
    assert one_line(capsys).startswith(says)


def test_a_missing_cluster_library_is_named_and_ends_with_4(
    folder: DataFolder, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert bohai.main(["ingest", "inbox", "--scheduler", "tcp://localhost:1"]) == 4
    assert one_line(capsys) == "--scheduler needs Dask; install it with `pip install 'dask[distributed]'`"


def test_a_second_ingest_is_told_of_the_first_in_one_line(folder: DataFolder, capsys: Output) -> None:
    with ArchiveWriter.open(folder):
        assert bohai.main(["ingest", "inbox"]) == 1
    assert one_line(capsys).startswith("data: another bohai is writing to this archive; wait")


def without_room(folder: DataFolder) -> None:
    """What is made again on a disk that is full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder.index))


@click.command()
def broken() -> None:
    """A command with a fault in it."""
    raise ZeroDivisionError("two\nlines")


@click.command()
def unequipped() -> None:
    """A command whose library is not there."""
    import_module("no_such_library")


@pytest.mark.parametrize("debug", [[], ["--debug"]])
def test_the_unexpected_is_one_line_and_a_traceback_only_when_asked_for(
    debug: list[str], capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(bohai.COMMANDS, "broken", bohai.Purpose("tests.test_cli:broken", "Fail."))
    for arguments in (["broken", *debug], [*debug, "broken"]):
        assert bohai.main(arguments) == 1
        told = capsys.readouterr().err
        line = "unexpected ZeroDivisionError: two lines; run it again with --debug and report what it says"
        assert told.splitlines()[-1] == line
        assert ("Traceback" in told) == bool(debug)


def test_a_full_disk_is_told_and_not_taken_for_a_fault_of_the_program(folder: DataFolder) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, str(ROOT / "bohai.py"), "export", "jsonl", "-"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 1
    words = "the system refuses this (No space left on device); see that the disk has room"
    assert ended.stderr.startswith(words)
    assert ended.stderr.count("\n") == 1


def test_a_missing_library_is_named_and_ends_with_4(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bohai.COMMANDS, "unequipped", bohai.Purpose("tests.test_cli:unequipped", "Fail."))
    assert bohai.main(["unequipped"]) == 4
    assert one_line(capsys).startswith("the Python package 'no_such_library' is missing; ")


def test_ctrl_c_ends_a_run_in_one_line_that_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, ROOT / "bohai.py", "ingest", "in", "--watch"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        assert running.stderr.readline().startswith("watching in")
        running.send_signal(signal.SIGINT)
        told = running.communicate(timeout=SECONDS)[1]
    assert running.returncode == 130
    assert told == "stopped; every page stored so far is safe; run the same command again to go on\n"


def test_errors_cross_from_one_process_to_another_whole() -> None:
    problem = errors.InputError("it is torn", where="a.png", remedy="scan it again")
    again = pickle.loads(pickle.dumps(problem))  # noqa: S301 - our own
    assert (type(again), str(again)) == (errors.InputError, "a.png: it is torn; scan it again")
