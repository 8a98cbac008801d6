"""The second reader reads lines in one call, and says plainly what it lacks."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from archive.errors import MissingProgram
from ingest.readers.tesseract import SIMPLIFIED as SIMPLIFIED_DATA
from ingest.readers.tesseract import TRADITIONAL, Tesseract, is_installed
from tests.ingest.readers.typesetting import printed
from tests.rendering.typefaces import FACES, SIMPLIFIED

SERIF = FACES[SIMPLIFIED][1]
TEXTS = ["渤海军区警备团", "1947年3月", "在战斗中牺牲"]
PICTURES = [printed(text, 44, SERIF).picture for text in TEXTS]
BLANK = np.full((50, 120), 255, np.uint8)


def test_lines_are_read_in_their_order_and_blank_ones_are_empty() -> None:
    readings = Tesseract().read([PICTURES[0], BLANK, PICTURES[1], BLANK, PICTURES[2], BLANK])
    assert [reading.text for reading in readings] == [TEXTS[0], "", TEXTS[1], "", TEXTS[2], ""]
    assert all(0.5 < reading.confidence <= 1 for reading in readings[::2])
    assert all(reading.confidence == 0 for reading in readings[1::2])


def test_print_up_to_the_edge_of_its_picture_is_read() -> None:
    rows, columns = np.nonzero(PICTURES[2] < 128)
    tight = PICTURES[2][rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    (reading,) = Tesseract().read([np.ascontiguousarray(tight)])
    assert reading.text == TEXTS[2]


def test_a_picture_on_which_the_program_breaks_down_costs_no_other_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = shutil.which("tesseract")
    broken = tmp_path / "tesseract"
    broken.write_text(f"""#!/bin/sh
case "$1" in *.txt) for name in $(cat "$1"); do [ $(wc -c < "$name") -gt 20000 ] && kill -FPE $$; done;; esac
exec {program} "$@"
""")
    broken.chmod(0o755)
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", str(broken))
    smudge = np.random.default_rng(1).integers(0, 255, (200, 200)).astype(np.uint8)
    readings = Tesseract().read([PICTURES[0], smudge, PICTURES[1], PICTURES[2]])
    assert [reading.text for reading in readings] == [TEXTS[0], "", TEXTS[1], TEXTS[2]]


def test_no_lines_need_no_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Tesseract().read([]) == []


def test_a_missing_program_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for ask in (lambda: Tesseract().read([BLANK]), lambda: Tesseract().name):
        with pytest.raises(MissingProgram, match="apt-get install tesseract-ocr tesseract-ocr-chi-sim") as raised:
            ask()
        assert raised.value.exit_code == 4


def test_missing_language_data_are_named_with_their_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(MissingProgram, match="tesseract-ocr-chi-sim"):
        Tesseract().read([BLANK])


@pytest.mark.parametrize("limit", [None, "3"])
def test_reading_leaves_the_environment_as_it_was(monkeypatch: pytest.MonkeyPatch, limit: str | None) -> None:
    monkeypatch.delenv("OMP_THREAD_LIMIT", raising=False)
    if limit:
        monkeypatch.setenv("OMP_THREAD_LIMIT", limit)
    Tesseract().read([BLANK])
    assert os.environ.get("OMP_THREAD_LIMIT") == limit


def test_the_reader_names_its_version() -> None:
    program, version = Tesseract().name.split("/")
    assert program == "tesseract"
    assert version[0].isdigit()


def test_each_language_names_itself_and_the_package_it_lacks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert is_installed(SIMPLIFIED_DATA)
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert not is_installed(TRADITIONAL)
    with pytest.raises(MissingProgram, match="tesseract-ocr-chi-tra"):
        Tesseract(TRADITIONAL).read([BLANK])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_installed(TRADITIONAL)


def test_traditional_print_is_read_with_its_own_data() -> None:
    reader = Tesseract(TRADITIONAL)
    assert reader.name.startswith("tesseract-chi_tra/")
    (reading,) = reader.read([printed("渤海軍區警備團", 44).picture])
    assert reading.text == "渤海軍區警備團"
