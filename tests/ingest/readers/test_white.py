"""Characters that were read where the paper is white are no characters."""

from __future__ import annotations

import pytest

from ingest.readers.lines import LineReading
from ingest.readers.white import without_guesses
from tests.ingest.readers.typesetting import printed, put_in


def guessed(text: str, place: int, char: str, score: float = 0.3) -> tuple[str, LineReading]:
    """What is left of the reading of a line with white in it, where the reader puts a character."""
    line = printed(text)
    read = put_in(line.read(text.replace("　", " ")), place, char, line.centres[place], score)
    return without_guesses(line.picture, read, line.character).text, read


@pytest.mark.parametrize("ink", [40, 200])
def test_a_character_guessed_in_white_is_taken_out(ink: int) -> None:
    line = printed("一九五　年", ink=ink)
    read = put_in(line.read("一九五 年"), 3, "七", line.centres[3], 0.3)
    found = without_guesses(line.picture, read, line.character)
    assert (found.text, found.confidence) == ("一九五年", 0.99)


@pytest.mark.parametrize(("char", "score"), [("〇", 0.3), ("七", 0.95), ("1", 0.3)])
def test_a_zero_and_what_the_reader_is_sure_of_stay(char: str, score: float) -> None:
    text, read = guessed("一九五　年", 3, char, score)
    assert text == read.text


@pytest.mark.parametrize("text", ["一九五七年", "王德胜", "于乙一"])
def test_faint_print_is_no_white(text: str) -> None:
    line = printed(text, ink=215)
    read = line.read(text, score=0.3)
    assert without_guesses(line.picture, read, line.character) == read


def test_a_line_of_nothing_but_guesses_is_left_to_the_doubt() -> None:
    text, read = guessed("　", 0, "深")
    assert text == read.text == "深"
