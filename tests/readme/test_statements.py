"""What the README says of files, fields and folders is so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from archive.errors import InputError
from archive.folder import DataFolder
from archive.records import FIELDS
from ingest import rosters
from tests.readme.readme import MEASURED, ROOT, TEXT, block, links, spans, table

TOP = ("archive", "ingest", "search", "webapp", "scans", "tests", ".ci")
NAMED = (*spans(), *spans(MEASURED))
PATHS = sorted({span for span in NAMED if re.match(rf"({'|'.join(map(re.escape, TOP))})/[\w./-]*$", span)})


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("target", links())
def test_a_link_leads_somewhere(target: str) -> None:
    path, _, _ = target.partition("#")
    assert not path.startswith("http"), "the README needs no network"
    assert (ROOT / path).exists()


def test_the_fields_are_all_named_with_their_headings() -> None:
    rows = table("field", "heading", "field", "heading")
    named = {row[at]: row[at + 1] for at in (0, 2) for row in rows if row[at]}
    assert list(named.items()) == list(FIELDS.items())


def test_the_data_folder_holds_what_is_said() -> None:
    folder = DataFolder(ROOT / "data")
    held = [folder.original("0" * 64), folder.database, folder.tiles("0" * 64, 1), folder.index, folder.signing_key]
    held += [folder.tributes, folder.tributes_key, folder.staff, folder.gift("0" * 64), folder.proposals]
    rooms = {path.relative_to(folder.root).parts[0] for path in held}
    assert {name.rstrip("/") for name, _, _ in table("in the data folder", "holds", "")} == rooms


def test_the_roster_that_is_shown_is_understood_key_by_key(tmp_path: Path) -> None:
    (tmp_path / "roster.toml").write_text(block("toml"), "utf-8")
    sheet = rosters.read(tmp_path / "roster.toml")
    assert sheet.roster.title
    assert sheet.hints.default_place
    assert set(sheet.hints.totals) == {"沙窝乡", "合计"}


def test_every_key_of_a_roster_is_shown(tmp_path: Path) -> None:
    (tmp_path / "roster.toml").write_text('title = "甲"\nnonsense = 1', "utf-8")
    with pytest.raises(InputError) as refusal:
        rosters.read(tmp_path / "roster.toml")
    assert set(tomllib.loads(block("toml"))) == set(re.findall(r"\w+", refusal.value.remedy)) - {
        "the",
        "keys",
        "are",
        "and",
    }


def test_every_package_of_the_house_is_told_of() -> None:
    told = {room.strip("/") for room, _, _ in table("room", "business", "may touch")}
    assert told == {"ingest", "archive", "search", "webapp", "bohai.py", "scans", "tests"}


def test_every_table_that_is_kept_has_its_place_on_the_page_of_what_was_measured() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    kept = re.findall(r"tests\.benchmarks\.(\w+) .*--keep (\S+)", makefile)
    assert {module for module, _ in kept} == {"accuracy", "finding", "linkage", "site"}
    for module, page in kept:
        assert (ROOT / page).read_text("utf-8") == MEASURED
        assert re.search(rf"<!-- {module}: begin -->\n.*<!-- {module}: end -->", MEASURED, re.DOTALL)


def test_chinese_stands_first() -> None:
    introduction = TEXT.split("\n\n")[1]
    assert re.match(r"[\u4e00-\u9fff]", introduction)


def test_the_readme_of_the_package_is_this_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["readme"] == "README.md"
    assert f"Python {project['requires-python'].removeprefix('>=')}" in TEXT
