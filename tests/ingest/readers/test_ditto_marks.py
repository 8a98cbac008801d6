"""A ditto mark is told from its picture, in every typeface and on worn paper, and nothing else is taken for it."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ingest.readers.ditto_marks import InCell, Likeness, Mark, find
from tests.ingest.paper import FACE, INK, SIZE, Grey, blank, pixels_of
from tests.rendering.sheet import Face
from tests.rendering.typefaces import FACES, SIMPLIFIED, TRADITIONAL, Typeface

ALL_FACES = [*FACES[SIMPLIFIED], *FACES[TRADITIONAL]]
WITH_MARK = [face for face in ALL_FACES if face.has("〃")]
PALE = 160


def name_of(face: object) -> str:
    return face.name if isinstance(face, Typeface) else str(face)


def cell(text: str, typeface: Typeface = FACE, size: int = SIZE, ink: int = INK, x: float = 2.0) -> Grey:
    """A cell six ems wide, `x` ems of paper before its text."""
    sheet = blank(6 * size, 2 * size)
    if text:
        sheet.line(text, x * size, 0.45 * size, Face(typeface, size), ink)
    return pixels_of(sheet)


def blurred(picture: Grey, size: int) -> Grey:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), size / 32), np.uint8)


def coarse(picture: Grey, size: int) -> Grey:
    """As scanned with a dozen pixels a character and enlarged again."""
    height, width = picture.shape
    small = cv2.resize(picture, None, fx=14 / size, fy=14 / size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def grainy(picture: Grey, grain: float, seed: int = 0) -> Grey:
    """As on paper whose grain deviates so much, of 255."""
    noise = cv2.GaussianBlur(np.random.default_rng(seed).normal(0, 1, picture.shape), (0, 0), 1.2)
    return np.asarray(np.clip(0.9 * picture + grain * noise / noise.std(), 0, 255), np.uint8)


def marks_of(pictures: Sequence[Grey], size: float = SIZE) -> list[Mark | None]:
    """The marks of the cells of one page."""
    return find([InCell(each, 0.9 * size, (0, 0, each.shape[1], each.shape[0])) for each in pictures])


def mark_of(picture: Grey, size: float = SIZE) -> Mark | None:
    """What is a mark or may be one in a cell; strokes that are none are left out."""
    (found,) = marks_of([picture], size)
    return None if found is None or found.likeness is Likeness.STROKES else found


@pytest.mark.parametrize("face", WITH_MARK, ids=name_of)
def test_marks_are_told_in_every_typeface_sharp_blurred_and_coarse(face: Typeface) -> None:
    for size in (26, 40, 60):
        picture = cell("〃", face, size)
        for seen in (picture, blurred(picture, size), coarse(picture, size)):
            found = mark_of(seen, size)
            assert found is not None, size
            assert found.likeness is Likeness.SURE, size


@pytest.mark.parametrize("face", WITH_MARK, ids=name_of)
def test_pale_marks_are_told_on_grainy_paper(face: Typeface) -> None:
    for seed in range(5):
        assert mark_of(grainy(blurred(cell("〃", face, ink=PALE), SIZE), 5, seed)) is not None, seed


def test_a_mark_is_told_where_it_stands() -> None:
    found = mark_of(cell("〃", x=3.5))
    ys, xs = np.nonzero(cell("〃", x=3.5) < 128)
    assert found is not None
    assert (found.x, found.y) == pytest.approx((xs.mean(), ys.mean()), abs=0.12 * SIZE)


@pytest.mark.parametrize(
    "text",
    ["一", "二", "三", "八", "小", "川", "丶", "丨", "儿", "1", "·", "〇", "男", "十一", "-", "√", "×", ":", "、"],
)
def test_no_other_print_is_taken_for_a_mark(text: str) -> None:
    for face in ALL_FACES[::2]:
        if face.covers(text):
            for size in (26, 40):
                picture = cell(text, face, size)
                seen = picture, blurred(picture, size), coarse(picture, size), grainy(picture, 5)
                assert not any(mark_of(each, size) for each in seen), (face.name, size)


@pytest.mark.parametrize("grain", [0.0, 3.0, 8.0, 20.0])
def test_blank_paper_holds_no_mark_however_grainy_it_is(grain: float) -> None:
    pictures = [grainy(cell(""), grain, seed) for seed in range(60)]
    assert marks_of(pictures) == [None] * len(pictures)


def test_a_single_stroke_or_spot_is_no_mark() -> None:
    for slant in (0, 6, -6, 12):
        picture = cell("")
        cv2.line(picture, (80, 28), (80 + slant, 44), (30.0,), 3)
        assert mark_of(picture) is None, slant
    for radius in (2, 3, 4, 6):
        picture = cell("")
        cv2.circle(picture, (80, 36), radius, (30.0,), -1)
        assert mark_of(blurred(picture, SIZE)) is None, radius


def test_a_mark_beside_other_ink_as_dark_is_not_alone() -> None:
    picture = cell("〃")
    cv2.circle(picture, (180, 36), 8, (30.0,), -1)
    assert mark_of(picture) is None
    (found,) = find([InCell(picture, 0.9 * SIZE, (40, 0, 140, 72))])
    assert found is not None
    assert found.likeness is Likeness.SURE


def test_strokes_that_are_no_mark_alone_are_no_grain_either() -> None:
    (found,) = marks_of([grainy(cell("〃　〃"), 5)])
    assert found is not None
    assert found.likeness is Likeness.STROKES


def test_what_may_be_a_mark_is_told_by_the_sure_marks_of_its_page() -> None:
    faint = grainy(blurred(cell("〃", ink=200), SIZE), 5)
    assert mark_of(faint) is None
    sure = [blurred(cell("〃", x=0.5 + number), SIZE) for number in range(4)]
    *others, beside = marks_of([*sure, faint])
    assert all(other is not None and other.likeness is Likeness.SURE for other in others)
    assert beside is not None
    assert beside.likeness is Likeness.MAYBE


def test_blank_cells_of_a_page_full_of_marks_stay_blank() -> None:
    sure = [blurred(cell("〃", x=0.5 + number), SIZE) for number in range(4)]
    white = [grainy(cell(""), 6, seed) for seed in range(60)]
    assert marks_of([*sure, *white])[4:] == [None] * 60
