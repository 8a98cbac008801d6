"""On a page in traditional characters a doubtful character is the traditional one of two forms."""

from __future__ import annotations

from ingest.pages import CellText, Glyph
from ingest.readers.script import in_script_of_page


def text(word: str, score: float = 0.99, other: str = "", other_score: float = 0.0) -> CellText:
    glyphs = tuple(Glyph(char, score, other, other_score, 0.5) for char in word)
    return CellText(word, score, glyphs)


TRADITIONAL = [text("張劉陳趙孫鄭東縣鄉鎮莊犧")]
SIMPLIFIED = [text("张刘陈赵孙郑东县乡镇庄牺")]
DOUBTFUL = text("户", 0.7, "戶", 0.25)


def test_the_traditional_form_is_taken_if_the_reader_thought_of_it() -> None:
    (*_, changed) = in_script_of_page([*TRADITIONAL, DOUBTFUL])
    assert changed.text == "戶"
    assert (changed.glyphs[0].other, changed.confidence) == ("户", 0.7)


def test_a_page_in_simplified_or_in_both_or_with_hardly_a_word_is_left_alone() -> None:
    for page in (SIMPLIFIED, [*TRADITIONAL, *SIMPLIFIED], [text("張劉")]):
        assert in_script_of_page([*page, DOUBTFUL])[-1] == DOUBTFUL


def test_a_sure_simplified_form_and_another_character_stay() -> None:
    for stays in (
        text("户", 0.99, "戶", 0.005),
        text("户", 0.6, "尸", 0.3),
        text("達", 0.5, "逯", 0.4),
        text("户", 0.5),
    ):
        assert in_script_of_page([*TRADITIONAL, stays])[-1] == stays
