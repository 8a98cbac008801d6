"""Lines of text in a cell: how many there are, and how far their ink reaches."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.layout.ink import find_pieces
from ingest.layout.textlines import InkLine, find_lines, line_picture
from ingest.rectify.light import darkness
from tests.ingest.paper import FACE, SIZE, Grey, blank, pixels_of
from tests.rendering.sheet import Face, Sheet
from tests.rendering.truth import Box

CHARACTER = 0.9 * SIZE
DARK = 220.0
"""How dark the print of these cells is."""


def cell(width: int = 300, height: int = 70) -> Sheet:
    return blank(width, height)


def put(sheet: Sheet, text: str, x: float = 40, y: float = 16, ink: int = 20) -> Box:
    """Prints a text; the box of its ink."""
    box = sheet.line(text, x, y, Face(FACE, SIZE), ink)
    assert box is not None
    return box


def lines_of(sheet: Sheet | Grey) -> list[InkLine]:
    picture = sheet if isinstance(sheet, np.ndarray) else pixels_of(sheet)
    return find_lines(picture, CHARACTER, DARK)


def frame(line: InkLine) -> Box:
    return line.left, line.top, line.right, line.bottom


@pytest.mark.parametrize("text", ["王德胜", "男", "1947年3月", "〇", "二等功", "小川"])
def test_one_line_is_framed_by_its_ink(text: str) -> None:
    sheet = cell()
    box = put(sheet, text)
    (line,) = lines_of(sheet)
    assert frame(line) == pytest.approx(box, abs=2)
    assert not line.has_pale_ends


@pytest.mark.parametrize("pitch", [1.05, 1.2, 1.5])
@pytest.mark.parametrize(
    "texts", [("渤海军区", "警备团"), ("一九四七年", "二月"), ("三八式", "一二三"), ("东李村", "二组", "一户")]
)
def test_lines_set_close_are_told_apart(texts: tuple[str, ...], pitch: float) -> None:
    sheet = cell(300, round(SIZE * (pitch * len(texts) + 0.6)))
    boxes = [put(sheet, text, y=10 + number * pitch * SIZE) for number, text in enumerate(texts)]
    found = lines_of(sheet)
    assert [frame(line) for line in found] == [pytest.approx(box, abs=3) for box in boxes]


def test_lines_whose_characters_touch_are_two_all_the_same() -> None:
    sheet = cell(300, 100)
    above, below = put(sheet, "牺牲时职", y=10), put(sheet, "务", y=10 + 1.1 * SIZE)
    picture = pixels_of(sheet)
    picture[round(above[3]) - 6 : round(below[1]) + 6, 55:58] = 20
    first, second = lines_of(picture)
    assert frame(first) == pytest.approx(above, abs=5)
    assert frame(second) == pytest.approx(below, abs=5)


@pytest.mark.parametrize("pitch", [1.62, 1.8, 2.1, 2.5, 3.0])
def test_lines_far_apart_are_cut_nowhere(pitch: float) -> None:
    texts = ("王德胜", "张国山", "三八式", "男", "闫冈", "二等功", "周同")
    sheet = cell(300, round(SIZE * (pitch * len(texts) + 0.6)))
    boxes = [put(sheet, text, y=10 + number * pitch * SIZE) for number, text in enumerate(texts)]
    assert [frame(line) for line in lines_of(sheet)] == [pytest.approx(box, abs=3) for box in boxes]


def test_ditto_marks_are_a_line() -> None:
    sheet = cell()
    box = put(sheet, "〃")
    (line,) = lines_of(sheet)
    assert frame(line) == pytest.approx(box, abs=2)


def test_a_level_stroke_alone_is_a_line() -> None:
    sheet = cell()
    box = put(sheet, "一")
    (line,) = lines_of(sheet)
    assert (line.left, line.right) == pytest.approx((box[0], box[2]), abs=2)


def test_a_blank_cell_has_no_line() -> None:
    assert lines_of(cell()) == []


def test_specks_are_no_line() -> None:
    picture = pixels_of(cell())
    for x, y in ((30, 20), (120, 50), (200, 12), (260, 40)):
        picture[y : y + 4, x : x + 4] = 40
    assert lines_of(picture) == []


def test_specks_away_from_a_line_do_not_widen_it() -> None:
    sheet = cell()
    box = put(sheet, "王德胜", x=80)
    picture = pixels_of(sheet)
    for x, y in ((10, 8), (285, 60), (20, 60)):
        picture[y : y + 5, x : x + 5] = 40
    (line,) = lines_of(picture)
    assert frame(line) == pytest.approx(box, abs=2)


def test_grain_and_shine_from_the_other_side_are_no_line() -> None:
    sheet = cell()
    put(sheet, "王德胜", ink=222)
    noisy = pixels_of(sheet) + np.random.default_rng(1).normal(-10, 5, (70, 300))
    assert lines_of(np.clip(noisy, 0, 255).astype(np.uint8)) == []


def test_remains_of_rules_at_the_edge_belong_to_no_line() -> None:
    sheet = cell()
    box = put(sheet, "王德胜")
    picture = pixels_of(sheet)
    picture[:2, 30:], picture[10:, :3], picture[-1:, 100:] = 60, 40, 80
    (line,) = lines_of(picture)
    assert frame(line) == pytest.approx(box, abs=2)


def test_what_is_left_of_a_double_rule_off_the_edge_is_no_line_but_a_dash_in_the_middle_is() -> None:
    sheet = cell(300, 110)
    box = put(sheet, "王德胜", y=40)
    picture = pixels_of(sheet)
    picture[8:13, 20:], picture[10:, 6:11] = 60, 60
    (line,) = lines_of(picture)
    assert frame(line) == pytest.approx(box, abs=2)
    dash = pixels_of(cell(300, 110))
    dash[53:57, 60:200] = 20
    assert len(lines_of(dash)) == 1


def test_what_is_left_of_rules_that_meet_in_the_corners_of_a_cell_is_no_line() -> None:
    sheet = cell(300, 110)
    box = put(sheet, "王德胜", y=40)
    picture = pixels_of(sheet)
    picture[97:101] = 60
    picture[60:, :2], picture[60:, -2:] = 60, 60
    (line,) = lines_of(picture)
    assert frame(line) == pytest.approx(box, abs=2)


def test_a_blot_beside_print_is_no_line_of_its_own() -> None:
    sheet = cell(300, 110)
    box = put(sheet, "王德胜", y=10)
    picture = pixels_of(sheet)
    picture[84:96, 200:213] = 30
    (line,) = lines_of(picture)
    assert frame(line) == pytest.approx(box, abs=2)


def test_print_that_pales_at_its_end_is_kept_apart_from_the_rest() -> None:
    sheet = cell()
    sure, pale = put(sheet, "一九四", ink=20), put(sheet, "七年", x=40 + 3 * SIZE, ink=140)
    (line,) = lines_of(sheet)
    assert line.has_pale_ends
    assert (line.left, line.right) == pytest.approx((sure[0], sure[2]), abs=2)
    assert pale[0] + 0.6 * (pale[2] - pale[0]) < line.outer_right <= pale[2] + 2
    assert (line.widened().left, line.widened().right) == (line.outer_left, line.outer_right)
    assert not line.widened().has_pale_ends


@pytest.mark.parametrize("ink", [180, 200])
def test_a_thin_faint_stroke_before_the_rest_belongs_to_it(ink: int) -> None:
    sheet = cell()
    faint, rest = put(sheet, "一", ink=ink), put(sheet, "九四七年", x=40 + SIZE)
    (line,) = lines_of(sheet)
    assert line.outer_left == pytest.approx(faint[0], abs=4)
    assert line.right == pytest.approx(rest[2], abs=2)


@pytest.mark.parametrize("ink", [180, 200])
def test_where_print_lies_on_its_side_its_faint_strokes_stand(ink: int) -> None:
    column = blank(70, 300)
    for number, (char, dark) in enumerate([("一", ink), ("九", 20), ("四", 20), ("年", 20)]):
        put(column, char, x=16, y=40 + 1.05 * SIZE * number, ink=dark)
    lying = np.ascontiguousarray(np.rot90(pixels_of(column)))
    bar = 40 + 0.7 * SIZE
    (line,) = find_lines(lying, CHARACTER, DARK, lies=True)
    assert line.outer_left < bar
    (standing,) = find_lines(lying, CHARACTER, DARK)
    assert standing.outer_left > bar


def test_a_line_moves_whole() -> None:
    line = InkLine(10, 20, 60, 50, 5, 70).moved(100, 200)
    assert line == InkLine(110, 220, 160, 250, 105, 170)


def test_the_picture_of_a_line_holds_its_ink_with_air_round_it() -> None:
    sheet = cell()
    left, top, right, bottom = (round(edge) for edge in put(sheet, "王德胜"))
    picture = line_picture(pixels_of(sheet), InkLine(left, top, right, bottom, left, right), CHARACTER)
    rows, columns = np.nonzero(picture < 128)
    assert picture.dtype == np.uint8
    assert columns.min() >= 4
    assert picture.shape[1] - columns.max() > 4
    assert np.ptp(columns) + 1 == pytest.approx(right - left, abs=2)
    assert np.ptp(rows) + 1 == pytest.approx(bottom - top, abs=2)


def test_a_low_line_keeps_the_height_of_a_character_in_its_picture() -> None:
    sheet = cell()
    left, top, right, bottom = (round(edge) for edge in put(sheet, "一"))
    picture = line_picture(pixels_of(sheet), InkLine(left, top, right, bottom, left, right), CHARACTER)
    assert picture.shape[0] >= CHARACTER
    rows, _ = np.nonzero(picture < 128)
    assert rows.mean() == pytest.approx(picture.shape[0] / 2, abs=3)


def test_beyond_the_edge_of_a_cell_the_picture_of_a_line_is_white() -> None:
    sheet = cell(110, 40)
    left, top, right, bottom = (round(edge) for edge in put(sheet, "王德胜", x=0, y=1))
    picture = line_picture(pixels_of(sheet), InkLine(left, top, right, bottom, left, right), CHARACTER)
    assert picture.shape[1] > 110
    assert (picture[:, -4:] == 255).all()
    assert (picture[:2] == 255).all()


def test_the_darkness_of_print_does_not_hang_on_how_much_there_is() -> None:
    short, long = cell(), cell()
    put(short, "王", ink=60)
    put(long, "王德胜李玉山", ink=60)
    assert darkness(pixels_of(short), CHARACTER) == pytest.approx(darkness(pixels_of(long), CHARACTER), abs=15)
    assert darkness(pixels_of(cell()), CHARACTER) == 0


def test_a_faint_stroke_far_from_print_is_not_picked_up() -> None:
    sheet = cell(400)
    put(sheet, "一", x=20, ink=215)
    box = put(sheet, "王德胜", x=240)
    pieces = find_pieces(pixels_of(sheet), CHARACTER, DARK)
    assert int(pieces.left.min()) == pytest.approx(box[0], abs=2)


def test_a_faint_line_reaches_out_to_a_character_at_its_end_that_is_torn_into_dots() -> None:
    sheet = cell()
    first, rest = put(sheet, "行", ink=150), put(sheet, "军落水牺牲", x=40 + SIZE, ink=150)
    picture = pixels_of(sheet)
    left, top, right, bottom = map(round, first)
    picture[top:bottom:5, left - 2 : right + 1] = picture[top:bottom, left - 2 : right + 1 : 5] = 255
    (line,) = lines_of(picture)
    assert line.outer_left == pytest.approx(first[0], abs=0.4 * SIZE)
    assert line.right == pytest.approx(rest[2], abs=0.3 * SIZE)
    assert not line.has_pale_ends or line.outer_right == line.right


def test_specks_beside_a_faint_line_are_no_end_of_it() -> None:
    sheet = cell()
    put(sheet, "军落水牺牲", x=40 + SIZE, ink=150)
    picture = pixels_of(sheet)
    picture[30:34, 50:54] = 150
    assert not lines_of(picture)[0].has_pale_ends


def torn(picture: Grey, left: int, top: int, parts: int) -> Grey:
    """The picture with what is left of a faded character: so many small pieces below each other."""
    faded = picture.copy()
    for number in range(parts):
        y = top + 12 * number
        faded[y : y + 8, left : left + 9] = 60
    return faded


def test_a_character_that_faded_into_small_pieces_is_a_line_below_the_other() -> None:
    sheet = cell(300, 110)
    put(sheet, "洋湖乡韩家", y=8)
    assert len(lines_of(torn(pixels_of(sheet), 46, 62, 1))) == 1
    _, below = lines_of(torn(pixels_of(sheet), 46, 62, 3))
    assert frame(below) == pytest.approx((46, 62, 55, 94), abs=3)


def test_small_pieces_far_from_each_other_are_dirt() -> None:
    sheet = cell(300, 110)
    put(sheet, "洋湖乡韩家", y=8)
    picture = pixels_of(sheet)
    for left in (40, 120, 200):
        picture = torn(picture, left, 70, 1)
    assert len(lines_of(picture)) == 1
