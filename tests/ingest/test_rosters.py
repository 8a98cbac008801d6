"""What roster.toml tells of the scans beside it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from archive.errors import InputError
from archive.records import Roster
from ingest.rosters import RosterHints, read, roster_of
from ingest.scans import find
from tests.ingest.making import encoded, page_pixels, written

WHOLE = """
title = "惠民县革命烈士英名录"
publisher = "惠民县民政局"
year = 1987
county = "惠民县"
held_by = "惠民县档案馆"
rights = "公有领域"
default_place = "山东省惠民县"

[totals]
"沙窝乡" = 63
"合计" = 1249
"""


def told(folder: Path, text: str | bytes) -> Path:
    return written(folder, "roster.toml", text if isinstance(text, bytes) else text.encode())


def test_every_key_arrives(tmp_path: Path) -> None:
    sheet = read(told(tmp_path, WHOLE))
    assert sheet.roster == Roster(
        sheet.roster.id, "惠民县革命烈士英名录", "惠民县民政局", "1987", "惠民县", "惠民县档案馆", "公有领域"
    )
    assert sheet.hints == RosterHints("山东省惠民县", "惠民县", {"沙窝乡": 63, "合计": 1249})
    assert pickle.loads(pickle.dumps(sheet)) == sheet  # noqa: S301 - our own bytes; it goes to other processes


def test_only_the_title_must_be_there(tmp_path: Path) -> None:
    sheet = read(told(tmp_path, 'title = "名册"'))
    assert sheet.roster == Roster(sheet.roster.id, "名册")
    assert sheet.hints == RosterHints("", "", {})


def test_the_identity_is_that_of_the_source_and_not_of_the_folder(tmp_path: Path) -> None:
    ids = [
        read(told(tmp_path / name, text)).roster.id
        for name, text in (
            ("a", 'title = "名册"\nyear = 1987'),
            ("b", 'title = "名册"\nyear = "1987"\nrights = "公有"'),
            ("c", 'title = "名册"\nyear = 1988'),
            ("d", 'title = "名冊"\nid = "pinned"'),
        )
    ]
    assert ids[0] == ids[1] != ids[2]
    assert ids[3] == "pinned"


def test_what_a_windows_editor_saves_is_read(tmp_path: Path) -> None:
    assert read(told(tmp_path, b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())).roster.year == "1987"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('titel = "x"', "unknown key 'titel'; the keys are title, publisher"),
        ('publisher = "x"', "the key 'title' is missing; write the printed title"),
        ("title = 5", "the key 'title' is not a text; write title ="),
        ('title = " "', "the key 'title' is not a text"),
        ('title = "x"\nyear = 1987.5', "the key 'year' is not a text"),
        ('title = "x"\nyear = true', "the key 'year' is not a text"),
        ('title = "x"\ncounty = ["惠民县"]', "the key 'county' is not a text"),
        ('title = "x"\ntotals = 5', "the key 'totals' is not a table"),
        ('title = "x"\n[totals]\n"沙窝乡" = "63"', "the key '沙窝乡' in totals is not a whole number"),
        ('title = "x"\n[totals]\n"沙窝乡" = -1', "the key '沙窝乡' in totals is not a whole number"),
        ('title = "x"\n[totals]\n"沙窝乡" = true', "the key '沙窝乡' in totals is not a whole number"),
        ('title = "x', "this is not TOML: "),
        ('title = "x"\ntitle = "y"', "this is not TOML: "),
        ("title = " + "[" * 5000, "this is not TOML: "),
        ('title = "惠民"'.encode("gb18030"), "the text is not UTF-8; save it as UTF-8"),
        (b"#" * (1 << 21), "the file is too large for a roster.toml"),
    ],
)
def test_a_slip_is_told_in_one_line_with_its_key_and_file(tmp_path: Path, text: str | bytes, words: str) -> None:
    path = told(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: {words}")
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "roster.toml").mkdir()
    with pytest.raises(InputError, match="this is no file"):
        read(tmp_path / "roster.toml")


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    written(tmp_path, "1.png", encoded(page_pixels(), "PNG"))
    (tmp_path / "roster.toml").symlink_to(tmp_path / "gone")
    with pytest.raises(InputError, match=r"roster\.toml: "):
        roster_of(find([tmp_path])[0])


def test_the_nearest_roster_upward_within_the_folder_given_counts(tmp_path: Path) -> None:
    for name in ("given/1.png", "given/a/1.png", "given/a/b/1.png", "given/c/1.png"):
        written(tmp_path, name, encoded(page_pixels(), "PNG"))
    told(tmp_path, 'title = "outside"')
    assert [roster_of(found) for found in find([tmp_path / "given"])] == [None] * 4
    told(tmp_path / "given", 'title = "given"')
    told(tmp_path / "given" / "a", 'title = "a"')
    sheets = {found.name: roster_of(found) for found in find([tmp_path / "given"])}
    titles = {name: sheet.roster.title for name, sheet in sheets.items() if sheet}
    assert titles == {"1.png": "given", "a/1.png": "a", "a/b/1.png": "a", "c/1.png": "given"}


def test_a_scan_given_directly_has_the_roster_beside_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a/1.png", encoded(page_pixels(), "PNG"))
    told(tmp_path, 'title = "above"')
    assert roster_of(find([path])[0]) is None
    told(tmp_path / "a", 'title = "beside"')
    sheet = roster_of(find([path])[0])
    assert sheet is not None
    assert sheet.roster.title == "beside"
