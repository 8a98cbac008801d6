"""What somebody types means what it would have meant had it been read there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Reading, Status
from archive.review.machine import Cause, Said, Unclear
from ingest.meaning import meant


def read(field: str, text: str, value: str | None) -> Reading:
    return Reading(field, field, text, value, 0.5, Status.FLAGGED, None)


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("death", "民国三十六年三月", "1947-03"),
        ("name", "王德勝", "王德胜"),
        ("sex", "男性", "男"),
        ("position", "班長", "班长"),
        ("牌号", "七", "七"),
    ],
)
def test_a_typed_text_is_understood_as_a_reading_of_its_field(field: str, typed: str, value: str) -> None:
    assert meant(field, read(field, "?", None), Said(typed)) == (typed, value)


def test_a_place_keeps_what_the_headings_put_before_it() -> None:
    place = read("native_place", "东李村", "沙窝乡东李村")
    assert meant("native_place", place, Said("东季村")) == ("东季村", "沙窝乡东季村")


def test_what_the_machine_read_means_what_it_meant_there() -> None:
    machine = read("position", "〃", "战士")
    decided = replace(machine, text="班长", value="班长", status=Status.VERIFIED, machine=machine)
    assert meant("position", decided, Said("〃")) == ("〃", "战士")


@pytest.mark.parametrize(
    ("field", "said", "cause"),
    [
        ("name", Said("", why="空白"), Cause.BLANK),
        ("position", Said("  "), Cause.BLANK),
        ("death", Said("1947", "四七年"), Cause.NO_DATE),
        ("position", Said("〃"), Cause.DITTO),
    ],
)
def test_what_is_not_clear_is_asked_back(field: str, said: Said, cause: Cause) -> None:
    with pytest.raises(Unclear) as unclear:
        meant(field, read(field, "甲", "甲"), said)
    assert unclear.value.cause is cause


def test_a_cell_that_is_blank_on_paper_is_told_by_a_reason() -> None:
    assert meant("position", read("position", "甲", "甲"), Said("", why="纸上空白")) == ("", None)
