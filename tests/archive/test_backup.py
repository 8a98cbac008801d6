"""A backup brings everything back, and nothing else."""

from __future__ import annotations

import io
import json
import tarfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from archive.backup import back_up
from archive.errors import BohaiError, InputError, IntegrityFailure, UsageError
from archive.folder import DataFolder
from archive.integrity import faults
from archive.restoring import restore, scans_in
from archive.staff import accounts
from archive.staff.entrance import log_in, whose
from archive.staff.store import StaffStore
from archive.staff.values import Role
from archive.store import ArchiveReader, ArchiveWriter
from archive.tributes import gifts
from archive.tributes import store as tributes
from archive.tributes.key import site_key
from archive.tributes.moderation import accept
from archive.tributes.store import TributeStore
from archive.tributes.values import Photograph, State, Words
from tests.archive.making import add, record
from tests.archive.staff.quick import quick_passwords
from tests.archive.tributes.visiting import leave

PASSWORD = "七里堡 灯火 访雪夜归 舟"  # noqa: S105 - of nobody


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    add(folder, "惠民/1.png", record("王德胜", "李三"))
    add(folder, "惠民/2.png", record("赵六"))
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "restored")


def visited(folder: DataFolder) -> str:
    """Have visitors leave words and a photograph; the photograph's hash."""
    tributes.make(folder)
    photograph = BytesIO()
    Image.new("RGB", (30, 20), "white").save(photograph, "PNG")
    photograph.seek(0)
    sha256 = gifts.keep(folder, photograph)
    leave(folder, Words("永远怀念", "侄孙"))
    leave(folder, Photograph(sha256, "参军前", ""))
    accept(folder, [1, 2], "李梅")
    return sha256


def staffed(folder: DataFolder) -> str:
    """Add an account and have it log in; the token of its session."""
    with quick_passwords():
        accounts.add(folder, "李梅", Role.EDITOR, PASSWORD)
        with StaffStore.open(folder) as store:
            token = log_in(store, "李梅", PASSWORD, "192.0.2.1", 0.0)
    assert token
    return token


def members(file: Path) -> dict[str, bytes]:
    with tarfile.open(file) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]


def pack(file: Path, contents: dict[str, bytes]) -> None:
    with tarfile.open(file, "w") as tar:
        for name, data in contents.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))


def test_what_was_backed_up_is_restored(folder: DataFolder, empty: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    assert back_up(folder, file) == 2
    assert scans_in(file) == 2
    assert restore(empty, file) == 2
    assert faults(empty) == []
    with ArchiveReader.open(folder) as before, ArchiveReader.open(empty) as after:
        assert list(after.entries()) == list(before.entries())
    assert sorted(place.name for place in empty.root.iterdir()) == ["archive.db", "archive.lock", "originals"]


def test_what_visitors_left_is_backed_up_and_restored(folder: DataFolder, empty: DataFolder, tmp_path: Path) -> None:
    sha256 = visited(folder)
    back_up(folder, tmp_path / "b.tar")
    restore(empty, tmp_path / "b.tar")
    assert faults(empty) == []
    with TributeStore.open(folder) as before, TributeStore.open(empty) as after:
        assert after.letters() == before.letters()
        assert [letter.state for letter in after.letters()] == [State.ACCEPTED] * 2
    assert empty.gift(sha256).read_bytes() == folder.gift(sha256).read_bytes()
    assert empty.tributes.stat().st_mode & 0o777 == 0o600


def test_the_key_of_the_site_is_in_no_backup(folder: DataFolder, tmp_path: Path) -> None:
    visited(folder)
    key = site_key(folder)
    back_up(folder, tmp_path / "b.tar")
    assert key not in (tmp_path / "b.tar").read_bytes()


@pytest.mark.parametrize("name", ["tributes.db", "gifts/"])
def test_a_backup_without_part_of_what_visitors_left_restores_nothing(
    folder: DataFolder, empty: DataFolder, tmp_path: Path, name: str
) -> None:
    visited(folder)
    back_up(folder, tmp_path / "b.tar")
    pack(tmp_path / "b.tar", {known: data for known, data in members(tmp_path / "b.tar").items() if name not in known})
    with pytest.raises(IntegrityFailure, match=r"no tributes in it|the photograph"):
        restore(empty, tmp_path / "b.tar")
    assert not any(empty.root.iterdir())


def test_a_damaged_photograph_gives_no_backup_and_is_a_fault(folder: DataFolder, tmp_path: Path) -> None:
    gift = folder.gift(visited(folder))
    gift.chmod(0o644)
    gift.write_bytes(b"x")
    with pytest.raises(IntegrityFailure, match="is not what was stored"):
        back_up(folder, tmp_path / "b.tar")
    assert len(faults(folder)) == 1


def test_a_backup_of_before_there_were_tributes_is_restored(
    folder: DataFolder, empty: DataFolder, tmp_path: Path
) -> None:
    back_up(folder, tmp_path / "b.tar")
    contents = members(tmp_path / "b.tar")
    letter = json.loads(contents["backup.json"])
    old = {"form": 1, "database": letter["database"], "scans": letter["scans"]}
    pack(tmp_path / "b.tar", contents | {"backup.json": json.dumps(old).encode()})
    assert restore(empty, tmp_path / "b.tar") == 2


def test_a_backup_is_made_while_somebody_writes(folder: DataFolder, empty: DataFolder, tmp_path: Path) -> None:
    with ArchiveWriter.open(folder) as writer:
        back_up(folder, tmp_path / "b.tar")
        writer.fail(writer.pages()[0], "after the backup")
    restore(empty, tmp_path / "b.tar")
    with ArchiveReader.open(empty) as archive:
        assert archive.failures() == []


def test_an_archive_is_not_restored_over_another(folder: DataFolder, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "b.tar")
    before = folder.database.read_bytes()
    with pytest.raises(UsageError, match="an empty folder only"):
        restore(folder, tmp_path / "b.tar")
    assert folder.database.read_bytes() == before


def test_a_restoration_that_was_killed_is_begun_again(folder: DataFolder, empty: DataFolder, tmp_path: Path) -> None:
    back_up(folder, tmp_path / "b.tar")
    half = empty.scratch / "half"
    half.mkdir(parents=True)
    (half / "archive.db").write_bytes(b"half")
    empty.lock.touch()
    assert restore(empty, tmp_path / "b.tar") == 2
    assert faults(empty) == []
    assert not empty.scratch.exists()


def test_a_damaged_original_gives_no_backup_and_leaves_the_last_one(folder: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    back_up(folder, file)
    last = file.read_bytes()
    original = next(folder.originals.glob("*/*"))
    original.chmod(0o644)
    original.write_bytes(b"x" * original.stat().st_size)
    with pytest.raises(IntegrityFailure, match="its original is not what came in"):
        back_up(folder, file)
    assert file.read_bytes() == last
    assert [place.name for place in tmp_path.iterdir() if place.name.startswith(".")] == []
    assert len(faults(folder)) == 1


@pytest.mark.parametrize("name", ["archive.db", "originals"])
def test_a_damaged_backup_restores_nothing(folder: DataFolder, empty: DataFolder, tmp_path: Path, name: str) -> None:
    file = tmp_path / "b.tar"
    back_up(folder, file)
    pack(file, {known: data[:-1] + b"?" if known.startswith(name) else data for known, data in members(file).items()})
    with pytest.raises(IntegrityFailure, match="is damaged"):
        restore(empty, file)
    assert not any(empty.root.iterdir())


def test_a_backup_without_one_of_its_originals_restores_nothing(
    folder: DataFolder, empty: DataFolder, tmp_path: Path
) -> None:
    file = tmp_path / "b.tar"
    back_up(folder, file)
    contents = members(file)
    contents.pop(max(contents))
    pack(file, contents)
    with pytest.raises(IntegrityFailure, match=r"the scan 惠民/\d.png is not in it"):
        restore(empty, file)
    assert not any(empty.root.iterdir())


@pytest.mark.parametrize("name", ["../evil", "originals/../../evil", "/evil", "originals/aa/evil"])
def test_a_backup_puts_nothing_anywhere_else(folder: DataFolder, empty: DataFolder, tmp_path: Path, name: str) -> None:
    file = tmp_path / "b.tar"
    back_up(folder, file)
    pack(file, members(file) | {name: b"evil"})
    with pytest.raises(IntegrityFailure, match="which no backup does"):
        restore(empty, file)
    assert not list(tmp_path.rglob("evil"))


def test_a_link_in_a_backup_is_refused(folder: DataFolder, empty: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    back_up(folder, file)
    with tarfile.open(file, "a") as tar:
        link = tarfile.TarInfo("originals/" + "aa/" + "a" * 64)
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(IntegrityFailure):
        restore(empty, file)
    assert not any(empty.root.iterdir())


@pytest.mark.parametrize("data", [b"", b"no tar at all", b"\0" * 20480])
def test_what_is_no_backup_is_told_in_one_line(empty: DataFolder, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "b.tar"
    file.write_bytes(data)
    with pytest.raises(InputError, match=r"no whole backup|no backup of an archive"):
        restore(empty, file)
    assert not any(empty.root.iterdir())


def test_a_truncated_backup_restores_nothing(folder: DataFolder, empty: DataFolder, tmp_path: Path) -> None:
    file = tmp_path / "b.tar"
    back_up(folder, file)
    file.write_bytes(file.read_bytes()[:30000])
    with pytest.raises(BohaiError):
        restore(empty, file)
    assert not any(empty.root.iterdir())


def test_where_a_backup_cannot_be_written_one_line_says_so(folder: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(BohaiError, match="the backup cannot be written"):
        back_up(folder, tmp_path / "no" / "such" / "b.tar")


def test_accounts_are_backed_up_and_restored_without_anybodys_session(
    folder: DataFolder, empty: DataFolder, tmp_path: Path
) -> None:
    token = staffed(folder)
    back_up(folder, tmp_path / "b.tar")
    restore(empty, tmp_path / "b.tar")
    assert faults(empty) == []
    assert accounts.accounts(empty) == accounts.accounts(folder)
    assert empty.staff.stat().st_mode & 0o777 == 0o600
    with StaffStore.open(empty) as store:
        assert whose(store, token, 0.0) is None
        assert log_in(store, "李梅", PASSWORD, "192.0.2.1", 0.0)


def test_a_backup_without_the_accounts_it_tells_of_restores_nothing(
    folder: DataFolder, empty: DataFolder, tmp_path: Path
) -> None:
    staffed(folder)
    back_up(folder, tmp_path / "b.tar")
    pack(tmp_path / "b.tar", {name: data for name, data in members(tmp_path / "b.tar").items() if name != "desk.db"})
    with pytest.raises(IntegrityFailure, match="no accounts in it"):
        restore(empty, tmp_path / "b.tar")
    assert not any(empty.root.iterdir())


def test_damaged_accounts_are_a_fault(folder: DataFolder) -> None:
    staffed(folder)
    folder.staff.write_bytes(b"no database at all" * 400)
    (fault,) = faults(folder)
    assert "the accounts are damaged" in fault
