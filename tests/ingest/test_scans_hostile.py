"""The collection of hostile files beside the project: a page of sane pixels or one clear line, each.

Where the collection is not there, nothing here is collected.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from archive.errors import InputError
from ingest.scans import Found, decode, inspect

COLLECTION = Path(__file__).resolve().parents[3] / "shared" / "hostile"
FILES = sorted(COLLECTION.iterdir()) if COLLECTION.is_dir() else []
PAGES = 2
"""As many pages of a file as are looked at, to be done in good time."""

if FILES:

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_a_hostile_file_gives_sane_pages_or_one_clear_line(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        try:
            scan = inspect(Found(path, path.name))
            assert scan.pages >= 1
            for number in range(1, min(scan.pages, PAGES) + 1):
                expect_page_or_line(path, number)
        except InputError as problem:
            expect_one_line(problem, path)
        assert capfd.readouterr() == ("", "")


def expect_page_or_line(path: Path, number: int) -> None:
    try:
        page = decode(path, number)
    except InputError as problem:
        expect_one_line(problem, path)
        return
    assert page.number == number
    assert page.orientation in range(1, 9)
    assert page.pixels.dtype == np.uint8
    assert page.pixels.shape[2:] in ((), (3,))
    assert page.pixels.size > 0


def expect_one_line(problem: InputError, path: Path) -> None:
    line = str(problem)
    assert line.startswith(str(path))
    assert problem.what
    assert problem.remedy
    assert "Traceback" not in line
    assert len(line) < 500
