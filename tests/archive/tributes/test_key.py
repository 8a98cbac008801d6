from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.tributes.key import site_key


def test_the_key_is_made_once_and_for_its_own_account(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    key = site_key(folder)
    assert len(key) == 32
    assert site_key(folder) == key
    assert stat.S_IMODE(folder.tributes_key.stat().st_mode) == 0o600
    assert [file.name for file in folder.root.iterdir()] == ["tributes.key"]


def test_all_that_start_at_once_have_the_same_key(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(lambda _: site_key(folder), range(32)))) == 1


def test_a_key_that_is_cut_off_is_told_and_not_used(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.tributes_key.write_bytes(b"short")
    with pytest.raises(BohaiError, match="not whole") as told:
        site_key(folder)
    assert "delete the file" in told.value.remedy
