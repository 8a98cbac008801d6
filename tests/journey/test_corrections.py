"""A person puts a name right: it stands in every door of the house, and whatever the machine reads later."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.folder import DataFolder
from tests.journey.steps import bohai, exported, lay_out, told
from webapp import create_app

NAME = "compound-100-008.jpg"
DECIDED = "王\u3ada勝"
"""A name with a character that no machine would guess."""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one scan, in which one name was corrected and one confirmed."""
    home = tmp_path_factory.mktemp("corrected")
    data = home / "data"
    bohai(data, "ingest", lay_out([NAME], home / "scans"))
    first, second = entries(data)[:2]
    lines = [
        "id,field,saw,text,why",
        f"{first['id']},name,{first['fields']['name']['text']},{DECIDED},看原件",
        f"{second['id']},姓名,{second['fields']['name']['text']},{second['fields']['name']['text']},",
    ]
    (home / "before.json").write_text(json.dumps(first), "utf-8")
    (home / "decided.csv").write_text("\ufeff" + "\r\n".join(lines), "utf-8")
    bohai(data, "import", "corrections", home / "decided.csv", "--who", "李梅")
    return data


def entries(data: Path) -> list[dict[str, Any]]:
    """Every entry of the export."""
    return [json.loads(line) for line in exported(data, data.parent / "export.jsonl").splitlines()]


def misread(data: Path) -> str:
    """What the machine read where the name was corrected."""
    before = json.loads((data.parent / "before.json").read_text("utf-8"))
    return str(before["fields"]["name"]["text"])


def test_the_export_says_that_a_person_has_looked(data: Path) -> None:
    names = [entry["fields"]["name"] for entry in entries(data)]
    assert (names[0]["text"], names[0]["status"], names[1]["status"]) == (DECIDED, "verified", "verified")
    assert told(data, "status")["readings"]["verified"] == 2


def test_the_person_is_found_by_the_right_name_and_by_the_misread_one(data: Path) -> None:
    id = entries(data)[0]["id"]
    assert [hit["id"] for hit in told(data, "search", DECIDED)["hits"]] == [id]
    assert id in [hit["id"] for hit in told(data, "search", misread(data))["hits"]]


def test_the_site_tells_the_right_name_as_a_checked_fact(data: Path) -> None:
    page = create_app(DataFolder(data)).test_client().get(f"/martyrs/{entries(data)[0]['id']}").text
    assert DECIDED in page
    assert "已核对" in page
    assert misread(data) not in page


def test_reading_again_keeps_what_was_decided(data: Path) -> None:
    before = exported(data, data.parent / "before.jsonl")
    bohai(data, "ingest", data.parent / "scans", "--reread")
    assert exported(data, data.parent / "after.jsonl") == before
    bohai(data, "check")
