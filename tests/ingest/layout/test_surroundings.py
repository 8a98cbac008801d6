"""Lines of text round the tables are found, and nothing of the tables with them."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.layout.surroundings import OutsideLine, find_outside_lines
from ingest.rectify.lit import Lit
from tests.ingest.paper import FACE, INK, SIZE, Drawn, Grey, blank, pixels_of, ruled, slanted
from tests.rendering.sheet import Face
from tests.rendering.truth import Box

CHARACTER = 0.9 * SIZE
TABLE = """
    | 姓名   | 籍贯   | 职务 |
    | 王德胜 | 东李村 | 战士 |
    | 张玉山 | 西赵庄 | 班长 |
"""


def page(*texts: tuple[str, float, float, float]) -> tuple[Drawn, Grey, list[Box]]:
    """A table in the middle of its page with texts (text, x, y, size) round it, and the boxes of their ink."""
    drawn = ruled(TABLE, margin=200)
    sheet = blank(drawn.pixels.shape[1], drawn.pixels.shape[0])
    boxes = [sheet.line(text, x, y, Face(FACE, size), INK) for text, x, y, size in texts]
    return drawn, np.minimum(drawn.pixels, pixels_of(sheet)), [box for box in boxes if box]


def outline(drawn: Drawn) -> np.ndarray:
    """The table's outer rules as a polygon."""
    left, right, top, bottom = drawn.xs[0] - 8, drawn.xs[-1] + 8, drawn.ys[0] - 8, drawn.ys[-1] + 8
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def frame(line: OutsideLine) -> Box:
    (left, top), (right, bottom) = line.corners.min(axis=0), line.corners.max(axis=0)
    return left, top, right, bottom


def test_title_and_page_number_come_from_the_top_down() -> None:
    drawn, light, boxes = page(("惠民县烈士英名录", 250, 80, 56), ("-137-", 420, 480, 30))
    found = find_outside_lines(Lit(light), [outline(drawn)], CHARACTER)
    assert [frame(line) for line in found] == [pytest.approx(box, abs=5) for box in boxes]


def test_the_print_of_a_line_is_measured_for_itself() -> None:
    drawn, light, _ = page(("惠民县烈士英名录", 250, 80, 56), ("一九八四年编", 420, 480, 30))
    title, note = find_outside_lines(Lit(light), [outline(drawn)], CHARACTER)
    assert title.character == pytest.approx(0.9 * 56, rel=0.15)
    assert note.character == pytest.approx(0.9 * 30, rel=0.15)


def test_the_picture_of_a_line_shows_the_whole_of_it() -> None:
    drawn, light, ((left, top, right, bottom),) = page(("惠民县烈士英名录", 250, 80, 56))
    (title,) = find_outside_lines(Lit(light), [outline(drawn)], CHARACTER)
    rows, columns = np.nonzero(title.picture < 128)
    assert np.ptp(columns) + 1 == pytest.approx(right - left, abs=2)
    assert np.ptp(rows) + 1 == pytest.approx(bottom - top, abs=2)


def test_nothing_within_a_table_is_outside() -> None:
    drawn, light, _ = page()
    assert find_outside_lines(Lit(light), [outline(drawn)], CHARACTER) == []


def test_a_page_without_tables_is_all_outside() -> None:
    sheet = blank(700, 400)
    for number in range(4):
        sheet.line("在战斗中英勇牺牲", 100, 60 + 80 * number, Face(FACE, SIZE))
    assert len(find_outside_lines(Lit(pixels_of(sheet)), [], CHARACTER)) == 4


@pytest.mark.parametrize("lines", [-0.04, 0.03])
def test_a_line_is_found_where_it_lies_on_a_slanted_page(lines: float) -> None:
    drawn, light, ((left, top, right, bottom),) = page(("惠民县烈士英名录", 250, 80, 56))
    height, width = light.shape
    middle, shear = np.array([width / 2, height / 2]), np.array([[1, 0], [lines, 1]])
    true = (np.array([[left, top], [right, top], [right, bottom], [left, bottom]]) - middle) @ shear.T + middle
    polygon = (outline(drawn) - middle) @ shear.T + middle
    (title,) = find_outside_lines(Lit(slanted(light, lines, 0.0)), [polygon], CHARACTER)
    assert np.abs(title.corners - true).max() < 8


def test_the_dark_edge_of_a_scan_and_specks_are_no_lines() -> None:
    drawn, light, _ = page()
    light[:40], light[:, -30:] = 40, 40
    for x, y in ((90, 90), (400, 120), (150, 480)):
        light[y : y + 6, x : x + 6] = 30
    assert find_outside_lines(Lit(light), [outline(drawn)], CHARACTER) == []


@pytest.mark.parametrize("place", [(0, 300), (300, 0), (-60, 300), (300, -60)], ids=str)
def test_a_dark_spot_at_the_edge_is_no_line(place: tuple[int, int]) -> None:
    drawn, light, _ = page()
    x, y = place[0] % light.shape[1], place[1] % light.shape[0]
    light[y : y + 60, x : x + 60] = 30
    assert find_outside_lines(Lit(light), [outline(drawn)], CHARACTER) == []


def test_blank_paper_has_no_lines() -> None:
    assert find_outside_lines(Lit(np.full((300, 400), 255, np.uint8)), [], CHARACTER) == []
