"""A photograph and its letter are kept together or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from archive.folder import DataFolder
from archive.tributes.gifts import keep
from archive.tributes.giving import clear_away, giving
from archive.tributes.store import make
from archive.tributes.values import Photograph
from tests.archive.tributes.test_gifts import photograph
from tests.archive.tributes.visiting import leave

KILLED_IN_BETWEEN = """
import os, signal, sys
from io import BytesIO
from pathlib import Path
from archive.folder import DataFolder
from archive.tributes import gifts
from archive.tributes.giving import giving
folder = DataFolder(Path(sys.argv[1]))
with giving(folder):
    gifts.keep(folder, BytesIO(sys.stdin.buffer.read()))
    print("kept", flush=True)
    signal.pause()
"""


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    made = DataFolder(tmp_path)
    make(made)
    return made


def lying(folder: DataFolder) -> list[str]:
    return sorted(file.name for file in folder.gifts.iterdir())


def fail_to_give(folder: DataFolder) -> None:
    with giving(folder):
        keep(folder, BytesIO(photograph()))
        raise OSError("the disk is full")


def test_a_photograph_stays_whose_letter_was_stored(folder: DataFolder) -> None:
    with giving(folder):
        sha256 = keep(folder, BytesIO(photograph()))
        leave(folder, Photograph(sha256, "", ""))
    assert clear_away(folder) == 0
    assert lying(folder) == [f"{sha256}.jpg"]


def test_a_photograph_whose_letter_could_not_be_stored_goes_again(folder: DataFolder) -> None:
    with pytest.raises(OSError, match="the disk is full"):
        fail_to_give(folder)
    assert lying(folder) == []


def test_a_photograph_that_another_letter_speaks_of_stays(folder: DataFolder) -> None:
    with giving(folder):
        sha256 = keep(folder, BytesIO(photograph()))
        leave(folder, Photograph(sha256, "", ""))
    with pytest.raises(OSError, match="the disk is full"):
        fail_to_give(folder)
    assert lying(folder) == [f"{sha256}.jpg"]


def test_nothing_is_cleared_away_from_under_somebody_who_gives(folder: DataFolder) -> None:
    with giving(folder):
        sha256 = keep(folder, BytesIO(photograph()))
        assert clear_away(folder) == 0
        assert lying(folder) == [f"{sha256}.jpg"]
        leave(folder, Photograph(sha256, "", ""))


def test_what_a_killed_site_left_lying_is_cleared_away(folder: DataFolder) -> None:
    with subprocess.Popen(  # noqa: S603 - the program above
        [sys.executable, "-c", KILLED_IN_BETWEEN, str(folder.root)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as site:
        assert site.stdin
        assert site.stdout
        site.stdin.write(photograph())
        site.stdin.close()
        assert site.stdout.readline() == b"kept\n"
        assert clear_away(folder) == 0
        os.kill(site.pid, signal.SIGKILL)
    (folder.gifts / ".half-written").touch()
    assert len(lying(folder)) == 2
    assert clear_away(folder) == 2
    assert lying(folder) == []


def test_where_nobody_has_given_anything_there_is_nothing_to_clear(folder: DataFolder) -> None:
    assert clear_away(folder) == 0
