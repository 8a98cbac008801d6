"""Everybody can be listed by surname and native place."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.folder import DataFolder
from search import IndexUnavailable, listing, refresh
from tests.search.people import store


def test_everybody_is_listed_with_the_county_and_township_of_their_native_place(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    store(
        folder,
        {"name": "王德胜", "native_place": "山东省惠民县沙窝乡小赵庄"},
        {"name": "欧阳海", "native_place": "惠民石庙镇"},
        {"name": "李三", "native_place": "阳信县"},
        {"name": "赵六", "native_place": "第三区王家村"},
        {"name": ("孫七", "孙七")},
    )
    refresh(folder)
    assert [(one.surname, one.name, one.county, one.township) for one in listing(folder)] == [
        ("王", "王德胜", "惠民县", "沙窝乡"),
        ("欧阳", "欧阳海", "惠民县", "石庙镇"),
        ("李", "李三", "阳信县", ""),
        ("赵", "赵六", "", "第三区"),
        ("孙", "孙七", "", ""),
    ]


def test_without_an_index_nobody_is_listed_in_silence(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable):
        next(listing(DataFolder(tmp_path)))
