"""Which files of a folder are scans."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from archive.errors import InputError
from ingest.scans import Found, find, inspect
from tests.ingest.making import encoded, page_pixels, written

PNG = encoded(page_pixels(), "PNG")


def names(*paths: Path) -> list[str]:
    return [found.name for found in find(paths)]


def test_scans_of_a_folder_are_named_relative_to_it_and_sorted(tmp_path: Path) -> None:
    for name in ("惠民/0012.png", "惠民/0002.png", "b.png", "阳信/深/1.png"):
        written(tmp_path, name, PNG)
    assert names(tmp_path) == ["b.png", "惠民/0002.png", "惠民/0012.png", "阳信/深/1.png"]


def test_side_files_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, "1.png", PNG)
    side = (
        "roster.toml",
        "truth.json",
        "notes.txt",
        "Thumbs.db",
        ".DS_Store",
        ".hidden.png",
        ".cache/1.png",
        "README",
    )
    for name in side:
        written(tmp_path, name, b"BM: a note that speaks of %PDF-1.7")
    assert names(tmp_path) == ["1.png"]


def test_a_scan_without_a_suffix_is_found_by_its_content(tmp_path: Path) -> None:
    written(tmp_path, "0001", PNG)
    written(tmp_path, "0002.bak", encoded(page_pixels(), "TIFF"))
    assert names(tmp_path) == ["0001", "0002.bak"]


@pytest.mark.parametrize("name", ["broken.png", "film.gif", "phone.HEIC", "empty.pdf", "book.djvu"])
def test_what_is_named_like_a_picture_is_reported_and_not_passed_over(tmp_path: Path, name: str) -> None:
    written(tmp_path, name, b"")
    (found,) = find([tmp_path])
    with pytest.raises(InputError, match="the file is empty"):
        inspect(found)


def test_a_file_given_directly_is_taken_whatever_its_name(tmp_path: Path) -> None:
    assert names(written(tmp_path, ".notes.txt", PNG)) == [".notes.txt"]


def test_a_path_met_twice_is_found_once(tmp_path: Path) -> None:
    path = written(tmp_path, "a/1.png", PNG)
    assert names(tmp_path / "a", path, tmp_path) == ["1.png"]


def test_links_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    written(tmp_path, "a/1.png", PNG)
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    (tmp_path / "0-alias").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert names(tmp_path) == ["a/1.png"]


def test_a_linked_folder_is_looked_into(tmp_path: Path) -> None:
    written(tmp_path, "elsewhere/1.png", PNG)
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "more").symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path / "scans") == ["more/1.png"]


def test_a_pipe_does_not_hold_up_the_search(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    os.mkfifo(tmp_path / "pipe.png")
    (found,) = find([tmp_path])
    assert found.name == "pipe.png"
    with pytest.raises(InputError, match=r"pipe\.png: this is no file; give a scan or a folder"):
        inspect(found)


def test_a_name_in_a_foreign_encoding_becomes_printable_and_the_file_still_opens(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "惠民\n.png".encode("gb18030")
    Path(os.fsdecode(raw)).write_bytes(PNG)
    (found,) = find([tmp_path])
    assert found.name == r"\xbb\xdd\xc3\xf1\n.png"
    found.name.encode("utf-8")
    assert inspect(found).pages == 1


def test_an_ideographic_space_in_a_name_stays(tmp_path: Path) -> None:
    written(tmp_path, "惠民　一.png", PNG)
    assert names(tmp_path) == ["惠民　一.png"]


def test_a_missing_path_is_told_by_inspect_so_that_the_rest_is_done(tmp_path: Path) -> None:
    written(tmp_path, "1.png", PNG)
    found = find([tmp_path / "absent", tmp_path])
    assert [one.name for one in found] == ["1.png", "absent"]
    with pytest.raises(InputError, match="absent: there is no such file or folder; check the path"):
        inspect(found[1])


def test_a_folder_without_scans_is_told_by_inspect(tmp_path: Path) -> None:
    written(tmp_path, "notes.txt", b"")
    (found,) = find([tmp_path])
    with pytest.raises(InputError, match="the folder holds no scans; put PNG"):
        inspect(found)


def test_a_link_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "1.png").symlink_to(tmp_path / "gone")
    (found,) = find([tmp_path])
    with pytest.raises(InputError, match="no such file"):
        inspect(found)


def test_a_file_that_must_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "1.png", PNG)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # a test run as root may read everything
    with pytest.raises(InputError, match=r"cannot be opened \(Permission denied\); check its permissions"):
        inspect(Found(path, path.name))


def test_a_path_that_no_system_takes_is_told() -> None:
    for path in (Path("a\0b.png"), Path("x" * 5000)):
        with pytest.raises(InputError):
            inspect(Found(path, "x"))
