"""A figure that was lost beside another one shows by the width of its ink."""

from __future__ import annotations

import pytest

from ingest.readers.lost_figures import has_lost_figure
from tests.ingest.paper import SIZE
from tests.ingest.readers.typesetting import printed
from tests.rendering.typefaces import FACES, SIMPLIFIED


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("1924.11.11", "1924. 1.11"),
        ("1949.12", "1949.1 "),
        ("1947年10月", "1947年 0月"),
        ("1947年3月28日", "1947年3月2 日"),
        ("1924.22.1", "1924.2 .1"),
    ],
)
def test_one_figure_as_wide_as_two_is_noticed(text: str, seen: str) -> None:
    line = printed(text)
    assert has_lost_figure(line.picture, line.read(seen).glyphs, line.character)


@pytest.mark.parametrize("text", ["1924.1.11", "1949.8", "1947年9月", "1947年3月28日", "1911.1.1", "战士", "3营8连"])
def test_figures_read_whole_are_as_wide_as_figures_are(text: str) -> None:
    for face in FACES[SIMPLIFIED][::3]:
        line = printed(text, SIZE, face)
        assert not has_lost_figure(line.picture, line.read(text).glyphs, line.character), face.name


def test_where_no_year_tells_how_wide_figures_are_nothing_is_said() -> None:
    line = printed("10月3日")
    assert not has_lost_figure(line.picture, line.read("1 月3日").glyphs, line.character)
