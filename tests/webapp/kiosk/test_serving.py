"""`bohai serve --kiosk` opens nothing that nobody vouches for."""

from __future__ import annotations

import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from archive.errors import BohaiError, IntegrityFailure
from archive.folder import DataFolder
from bohai import main
from tests.patience import SECONDS
from webapp.kiosk.app import open_kiosk

ROOT = Path(__file__).resolve().parents[3]


def test_it_prints_an_address_that_answers_from_a_folder_nobody_may_write(snapshot: DataFolder, tmp_path: Path) -> None:
    place = Path(shutil.copytree(snapshot.root, tmp_path / "snapshot"))
    for path in [place, *place.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*")}
    words = ("serve", "--kiosk", str(place), "--key", str(place / "manifest.pub"), "--port", "0", "--idle", "60")
    command = [sys.executable, "-m", "bohai", "--data", str(tmp_path / "none"), *words]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            assert process.stdout
            address = process.stdout.readline().strip()
            for path in ("", "kiosk/keys?typed=wds", "healthz", "kiosk/surnames"):
                with urllib.request.urlopen(address + path, timeout=SECONDS) as reply:  # noqa: S310 - our own server
                    assert reply.status == 200
                    assert reply.headers["Set-Cookie"] is None
        finally:
            process.terminate()
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*")} == before
    for path in [place, *place.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("name", ["archive.db", "manifest.json", "manifest.sig"])
def test_a_snapshot_that_was_changed_is_not_opened(snapshot: DataFolder, tmp_path: Path, name: str) -> None:
    place = Path(shutil.copytree(snapshot.root, tmp_path / "snapshot"))
    with (place / name).open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(IntegrityFailure):
        open_kiosk(place)


def test_a_snapshot_of_another_version_is_told_of_before_it_is_served(
    snapshot: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Path(shutil.copytree(snapshot.root, tmp_path / "snapshot"))
    monkeypatch.setattr("search.index.schema.version", lambda: "another")
    with pytest.raises(BohaiError, match="cannot answer from the snapshot") as told:
        open_kiosk(place)
    assert "publish it again" in told.value.remedy


def test_a_folder_that_is_no_snapshot_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--kiosk", str(tmp_path), "--port", "0"]) == 5
    (line,) = capsys.readouterr().err.splitlines()
    assert "nothing vouches for this folder" in line
    assert "bohai publish" in line


@pytest.mark.parametrize("words", [["--idle", "9"], ["--key", "manifest.pub"]])
def test_what_only_a_kiosk_has_goes_with_a_kiosk(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *words]) == 2
    assert f"{words[0]} goes with --kiosk" in capsys.readouterr().err
