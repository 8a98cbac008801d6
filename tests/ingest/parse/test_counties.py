"""A county that is none is put right where the picture offers a known one, and is doubted where it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.authority.lines import LocalLine
from archive.authority.local import local_authority, using
from archive.records import Vote
from ingest.pages import CellText
from ingest.parse.counties import with_known_county
from ingest.parse.evidence import Doubt
from tests.ingest.drawing import written


def offering(text: str, at: int, other: str) -> CellText:
    """A text of whose character at `at` the reader had `other` for its second choice."""
    read = written(text)
    glyphs = tuple(replace(g, other=other, other_score=0.05) if i == at else g for i, g in enumerate(read.glyphs))
    return replace(read, glyphs=glyphs)


@pytest.mark.parametrize(
    ("read", "at", "other", "right"),
    [
        ("高河县沙窝乡", 0, "商", "商河县沙窝乡"),
        ("山东省高河县", 3, "商", "山东省商河县"),
        ("惠氏县何坊乡", 1, "民", "惠民县何坊乡"),
        ("蒲合县", 1, "台", "蒲台县"),
    ],
)
def test_the_second_choice_of_the_reader_makes_a_known_county(read: str, at: int, other: str, right: str) -> None:
    text, doubts = with_known_county(offering(read, at, other))
    assert (text.text, doubts) == (right, (Doubt.COUNTY_INFERRED,))
    assert "".join(glyph.char for glyph in text.glyphs) == right
    assert text.glyphs[at].other == read[at]


def test_what_print_is_next_nearest_to_makes_a_known_county() -> None:
    read = written("高河县沙窝乡")
    glyphs = (replace(read.glyphs[0], rival="商", lead=3.0), *read.glyphs[1:])
    assert with_known_county(replace(read, glyphs=glyphs))[0].text == "商河县沙窝乡"


def test_a_county_of_one_character_is_put_right_by_the_picture_alone_and_stays_in_doubt() -> None:
    text, doubts = with_known_county(offering("凌县何坊乡", 0, "陵"))
    assert (text.text, doubts) == ("陵县何坊乡", (Doubt.COUNTY_INFERRED,))
    assert (text.glyphs[0].score, text.glyphs[0].other) == (0.05, "凌")
    assert with_known_county(written("凌县何坊乡")) == (written("凌县何坊乡"), ())


def test_what_the_other_reader_saw_makes_a_known_county() -> None:
    read = replace(written("高河县沙窝乡"), votes=(Vote("tesseract", "商河县沙高乡", 0.8),))
    assert with_known_county(read)[0].text == "商河县沙窝乡"


def test_without_the_picture_the_reading_stands_and_a_person_looks() -> None:
    assert with_known_county(written("高河县沙窝乡")) == (written("高河县沙窝乡"), (Doubt.UNKNOWN_COUNTY,))


@pytest.mark.parametrize(
    "read", ["商河县", "商河縣沙窝乡", "滨县", "冥县", "沙窝乡高河县", "河南省商水县", "天门县", "高河", "", "〃"]
)
def test_known_far_and_foreign_counties_are_left_alone(read: str) -> None:
    text = offering(read, 0, "商") if read else CellText("", 1.0)
    assert with_known_county(text) == (text, ())


@pytest.mark.parametrize("read", ["城县桑落墅镇", "城縣桑落墅鎮", "臺縣東李莊"])
def test_what_is_left_of_a_county_whose_first_character_was_not_seen_is_in_doubt(read: str) -> None:
    assert with_known_county(written(read)) == (written(read), (Doubt.UNKNOWN_COUNTY,))


def test_a_county_that_the_archive_alone_knows_is_known_too() -> None:
    own = LocalLine(("高河县", "县", "1944/1946", "", "", "", "", "区划码"))
    assert with_known_county(written("高河县沙窝乡"))[1] == (Doubt.UNKNOWN_COUNTY,)
    with using(local_authority({"places": (own,)})):
        assert with_known_county(written("高河县沙窝乡"))[1] == ()
