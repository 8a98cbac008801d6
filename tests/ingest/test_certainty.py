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


def test_a_character_over_which_reader_and_print_differ_has_no_lead_in_print() -> None:
    text = read("王德胜", 0.9999, 0.1, 0.9999)
    assert certainty.measures("name", text)["lead in print"] == 0
    assert certainty.measures("name", read("王德胜"))["lead in print"] == 10


def test_a_character_that_could_not_be_held_against_print_is_told_of() -> None:
    held, unknown = read("王䏡"), Glyph("䏡", 0.99, "肮", 0.01, 0.75)
    text = replace(held, glyphs=(held.glyphs[0], unknown))
    assert certainty.measures("name", text)["characters beyond print"] == 1
    assert certainty.measures("name", held)["characters beyond print"] == 0


def test_a_word_that_its_field_is_known_to_hold_is_surer_than_a_name_read_as_weakly() -> None:
    weak = (0.97, 0.97)
    assert certainty.of("position", read("排长", *weak)) > certainty.of("name", read("王山", *weak))


def test_ink_that_no_character_accounts_for_takes_certainty_away() -> None:
    sure, doubted = read("渤海军区"), read("渤海军区", doubts=("ink between characters",))
    assert certainty.of("unit", doubted) < certainty.of("unit", sure)


def test_traditional_characters_are_as_common_as_their_simplified_forms() -> None:
    assert certainty.measures("name", read("劉國勝"))["unlisted characters"] == 0


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
