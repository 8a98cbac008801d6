"""A snapshot is whole or not there, replaces nothing but another, and is verified byte for byte."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import exchange
from archive.errors import BohaiError, IntegrityFailure, UsageError
from archive.folder import DataFolder
from archive.manifest import sealed_manifest
from archive.signing import public_pem, signing_key
from archive.snapshot import publish
from archive.staff import accounts
from archive.staff.values import Role
from archive.verification import key_in, open_to_serve, snapshot_faults
from bohai import main
from tests.archive.decided import SECRETS, build_decided
from tests.webapp.small_archive import SmallArchive, build

ARCHIVIST = "账户丙"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallArchive:
    small = build_decided(tmp_path_factory.mktemp("archive"))
    accounts.add(small.folder, ARCHIVIST, Role.EDITOR, "七里堡 灯火 访雪夜归 舟")
    return small


@pytest.fixture(scope="module")
def published(small: SmallArchive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A snapshot as the command writes it; tests copy what they change."""
    place = tmp_path_factory.mktemp("published") / "snapshot"
    assert main(["--data", str(small.folder.root), "publish", str(place)]) == 0
    return place


@pytest.fixture
def snapshot(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "snapshot"))


def test_it_holds_all_that_a_kiosk_needs_and_no_original(published: Path) -> None:
    assert {path.name for path in published.iterdir()} == {
        *("archive.db", "index", "tiles", "kiosk"),
        *("manifest.json", "manifest.sig", "manifest.pub"),
    }
    assert (published / "kiosk" / "chromium-policy.json").is_file()
    held = [path for path in published.rglob("*") if path.is_file()]
    assert not [
        path for path in held for secret in (*SECRETS, ARCHIVIST, "argon2") if secret.encode() in path.read_bytes()
    ]


def test_the_manifest_lists_every_file_and_tells_when_and_by_what(published: Path) -> None:
    told = json.loads((published / "manifest.json").read_text("utf-8"))
    held = {path.relative_to(published).as_posix() for path in published.rglob("*") if path.is_file()}
    assert held == {*told["files"], "manifest.json", "manifest.sig", "manifest.pub"}
    assert told["holds"] == {"persons": 25, "entries": 26, "pages": 2, "rosters": 1}
    assert told["published"].endswith("+00:00")
    assert told["program"].startswith("bohai")


def test_the_key_is_made_once_and_is_its_owners_alone(small: SmallArchive, published: Path) -> None:
    assert stat.S_IMODE(small.folder.signing_key.stat().st_mode) == 0o600
    assert public_pem(signing_key(small.folder).public_key()) == (published / "manifest.pub").read_bytes()


def test_a_whole_snapshot_verifies_and_says_whose_key_it_went_by(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(published)]) == 0
    assert "signed with the key that the snapshot itself names" in capsys.readouterr().out
    assert main(["verify", str(published), "--key", str(published / "manifest.pub")]) == 0
    assert f"signed with the key in {published / 'manifest.pub'}" in capsys.readouterr().out


def changed(place: Path) -> None:
    file = next((place / "tiles").rglob("0-0.jpg"))
    file.write_bytes(file.read_bytes()[:-1] + b"?")


def lost(place: Path) -> None:
    (place / "kiosk" / "README.md").unlink()


def added(place: Path) -> None:
    (place / "tiles" / "more.txt").write_text("more")


def linked(place: Path) -> None:
    file = place / "kiosk" / "README.md"
    file.rename(place.parent / "README.md")
    file.symlink_to(place.parent / "README.md")


def linked_folder(place: Path) -> None:
    (place / "elsewhere").symlink_to(place.parent)


def another_key_beside(place: Path) -> None:
    (place / "manifest.pub").write_text("other")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (changed, "0-0.jpg: it is not what was published"),
        (lost, "kiosk/README.md: it is missing"),
        (added, "tiles/more.txt: it is not in the manifest"),
        (linked, "kiosk/README.md: it is no plain file"),
        (linked_folder, "elsewhere: it is not in the manifest"),
        (another_key_beside, "manifest.pub: it is not the key that the manifest names"),
    ],
)
def test_each_harm_is_told_in_one_line(
    snapshot: Path, harm: Callable[[Path], None], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(snapshot)
    assert main(["verify", str(snapshot)]) == 5
    fault, summary = [line for line in capsys.readouterr().err.splitlines() if "checking files" not in line]
    assert said in fault
    assert "1 fault found" in summary


@pytest.mark.parametrize("command", [["index"], ["index", "--rebuild"], ["propose"]])
def test_nothing_is_derived_anew_in_a_snapshot(
    snapshot: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(snapshot.rglob("*"))
    assert main(["--data", str(snapshot), *command]) == 2
    assert "this is a snapshot, which is only ever read" in capsys.readouterr().err
    assert sorted(snapshot.rglob("*")) == before


def test_a_snapshot_can_be_searched_from_the_command_line(snapshot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(snapshot), "search", "王"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["verify", str(snapshot)]) == 0


def test_a_manifest_that_was_changed_is_not_signed(snapshot: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = snapshot / "manifest.json"
    file.write_text(file.read_text("utf-8").replace('"persons": 25', '"persons": 26'), "utf-8")
    assert main(["verify", str(snapshot)]) == 5
    assert "not signed with the key that it names" in capsys.readouterr().err


def test_a_snapshot_of_another_publisher_is_refused_by_the_key(snapshot: Path, tmp_path: Path) -> None:
    other = build(tmp_path / "other").folder
    (tmp_path / "other.pub").write_bytes(public_pem(signing_key(other).public_key()))
    assert main(["verify", str(snapshot), "--key", str(tmp_path / "other.pub")]) == 5
    with pytest.raises(IntegrityFailure, match="not signed with the key given"):
        open_to_serve(snapshot, key_in(tmp_path / "other.pub"))


@pytest.mark.parametrize("name", ["manifest.json", "manifest.sig"])
def test_without_its_manifest_or_signature_nothing_vouches_for_it(snapshot: Path, name: str) -> None:
    (snapshot / name).unlink()
    assert main(["verify", str(snapshot)]) == 5


@pytest.mark.parametrize("path", ["../data", "/etc/passwd", "a/../../b", ""])
def test_a_manifest_that_names_files_elsewhere_is_none(snapshot: Path, path: str) -> None:
    told = json.loads((snapshot / "manifest.json").read_text("utf-8"))
    told["files"][path] = {"sha256": "0", "size": 1}
    (snapshot / "manifest.json").write_text(json.dumps(told), "utf-8")
    with pytest.raises(IntegrityFailure, match="no whole manifest"):
        sealed_manifest(snapshot)


def test_serving_looks_at_database_and_index_and_not_at_pictures(snapshot: Path) -> None:
    changed(snapshot)
    open_to_serve(snapshot)
    stamp = next((snapshot / "index").rglob("stamp.json"))
    stamp.write_text("{}")
    with pytest.raises(IntegrityFailure, match="not what was published"):
        open_to_serve(snapshot)


def test_an_index_beside_the_one_that_was_published_is_never_opened(snapshot: Path) -> None:
    (snapshot / "index" / "other").mkdir()
    (snapshot / "index" / "other" / "stamp.json").write_text("{}")
    with pytest.raises(IntegrityFailure, match="not in the manifest"):
        open_to_serve(snapshot)


def test_it_can_be_verified_where_nothing_may_be_written(snapshot: Path) -> None:
    for path in [snapshot, *snapshot.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    assert snapshot_faults(snapshot, sealed_manifest(snapshot)) == []
    for path in [snapshot, *snapshot.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize(
    "words",
    [
        *(["ingest", "scans"], ["serve"], ["desk"], ["publish", "another"], ["moderate", "list"]),
        *(["import", "corrections", "decided.csv", "--who", "李梅"], ["users", "add", "李梅", "--password-stdin"]),
    ],
    ids=lambda words: words[0],
)
def test_nothing_is_written_into_a_snapshot_that_is_taken_for_an_archive(
    words: list[str], snapshot: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(snapshot.parent)
    monkeypatch.setattr("sys.stdin", io.StringIO("七里堡 灯火 访雪夜归 舟\n"))
    (snapshot.parent / "decided.csv").write_text("id,field,saw,text,why\ne,name,a,b,\n", "utf-8")
    assert main([*words, "--data", str(snapshot)]) == 2
    assert "this is a snapshot, which is only ever read" in capsys.readouterr().err
    assert main(["verify", str(snapshot)]) == 0


def test_publishing_again_replaces_what_was_there(small: SmallArchive, snapshot: Path) -> None:
    (snapshot / "more.txt").write_text("left from before")
    publish(small.folder, snapshot)
    assert not (snapshot / "more.txt").exists()
    assert snapshot_faults(snapshot, sealed_manifest(snapshot)) == []
    assert [path.name for path in snapshot.parent.iterdir()] == ["snapshot"]


def test_an_empty_folder_is_filled(small: SmallArchive, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    publish(small.folder, tmp_path / "new")
    assert snapshot_faults(tmp_path / "new", sealed_manifest(tmp_path / "new")) == []


def test_a_folder_of_something_else_is_left_as_it_is(
    small: SmallArchive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("dear")
    assert main(["--data", str(small.folder.root), "publish", str(tmp_path / "letters")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "something else than a snapshot" in line
    assert [path.name for path in tmp_path.rglob("*")] == ["letters", "one.txt"]


def test_a_missing_picture_gives_no_snapshot_and_leaves_the_last_one(tmp_path: Path, snapshot: Path) -> None:
    small = build(tmp_path / "data")
    before = (snapshot / "manifest.json").read_bytes()
    shutil.rmtree(small.folder.tiles(small.turned, 1))
    with pytest.raises(IntegrityFailure, match="the picture of page 1 is missing"):
        publish(small.folder, snapshot)
    assert (snapshot / "manifest.json").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "snapshot"]


def test_where_it_cannot_be_written_one_line_says_so(small: SmallArchive, tmp_path: Path) -> None:
    with pytest.raises(BohaiError, match="the snapshot cannot be written"):
        publish(small.folder, tmp_path / "no" / "such" / "folder")


@pytest.mark.parametrize("at", ["while it is made", "before it is put in place"])
def test_killed_in_the_middle_the_last_one_stands_and_the_next_run_is_whole(
    small: SmallArchive, snapshot: Path, at: str
) -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from archive import snapshot; from archive.folder import DataFolder\n"
        "die = lambda *_: os._exit(9)\n"
        "step = (lambda: None) if 'before' in sys.argv[3] else die\n"
        "snapshot.put_in_place = die\n"
        "snapshot.publish(DataFolder(Path(sys.argv[1])), Path(sys.argv[2]), (), step)"
    )
    before = (snapshot / "manifest.json").read_bytes()
    words = [sys.executable, "-c", program, str(small.folder.root), str(snapshot), at]
    done = subprocess.run(words, cwd=ROOT, check=False)  # noqa: S603 - the program above
    assert done.returncode == 9
    assert (snapshot / "manifest.json").read_bytes() == before
    assert snapshot_faults(snapshot, sealed_manifest(snapshot)) == []
    publish(small.folder, snapshot)
    assert [path.name for path in snapshot.parent.iterdir()] == ["snapshot"]


def test_two_do_not_publish_to_one_place_at_once(small: SmallArchive, snapshot: Path) -> None:
    def again(_copy: DataFolder) -> None:
        publish(small.folder, snapshot)

    with pytest.raises(BohaiError, match="another bohai is publishing there"):
        publish(small.folder, snapshot, [again])


def test_a_link_is_no_place_for_it(small: SmallArchive, snapshot: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(snapshot)
    with pytest.raises(UsageError, match="something else by that name"):
        publish(small.folder, tmp_path / "link")


def test_a_file_system_that_cannot_exchange_names_is_helped_over_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "_exchanged", lambda *_: False)
    new, dest = tmp_path / "new", tmp_path / "dest"
    for place in (new, dest):
        place.mkdir()
        (place / "name").write_text(place.name)
    exchange.put_in_place(new, dest)
    assert (dest / "name").read_text() == "new"
    assert os.listdir(tmp_path) == ["dest"]  # noqa: PTH208 - hidden names too
    dest.rename(exchange.beside(dest, "old"))  # what is left if the machine stops between the two
    exchange.restore_place(dest)
    assert (dest / "name").read_text() == "new"
