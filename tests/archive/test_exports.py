"""Exports say what the archive holds, in the forms that SPEC fixes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from archive.exports import FORMATS
from archive.exports.csv import as_written
from archive.folder import DataFolder
from archive.records import FIELDS, PageRecord
from archive.store import ArchiveReader
from tests.archive.making import add, reading, record


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def exported(folder: DataFolder, form: str) -> str:
    stream = io.StringIO(newline="")
    with ArchiveReader.open(folder) as archive:
        FORMATS[form](archive.entries(), stream)
    return stream.getvalue()


def rows(folder: DataFolder) -> list[dict[str, str]]:
    text = exported(folder, "csv")
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def with_readings(page: PageRecord, *readings: object) -> PageRecord:
    return replace(page, entries=(replace(page.entries[0], readings=readings),))


def test_a_line_of_jsonl_is_the_line_of_the_contract(folder: DataFolder) -> None:
    sha256 = add(folder, "惠民/0012.jpg", record("王德勝"))
    id = f"{sha256[:16]}-1-1"
    box = [412.0, 880.5, 160.0, 52.0]
    fields = {
        "name": {"text": "王德勝", "value": "王德勝", "confidence": 0.997, "status": "accepted", "box": box},
        "sex": {"text": "", "value": None, "confidence": 0.997, "status": "accepted", "box": box},
        "牌号": {"text": "七", "value": None, "confidence": 0.997, "status": "flagged", "box": box},
    }
    line = {"id": id, "scan": "惠民/0012.jpg", "sha256": sha256, "page": 1, "row": 1, "person": id, "fields": fields}
    text = exported(folder, "jsonl")
    assert text == json.dumps(line, ensure_ascii=False) + "\n"
    assert list(json.loads(text)["fields"]) == ["name", "sex", "牌号"]


def test_two_columns_of_one_heading_are_both_kept(folder: DataFolder) -> None:
    add(folder, "a.png", with_readings(record("x"), reading("牌号", "七"), reading("牌号", "八")))
    fields = json.loads(exported(folder, "jsonl"))["fields"]
    assert {name: field["text"] for name, field in fields.items()} == {"牌号": "七", "牌号 2": "八"}


def test_csv_has_a_row_an_entry_with_text_value_and_status_of_each_field(folder: DataFolder) -> None:
    add(folder, "a.png", record("王德勝", "李三"))
    first, second = rows(folder)
    assert list(first)[:5] == ["scan", "page", "row", "id", "name_text"]
    assert len(first) == 4 + 3 * len(FIELDS) + 1
    assert (first["name_text"], first["name_status"], first["sex_text"]) == ("王德勝", "accepted", "")
    assert (second["row"], second["other"]) == ("2", "牌号: 七")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_of_a_csv_is_a_formula(folder: DataFolder, text: str) -> None:
    add(folder, "=name.png", with_readings(record("x"), reading("name", text, text)))
    (row,) = rows(folder)
    assert (row["name_text"], row["name_value"], row["scan"]) == (f"'{text}", f"'{text}", "'=name.png")
    assert (as_written(row["name_text"]), as_written("'王'")) == (text, "'王'")
