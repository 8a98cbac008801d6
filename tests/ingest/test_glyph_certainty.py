"""What readers and print tell of one character is measured."""

from __future__ import annotations

from dataclasses import replace

from archive.records import Vote
from ingest import glyph_certainty
from ingest.pages import CellText, Glyph


def measured(glyph: Glyph) -> dict[str, float]:
    (one,) = glyph_certainty.measures(CellText(glyph.char, glyph.score, (glyph,)), (glyph,))
    return dict(one)


def test_score_and_lead_in_print_count_for_a_character_that_the_reader_and_print_agree_on() -> None:
    told = measured(Glyph("德", 0.99, "徳", 0.005, 0.5, rival="得", lead=6.0))
    assert (round(told["score"], 2), told["lead in print"], told["put by print"]) == (2.0, 0.5, 0.0)
    assert told["score and lead"] == told["score"] * told["lead in print"]


def test_for_a_character_that_print_put_in_the_readers_place_only_its_lead_counts() -> None:
    told = measured(Glyph("菅", 0.08, "管", 0.92, 0.5, rival="管", lead=24.0))
    assert (told["score"], told["lead in print"], told["put by print"]) == (0.0, 0.0, 1.0)
    assert told["lead of what print put"] == 1.0


def test_a_character_that_could_not_be_held_against_print_is_told_of() -> None:
    assert measured(Glyph("䏡", 0.99, "肮", 0.01, 0.5))["beyond print"] == 1
    assert measured(Glyph("王", 0.99, "玉", 0.01, 0.5, rival="玉", lead=9.0))["beyond print"] == 0


def test_figures_of_dates_and_marks_are_of_their_own_kinds() -> None:
    kinds = ("figure", "Chinese figure", "mark")
    for char, kind in (("7", "figure"), ("七", "Chinese figure"), ("月", "Chinese figure"), (".", "mark")):
        told = measured(Glyph(char, 0.99, "", 0.0, 0.5))
        assert [name for name in kinds if told[name]] == [kind]


def test_the_second_reader_speaks_for_the_characters_that_it_has_in_their_places() -> None:
    glyphs = tuple(Glyph(char, 0.9, "", 0.0, (n + 0.5) / 4) for n, char in enumerate("惠民镇李"))
    text = CellText("惠民镇李", 0.9, glyphs, (Vote("first", "惠民镇李", 0.9), Vote("second", "惠 民鎮季", 0.0)))
    assert [each["second reader agrees"] for each in glyph_certainty.measures(text, glyphs)] == [1, 1, 1, 0]
    alone = replace(text, votes=text.votes[:1])
    assert not any(each["second reader agrees"] for each in glyph_certainty.measures(alone, glyphs))


def test_characters_of_the_second_level_are_rare_and_traditional_forms_of_common_ones_are_not() -> None:
    assert glyph_certainty.level("菅") == 1
    assert glyph_certainty.level(glyph_certainty.simple("劉")) == 0
    assert glyph_certainty.level("䏡") == 2
