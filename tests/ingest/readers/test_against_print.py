"""What was read is held against print: rivals are remembered, and what is likelier by both stands."""

from __future__ import annotations

from dataclasses import replace

from ingest.pages import CellText, Glyph
from ingest.readers.against_print import PRINT, Print, held_against_print
from tests.ingest.readers.typesetting import Printed, printed


def held(line: Printed, *glyphs: tuple[str, float, str, float], simplified: bool = True) -> CellText:
    """The text that was read of a line, its characters with score, runner-up and score of that, held against print."""
    made = tuple(Glyph(*glyph, at) for glyph, at in zip(glyphs, line.centres, strict=True))
    text = CellText("".join(g.char for g in made), min(g.score for g in made), made)
    (found,) = held_against_print([Print(line.picture, line.character)], [text], simplified=simplified)
    return found


SURE = ("王", 1.0, "玉", 0.0)


def test_what_print_bears_out_stays_with_its_rival_and_lead() -> None:
    text = held(printed("王管"), SURE, ("管", 0.99, "菅", 0.01))
    assert (text.text, text.confidence, text.doubts) == ("王管", 0.99, ())
    assert text.glyphs[1].rival == "菅"
    assert text.glyphs[1].lead > 5


def test_a_rare_character_taken_for_a_common_one_is_read_as_what_its_ink_is() -> None:
    text = held(printed("王菅"), SURE, ("管", 0.92, "菅", 0.08))
    assert text.text == "王菅"
    assert (text.glyphs[1].char, text.glyphs[1].score, text.glyphs[1].other) == ("菅", 0.08, "管")
    assert (text.glyphs[1].rival, PRINT in text.doubts) == ("管", True)


def test_a_rare_character_that_the_reader_does_not_offer_can_be_what_stands_there() -> None:
    assert held(printed("王猹"), SURE, ("渣", 0.6, "喳", 0.1)).text == "王猹"


def test_a_character_of_names_that_gb_2312_lacks_is_read_as_what_its_ink_is() -> None:
    text = held(printed("王淏"), SURE, ("昊", 0.6, "晃", 0.1))
    assert (text.text, PRINT in text.doubts) == ("王淏", True)


def test_a_reader_that_is_all_but_sure_is_not_outvoted_by_a_likeness_that_is_little_nearer() -> None:
    text = held(printed("王士"), SURE, ("土", 0.9999, "上", 0.0))
    assert text.glyphs[1].char in "土士"
    assert text.glyphs[1].lead < 12


def test_which_script_a_page_is_in_is_not_for_one_character() -> None:
    assert held(printed("王国"), SURE, ("国", 0.6, "國", 0.4)).text == "王国"
    assert held(printed("王户"), SURE, ("戶", 0.6, "户", 0.3), simplified=False).text == "王戶"


def test_a_form_of_the_other_script_gives_way_where_the_page_has_none_that_is_sure() -> None:
    line = printed("王德胜刘传东张学义国")
    sure = tuple((char, 1.0, "", 0.0) for char in "王德胜刘传东张学义")
    assert held(line, *sure, ("國", 0.6, "圈", 0.1)).text == "王德胜刘传东张学义国"


def test_a_character_that_the_reader_lacks_is_read_where_print_is_unmistakable() -> None:
    text = held(printed("王礻"), SURE, ("ネ", 0.99, "衣", 0.01))
    assert (text.text, text.glyphs[1].score, PRINT in text.doubts) == ("王礻", 0.01, True)
    assert held(printed("王跫"), SURE, ("□", 0.05, "", 0.0)).text == "王跫"


def test_a_stroke_that_the_reader_cannot_read_is_no_character() -> None:
    assert held(printed("王丨"), SURE, ("□", 0.05, "", 0.0)).text == "王□"
    assert held(printed("王一"), SURE, ("□", 0.05, "", 0.0)).text == "王□"


def test_numerals_and_marks_are_left_alone() -> None:
    text = held(printed("一九年"), ("一", 0.9, "二", 0.05), ("九", 0.9, "几", 0.05), ("年", 0.9, "午", 0.05))
    assert all(glyph.rival == "" for glyph in text.glyphs)
    assert held(printed("王A"), SURE, ("A", 0.9, "4", 0.05)).glyphs[1] == Glyph(
        "A", 0.9, "4", 0.05, printed("王A").centres[1]
    )


def test_a_text_without_places_and_a_blank_one_stay_as_they_are() -> None:
    line = printed("王")
    for text in (CellText("", 1.0), CellText("〃", 0.995)):
        assert held_against_print([Print(line.picture, line.character)], [text], simplified=True) == [text]


def test_characters_that_lie_are_held_against_print_standing() -> None:
    line = printed("菅")
    lying = replace(line, picture=line.picture[:, ::1].T[::-1].copy())
    glyph = Glyph("管", 0.9, "菅", 0.1, 0.5)
    (text,) = held_against_print(
        [Print(lying.picture, line.character, lies=True)], [CellText("管", 0.9, (glyph,))], simplified=True
    )
    assert text.text == "菅"
