"""The readers' evidence becomes one probability."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Vote
from ingest import certainty
from ingest.pages import CellText, Glyph
from ingest.parse import vocabulary


def read(text: str, *scores: float, doubts: tuple[str, ...] = (), lead: float = 10.0) -> CellText:
    glyphs = tuple(
        Glyph(char, score, "", round(1 - score, 4), (n + 0.5) / len(text), rival="□", lead=lead)
        for n, (char, score) in enumerate(zip(text, scores or (0.9999,) * len(text), strict=True))
    )
    return CellText(text, min(glyph.score for glyph in glyphs), glyphs, (Vote("first", text, 0.9),), doubts)


def test_a_clear_text_is_surer_than_a_weak_one() -> None:
    clear, weak = read("王德胜"), read("王德胜", 0.9999, 0.6, 0.9999, lead=1.0)
    assert certainty.of("name", weak) < 0.9
    assert certainty.of("name", clear) > 0.995


@given(st.lists(st.floats(0.3, 1.0), min_size=2, max_size=8), st.floats(0.0, 0.29))
def test_a_weaker_character_never_makes_a_name_surer(scores: list[float], weakest: float) -> None:
    text = "王德胜李世民赵云"[: len(scores)]
    before, after = read(text, *scores), read(text, *scores[:-1], weakest)
    assert certainty.of("name", after) <= certainty.of("name", before) + 1e-9


def test_a_name_whose_print_is_as_like_another_character_is_less_sure() -> None:
    assert certainty.of("name", read("王德胜", lead=0.5)) < certainty.of("name", read("王德胜", lead=11.0))


def test_what_one_character_lacks_in_score_it_makes_up_for_in_print_whatever_the_others_are_like() -> None:
    weak, near = read("王德胜", 0.9999, 0.6, 0.9999), read("王德胜", lead=1.0)
    mended = replace(weak, glyphs=(near.glyphs[0], replace(weak.glyphs[1], lead=30.0), near.glyphs[2]))
    worse = replace(weak, glyphs=(weak.glyphs[0], replace(weak.glyphs[1], lead=1.0), weak.glyphs[2]))
    assert certainty.of("name", mended) > 0.98 > certainty.of("name", worse)


def test_a_text_is_no_surer_than_its_characters_are_together() -> None:
    assert certainty.together([3.0, 3.0]) < certainty.together([3.0]) == pytest.approx(3.0)
    assert certainty.together([14.0] * 20) > certainty.together([-2.0, 14.0]) == pytest.approx(-2.0, abs=0.01)


def test_a_word_that_its_field_is_known_to_hold_is_surer_than_a_name_read_as_weakly() -> None:
    weak = (0.97, 0.97)
    assert certainty.of("position", read("排长", *weak)) > certainty.of("name", read("王山", *weak))


def test_ink_that_no_character_accounts_for_takes_certainty_away() -> None:
    sure, doubted = read("渤海军区"), read("渤海军区", doubts=("ink between characters",))
    assert certainty.of("unit", doubted) < certainty.of("unit", sure)


def test_characters_of_no_list_are_told_of_and_traditional_ones_are_as_common_as_simplified_ones() -> None:
    assert certainty.measures("name", read("劉國勝"), {})["unlisted characters"] == 0
    assert certainty.measures("name", read("王䏡"), {})["unlisted characters"] == 1


@pytest.mark.parametrize("confidence", [1.0, 0.995, 0.4])
def test_a_text_without_glyphs_keeps_the_confidence_it_came_with(confidence: float) -> None:
    assert certainty.of("name", CellText("〃", confidence)) == confidence


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("sex", "男"),
        ("position", "副排长"),
        ("death", "1947年5月"),
        ("birth", "一九二〇年"),
        ("political_status", "中共黨員"),
    ],
)
def test_fields_know_the_words_they_hold(field: str, text: str) -> None:
    assert vocabulary.knows(field, text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("sex", "勇"),
        ("position", "王德胜"),
        ("death", "1953,7.13"),
        ("death", "2947年"),
        ("name", "王德胜"),
        ("unit", "排长"),
    ],
)
def test_fields_do_not_know_other_words(field: str, text: str) -> None:
    assert not vocabulary.knows(field, text)
