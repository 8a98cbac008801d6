"""Print that no reading stands for is found wherever on the page it is, and dirt is not taken for print."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.rectify.flat import Array
from ingest.rectify.lit import Lit
from ingest.unread import find_unread
from tests.ingest.paper import SIZE, Grey
from tests.ingest.unruled_page import MARGIN, Line, page_of

PEOPLE: list[tuple[float, Line]] = [
    (1.8, {0.0: "王德胜", 5.0: "男", 8.0: "商河县沙窝乡", 20.0: "一九四七年五月"}),
    (1.8, {0.0: "李秀英", 5.0: "女", 8.0: "惠民县李家庄", 20.0: "一九四六年二月"}),
    (1.8, {0.0: "赵  兰", 5.0: "女", 8.0: "阳信县流坡坞", 20.0: "一九四八年九月"}),
    (1.8, {0.0: "孙玉堂", 5.0: "男", 8.0: "无棣县车镇乡", 20.0: "一九四七年八月"}),
]
ALL = {(row, at) for row, (_, words) in enumerate(PEOPLE) for at in words}
PAGE = page_of(PEOPLE)


def outline(row: int, at: float) -> Array:
    """The rectangle in which a word of PAGE is set."""
    left, top = (MARGIN + at) * SIZE, (MARGIN + sum(down for down, _ in PEOPLE[: row + 1])) * SIZE
    right, bottom = left + len(PEOPLE[row][1][at]) * SIZE, top + 1.2 * SIZE
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])


def unread(*missed: tuple[int, float], page: Grey = PAGE) -> list[tuple[float, float, float, float]]:
    """The places found where all was read but what was missed: left, top, right and bottom in ems from the margin."""
    places = find_unread(Lit(page), [outline(*word) for word in sorted(ALL - set(missed))])
    corners = [(place.left, place.top, place.right, place.bottom) for place in places]
    return [(a / SIZE - MARGIN, b / SIZE - MARGIN, c / SIZE - MARGIN, d / SIZE - MARGIN) for a, b, c, d in corners]


def stained(level: int, *, blur: float = 0) -> Grey:
    """PAGE with a word of another grey `level` set where it has none, out of focus if asked."""
    other = page_of([(10.0, {2.0: "冯家庄一带"})], ink=level)
    canvas = np.full_like(np.vstack([PAGE, PAGE]), 255)
    canvas[: PAGE.shape[0]] = PAGE
    other = cv2.GaussianBlur(other, (0, 0), blur) if blur else other
    canvas[: other.shape[0]] = np.minimum(canvas[: other.shape[0]], other)
    return np.asarray(canvas, np.uint8)


def test_a_page_that_was_read_whole_has_none() -> None:
    assert unread() == []


@pytest.mark.parametrize("row", range(4))
def test_a_row_that_was_missed_is_one_place(row: int) -> None:
    ((left, top, right, bottom),) = unread(*((row, at) for at in PEOPLE[row][1]))
    assert left == pytest.approx(0, abs=0.3)
    assert right == pytest.approx(27, abs=0.3)
    assert top == pytest.approx(1.8 * (row + 1), abs=0.5)
    assert bottom == pytest.approx(1.8 * (row + 1) + 1, abs=0.5)


def test_a_side_that_was_missed_is_a_place_for_each_line() -> None:
    assert len(unread(*((row, at) for row, at in ALL if at >= 8))) == 4


def test_a_single_word_that_was_missed_is_a_place() -> None:
    assert len(unread((2, 0.0))) == 1


def test_two_words_with_one_between_them_that_was_read_are_two_places() -> None:
    assert len(unread((1, 0.0), (1, 8.0))) == 2


def test_a_column_of_single_characters_is_one_place_and_one_of_them_alone_is_none() -> None:
    assert len(unread(*((row, 5.0) for row in range(4)))) == 1
    assert unread((1, 5.0)) == []


def test_print_far_from_all_that_was_read_is_found() -> None:
    assert len(unread(page=stained(20))) == 1


def test_what_shines_through_the_leaf_and_pencil_are_not_print() -> None:
    assert unread(page=stained(190)) == []
    assert unread(page=stained(150, blur=3)) == []


def test_specks_blots_and_scratches_are_not_print() -> None:
    page = np.vstack([PAGE, np.full_like(PAGE, 255)])
    under = PAGE.shape[0]
    for x in range(200, 900, 70):
        cv2.circle(page, (x, under), 4, (20.0,), -1)
    cv2.circle(page, (1000, under), 15, (20.0,), -1)
    cv2.line(page, (200, under + 60), (900, under + 75), (20.0,), 2)
    cv2.rectangle(page, (1000, under + 60), (1300, under + 120), (20.0,), 2)
    assert unread(page=page) == []


def test_a_picture_is_one_place() -> None:
    page = np.vstack([PAGE, np.full((3000, PAGE.shape[1]), 255, np.uint8)])
    for x in range(60, PAGE.shape[1] - 60, 50):
        for y in range(PAGE.shape[0], PAGE.shape[0] + 2900, 50):
            cv2.putText(page, "8", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (20.0,), 2)
    assert len(unread(page=page)) == 1


def test_blank_paper_has_none() -> None:
    assert find_unread(Lit(np.full((500, 400), 255, np.uint8)), []) == []
