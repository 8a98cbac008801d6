"""Pieces of paper stand upright and level, and hold their print and no more."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from archive.folder import DataFolder
from archive.pieces import piece
from archive.records import Box, Entry, Reading, Status
from webapp.scraps import Cut, cut_of, outline, tilt_of

PAGE = 1600
PITCH, HIGH, WIDE, GAP = 60, 40, 160, 220


def slanting(degrees: float, readings: int = 6) -> tuple[Image.Image, Entry]:
    """A sheet with three rows of black bars that slants clockwise, and the middle row as an entry."""
    sheet = Image.new("L", (PAGE, PAGE), 230)
    draw = ImageDraw.Draw(sheet)
    boxes = []
    for row in (-1, 0, 1):
        for column in range(readings):
            left, top = 140 + GAP * column, PAGE // 2 + PITCH * row - HIGH // 2
            corners = [(left, top), (left + WIDE, top), (left + WIDE, top + HIGH), (left, top + HIGH)]
            turned = [_slant(corner, degrees) for corner in corners]
            draw.polygon(turned, fill=20)
            if row == 0:
                boxes.append(_around(turned))
    ends = [(box.x, box.y) for box in boxes] + [(box.x + box.width, box.y + box.height) for box in boxes]
    readings_of = tuple(Reading(str(at), "", "", "", 1.0, Status.ACCEPTED, box) for at, box in enumerate(boxes))
    return sheet, Entry(1, _around(ends), readings_of)


def _slant(corner: tuple[float, float], degrees: float) -> tuple[float, float]:
    x, y, angle = corner[0] - PAGE / 2, corner[1] - PAGE / 2, math.radians(degrees)
    return (
        PAGE / 2 + x * math.cos(angle) - y * math.sin(angle),
        PAGE / 2 + x * math.sin(angle) + y * math.cos(angle),
    )


def _around(corners: list[tuple[float, float]]) -> Box:
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    return Box(left, top, max(x for x, _ in corners) - left, max(y for _, y in corners) - top)


def cut_out(folder: Path, sheet: Image.Image, cut: Cut) -> Image.Image:
    """The piece, from a page in tiles."""
    data, tile = DataFolder(folder), 1024
    tiles = data.tiles("f" * 64, 1)
    tiles.mkdir(parents=True)
    for y in range(0, sheet.height, tile):
        for x in range(0, sheet.width, tile):
            corner = min(x + tile, sheet.width), min(y + tile, sheet.height)
            sheet.crop((x, y, *corner)).save(tiles / f"{y // tile}-{x // tile}.jpg", quality=95)
    return piece(data, "f" * 64, 1, cut.box, cut.quarter_turns, cut.margin, cut.tilt)


def dark_rows(picture: Image.Image) -> list[int]:
    """The rows of pixels with ink in them."""
    return [y for y in range(picture.height) if min(picture.crop((0, y, picture.width, y + 1)).tobytes()) < 90]


@pytest.mark.parametrize("degrees", [0, 1.5, -2.5, 4])
def test_a_slanting_line_is_cut_out_level_and_without_its_neighbours(tmp_path: Path, degrees: float) -> None:
    sheet, entry = slanting(degrees)
    assert math.degrees(tilt_of(entry, 0)) == pytest.approx(degrees, abs=0.1)
    cut = cut_of(entry, entry.box, 0)
    assert cut.height == pytest.approx(HIGH, abs=2)
    line = cut_out(tmp_path, sheet, cut)
    assert line.height == pytest.approx(HIGH + 2 * cut.margin, abs=2)
    ink = dark_rows(line)
    assert len(ink) == pytest.approx(HIGH, abs=4)
    assert ink[0] > 0
    assert ink[-1] < line.height - 1


@pytest.mark.parametrize("quarter_turns", [1, 2, 3])
def test_a_slanting_line_of_a_page_on_its_side_is_cut_out_level(tmp_path: Path, quarter_turns: int) -> None:
    upright, entry = slanting(2)
    stored = upright.rotate(-90 * quarter_turns)

    def on_its_side(box: Box) -> Box:
        for _ in range(quarter_turns):
            box = Box(PAGE - box.y - box.height, box.x, box.height, box.width)
        return box

    readings = tuple(
        Reading(one.field, "", "", "", 1.0, Status.ACCEPTED, on_its_side(one.box)) for one in entry.readings if one.box
    )
    turned = Entry(1, on_its_side(entry.box), readings)
    assert math.degrees(tilt_of(turned, quarter_turns)) == pytest.approx(2, abs=0.1)
    cut = cut_of(turned, turned.box, quarter_turns)
    line = cut_out(tmp_path, stored, cut)
    assert line.width > 10 * line.height
    assert len(dark_rows(line)) == pytest.approx(HIGH, abs=4)
    corners, expected = outline(cut, PAGE, PAGE), outline(cut_of(entry, entry.box, 0), PAGE, PAGE)
    assert sum(corners, ()) == pytest.approx(sum(expected, ()), abs=0.2)


def test_a_line_that_runs_down_the_page_leans_as_far_as_one_across() -> None:
    _, entry = slanting(2)
    down = [Box(PAGE - b.y - b.height, b.x, b.height, b.width) for b in (r.box for r in entry.readings) if b]
    readings = tuple(Reading(str(at), "", "", "", 1.0, Status.ACCEPTED, box) for at, box in enumerate(down))
    around = Box(PAGE - entry.box.y - entry.box.height, entry.box.x, entry.box.height, entry.box.width)
    assert math.degrees(tilt_of(Entry(1, around, readings), 0)) == pytest.approx(2, abs=0.1)


def test_a_reading_that_stands_low_in_its_cell_does_not_tilt_the_line() -> None:
    _, entry = slanting(0)
    first, *others = entry.readings
    assert first.box
    low = Reading("0", "", "", "", 1.0, Status.ACCEPTED, Box(first.box.x, first.box.y + 18, WIDE, HIGH))
    assert tilt_of(Entry(1, entry.box, (low, *others)), 0) == pytest.approx(0, abs=0.002)


def test_what_does_not_stand_in_one_line_is_left_as_it_is() -> None:
    boxes = (Box(100, 100, 60, 40), Box(700, 400, 60, 40))
    readings = tuple(Reading(str(at), "", "", "", 1.0, Status.ACCEPTED, box) for at, box in enumerate(boxes))
    entry = Entry(1, Box(100, 100, 660, 340), readings)
    assert tilt_of(entry, 0) == 0
    assert tilt_of(Entry(1, entry.box, readings[:1]), 0) == 0


def test_a_box_that_was_not_drawn_round_slanting_print_is_shown_whole() -> None:
    _, entry = slanting(4)
    beside = Box(100, 100, 1400, HIGH)
    cut = cut_of(entry, beside, 0)
    assert (cut.tilt, cut.width, cut.height) == (0.0, 1400, HIGH)


def test_a_level_piece_at_the_edge_of_the_page_is_white_beyond_it(tmp_path: Path) -> None:
    sheet, entry = slanting(3, readings=7)
    cut = cut_of(entry, entry.box, 0)
    line = cut_out(tmp_path, sheet, cut)
    assert line.width == pytest.approx(cut.width + 2 * cut.margin, abs=1)
    assert line.getpixel((line.width - 2, line.height // 2)) > 240  # type: ignore[operator]
