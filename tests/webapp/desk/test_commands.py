"""`bohai desk`, as an administrator starts it."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from flask import Flask

from archive.folder import DataFolder
from archive.staff import accounts
from archive.staff.values import Role
from bohai import main
from tests.patience import SECONDS
from tests.webapp.desk.people import NAMES
from webapp.desk import commands

ROOT = Path(__file__).resolve().parents[3]


def started(folder: DataFolder) -> tuple[str, str]:
    """What a desk says on standard error before it prints its address, and the page at that address."""
    command = [sys.executable, "-m", "bohai", "--data", str(folder.root), "desk", "--port", "0"]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **streams) as process:  # type: ignore[call-overload]  # noqa: S603
        try:
            address = process.stdout.readline().strip()
            with urllib.request.urlopen(address, timeout=SECONDS) as reply:  # noqa: S310 - our own server
                page = reply.read().decode()
        finally:
            process.terminate()
        return process.stderr.read(), page


def test_it_prints_an_address_that_leads_to_the_entrance(folder: DataFolder) -> None:
    said, page = started(folder)
    assert "users add" not in said
    assert "登录 · 渤海英名录工作台" in page


def test_while_nobody_can_log_in_one_line_says_what_to_do(folder: DataFolder) -> None:
    for name in NAMES.values():
        accounts.set_enabled(folder, name, False)
    line = started(folder)[0].splitlines()[0]
    assert line == f"{folder.root}: nobody can log in yet; run `bohai users add NAME --role {Role.ADMINISTRATOR.word}`"


def test_without_an_archive_there_is_no_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "data"), "desk", "--port", "0"]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert "there is no archive here" in line
    assert not (tmp_path / "data").exists()


def test_the_queue_the_pages_and_the_search_follow_what_is_decided_while_it_is_open(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    @contextmanager
    def noted(what: str) -> Iterator[None]:
        opened.append(what)
        yield

    def run(site: Flask, host: str, port: int, meanwhile: AbstractContextManager[None]) -> None:
        with meanwhile:
            assert opened == ["queue", "pages", "index"]

    monkeypatch.setattr(commands, "queue_kept_up", lambda kept: noted("queue"))
    monkeypatch.setattr(commands, "settled_beside", lambda kept, machine: noted("pages"))
    monkeypatch.setattr(commands, "kept_up", lambda kept, build: noted("index"))
    monkeypatch.setattr(commands, "run", run)
    assert main(["--data", str(folder.root), "desk"]) == 0
