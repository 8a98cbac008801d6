"""What the first reader cannot see is told by the shape and the spacing of the ink."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from ingest.pages import Glyph
from ingest.readers.blind_spots import (
    ILLEGIBLE,
    blot,
    has_ring,
    is_han,
    shapes_of,
    with_missing,
    without_marks,
    without_specks,
)
from ingest.readers.lines import LineReading
from tests.ingest.paper import SIZE
from tests.ingest.readers.typesetting import Grey, Printed, printed, put_in, reading
from tests.rendering.typefaces import FACES, SIMPLIFIED, TRADITIONAL, Typeface

ALL_FACES = [*FACES[SIMPLIFIED], *FACES[TRADITIONAL]]
WITH_ZERO = [face for face in ALL_FACES if face.has("〇")]


def name_of(face: object) -> str:
    return face.name if isinstance(face, Typeface) else str(face)


def blurred(line: Printed) -> Grey:
    return np.asarray(cv2.GaussianBlur(line.picture, (0, 0), line.size / 32), np.uint8)


def coarse(line: Printed) -> Grey:
    """As scanned with a dozen pixels a character and enlarged again."""
    height, width = line.picture.shape
    small = cv2.resize(line.picture, None, fx=14 / line.size, fy=14 / line.size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


@pytest.mark.parametrize("face", WITH_ZERO, ids=name_of)
@pytest.mark.parametrize("size", [36, 52])
def test_a_zero_that_was_passed_over_is_found_in_its_gap(face: Typeface, size: int) -> None:
    line = printed("一九四〇年", size, face)
    found = with_missing(line.picture, line.read("一九四 年"), line.character)
    assert found.text == "一九四〇年"
    assert found.glyphs[3].at == pytest.approx(line.centres[3], abs=0.04)


@pytest.mark.parametrize(("char", "found"), [("〇", "〇"), ("一", ILLEGIBLE)])
def test_a_pale_ring_or_stroke_in_a_year_is_no_white_that_a_zero_might_have_left(char: str, found: str) -> None:
    dark, pale = printed(f"一九三{char}年"), printed(f"一九三{char}年", ink=130)
    left, right = (round(at * dark.picture.shape[1]) for at in (sum(dark.centres[2:4]) / 2, sum(dark.centres[3:]) / 2))
    picture = dark.picture.copy()
    picture[:, left:right] = pale.picture[:, left:right]
    assert with_missing(picture, dark.read("一九三 年"), dark.character).text == f"一九三{found}年"


def test_a_pale_stroke_in_running_text_is_a_character_that_was_not_read() -> None:
    dark, pale = printed("独立团一支队"), printed("独立团一支队", ink=130)
    left, right = (round(sum(dark.centres[n : n + 2]) / 2 * dark.picture.shape[1]) for n in (2, 3))
    picture = dark.picture.copy()
    picture[:, left:right] = pale.picture[:, left:right]
    seen = dark.read("独立团 支队")
    assert with_missing(picture, seen, dark.character, runs=True).text == f"独立团{ILLEGIBLE}支队"


@pytest.mark.parametrize(
    ("text", "seen"), [("民国三〇", "民国三 "), ("二〇年十月", "二 年十月"), ("一九〇九", "一九 九")]
)
def test_zeros_are_found_wherever_they_stand(text: str, seen: str) -> None:
    line = printed(text)
    assert with_missing(line.picture, line.read(seen), line.character).text == text


@pytest.mark.parametrize("letter", list("0OoQ○口"))
def test_a_round_letter_among_numerals_is_their_zero(letter: str) -> None:
    line = printed("一九四〇年")
    assert with_missing(line.picture, line.read(f"一九四{letter}年"), line.character).text == "一九四〇年"


@pytest.mark.parametrize("text", ["1940年", "周口村", "三口人", "10月", "第0号"])
def test_round_characters_elsewhere_stay_what_they_are(text: str) -> None:
    line = printed(text)
    assert with_missing(line.picture, line.read(text), line.character).text == text


@pytest.mark.parametrize(
    ("text", "seen"),
    [("王德胜", "王 胜"), ("渤海军区警备连", "渤海军区警备 "), ("东李家庄", " 李家庄"), ("一九二一年", "一九二 年")],
)
def test_unread_ink_stands_as_a_character_nobody_can_read(text: str, seen: str) -> None:
    line = printed(text)
    found = with_missing(line.picture, line.read(seen), line.character)
    assert found.text == seen.replace(" ", ILLEGIBLE)
    assert found.confidence < 0.5


@pytest.mark.parametrize(
    "text", ["王德胜", "渤海军区警备团战士", "1947年3月12日", "一二三四", "男", "小八川", "于乙一"]
)
def test_a_line_read_whole_misses_nothing(text: str) -> None:
    for face in ALL_FACES[::3]:
        if face.covers(text):
            line = printed(text, SIZE, face)
            assert with_missing(line.picture, line.read(text), line.character).text == text, face.name


def test_a_name_set_wide_has_a_gap_and_misses_nothing() -> None:
    line = printed("王　胜")
    read = line.read("王 胜")
    assert with_missing(line.picture, read, line.character) == read


def test_a_mark_that_is_never_printed_is_dirt_wherever_it_has_room() -> None:
    line = printed("王　胜").with_speck(1.8, down=0.15)
    read = line.read("王^胜")
    assert without_marks(read, line.picture.shape[1], line.character) == "王胜"
    assert without_specks(line.picture, read, line.character) is not None


def test_dirt_in_a_gap_is_no_character() -> None:
    line = printed("王　胜").with_speck(1.7, down=0.25).with_speck(1.9, down=0.8)
    assert with_missing(line.picture, line.read("王 胜"), line.character).text == "王胜"


@pytest.mark.parametrize(
    ("text", "ring"), [("〇", True), ("田", False), ("王", False), ("一", False), ("中", False), ("8", False)]
)
def test_only_a_round_ring_is_a_ring(text: str, ring: bool) -> None:
    for face in WITH_ZERO[::2]:
        line = printed(text, 44, face)
        shapes = shapes_of(line.picture)
        assert has_ring(shapes, 0, line.picture.shape[1], line.character) is ring, face.name


def test_no_ring_stands_in_an_empty_stretch() -> None:
    shapes = shapes_of(printed("〇").picture)
    assert not has_ring(shapes, 5, 5, 32)
    assert not has_ring(shapes, 0, 6, 32)


def between(line: Printed, place: int) -> float:
    """Halfway between a character and the next, as a share of the line's length."""
    return (line.centres[place] + line.centres[place + 1]) / 2


def dirty_middle(mark: str = ".") -> tuple[Printed, LineReading]:
    """王国 with dirt between the characters, read as a mark."""
    line = printed("王国")
    at = between(line, 0)
    spotted = line.with_speck(at * line.picture.shape[1] / SIZE, down=0.9)
    return spotted, put_in(spotted.read("王国"), 1, mark, at)


@pytest.mark.parametrize("mark", list(".·,、'-ーノ"))
def test_a_mark_without_room_between_two_characters_is_dirt(mark: str) -> None:
    line, read = dirty_middle(mark)
    clean = without_specks(line.picture, read, line.character)
    assert clean is not None
    assert np.count_nonzero((clean < 128) != (printed("王国").picture < 128)) < 8
    assert without_marks(read, line.picture.shape[1], line.character) == "王国"


@pytest.mark.parametrize(("ems", "place"), [(0.12, 0), (3.45, 3)])
def test_dirt_before_and_after_a_line_is_painted_out(ems: float, place: int) -> None:
    line = printed("王德胜").with_speck(ems, down=0.7)
    read = put_in(line.read("王德胜"), place, ".", ems * SIZE / line.picture.shape[1])
    clean = without_specks(line.picture, read, line.character)
    assert clean is not None
    assert np.array_equal(clean < 128, printed("王德胜").picture < 128)
    assert without_marks(read, line.picture.shape[1], line.character) == "王德胜"


@pytest.mark.parametrize("text", ["1922.10", "1947.3.12", "3.5", "1938,1940"])
def test_points_among_digits_are_kept(text: str) -> None:
    line = printed(text)
    assert without_specks(line.picture, line.read(text), line.character) is None
    assert without_marks(line.read(text), line.picture.shape[1], line.character) == text


@pytest.mark.parametrize("text", ["陈 福", "车镇镇   卧佛堡"])
def test_a_point_adrift_in_white_that_sets_characters_apart_is_dirt(text: str) -> None:
    line = printed(text).with_speck(len(text) / 2, down=0.7)
    words, at = text.replace(" ", ""), len(text) / 2 * SIZE / line.picture.shape[1]
    read = put_in(reading(*(glyph for glyph in line.read(text).glyphs if glyph.char != " ")), len(words) // 2, ".", at)
    clean = without_specks(line.picture, read, line.character)
    assert clean is not None
    assert np.array_equal(clean < 128, printed(text).picture < 128)
    assert without_marks(read, line.picture.shape[1], line.character) == words


@pytest.mark.parametrize("mark", [".", "，", "·"])
def test_no_mark_stands_between_the_two_characters_of_a_name_that_are_set_apart(mark: str) -> None:
    line = printed("许 育").with_speck(1.5)
    at = 1.5 * SIZE / line.picture.shape[1]
    read = put_in(reading(*(glyph for glyph in line.read("许 育").glyphs if glyph.char != " ")), 1, mark, at)
    assert without_specks(line.picture, read, line.character) is not None
    assert without_marks(read, line.picture.shape[1], line.character) == "许育"


def test_the_left_part_of_a_character_of_larger_print_is_no_character_before_it() -> None:
    line = printed("叶村", round(1.45 * SIZE))
    first, last = line.read("叶村").glyphs
    read = reading(replace(first, at=first.at + 0.08), last)
    assert with_missing(line.picture, read, SIZE).text == "叶村"


def test_a_mark_with_room_of_its_own_is_kept() -> None:
    line = printed("张村、李庄")
    assert without_specks(line.picture, line.read("张村、李庄"), line.character) is None


def test_a_line_of_nothing_but_marks_is_left_alone() -> None:
    line = printed("……")
    assert without_specks(line.picture, line.read("……"), line.character) is None


def test_a_level_stroke_taken_for_a_dash_is_not_painted_out() -> None:
    line = printed("一一五师")
    assert without_specks(line.picture, line.read("——五师"), line.character) is None


def test_a_spot_read_as_a_mark_or_as_nothing_is_a_blot() -> None:
    line = Printed(np.full((44, 60), 255, np.uint8), (0.5,), SIZE).with_speck(0.8, size=0.3)
    assert blot(line.picture, line.read("."), line.character) == pytest.approx(0.33, abs=0.06)
    assert blot(line.picture, line.read(" "), line.character) == pytest.approx(0.33, abs=0.06)
    assert blot(np.full((44, 60), 255, np.uint8), line.read(" "), line.character) == 0


def test_a_spot_read_as_a_character_is_no_blot() -> None:
    line = Printed(np.full((44, 60), 255, np.uint8), (0.5,), SIZE).with_speck(0.8, size=0.3)
    assert blot(line.picture, line.read("1"), line.character) is None


@pytest.mark.parametrize("text", ["一", "男", "王德胜", "丨"])
def test_print_that_was_read_as_a_mark_is_no_blot(text: str) -> None:
    line = printed(text)
    assert blot(line.picture, line.read("-" + " " * (len(text) - 1)), line.character) is None


@pytest.mark.parametrize(
    ("char", "han"), [("王", True), ("㐂", True), ("𠮷", True), ("〇", True), ("1", False), ("ノ", False)]
)
def test_chinese_characters_are_known_as_such(char: str, han: bool) -> None:
    assert is_han(char) is han


def test_a_bar_between_characters_that_fill_their_line_belongs_to_one_of_them() -> None:
    line = printed("四十　年二月")
    picture, width, pitch = line.picture.copy(), line.picture.shape[1], line.centres[1] - line.centres[0]
    for side in (-0.3, 0.3):
        x = round((line.centres[2] + side * pitch) * width)
        picture[8:36, x - 1 : x + 2] = 20
    off = (0.0, 0.0, -0.35, 0.2, 0.0, 0.0)
    pairs = zip("四十二年二月", line.centres, off, strict=True)
    drifted = reading(*(Glyph(char, 0.99, "", 0.0, at + by * pitch) for char, at, by in pairs))
    assert with_missing(picture, drifted, line.character).text == "四十二年二月"
    missed = reading(*(glyph for glyph in drifted.glyphs if glyph.char != "二"))
    assert with_missing(picture, missed, line.character).text == "四十□年□月"
