"""The picture of what the machine saw stands upright and carries every mark."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageColor

from archive.records import PageRecord, Status
from ingest import overlay
from ingest.interpret import Context, interpret
from ingest.pages import PageImage, Transcript
from ingest.seen import CELL, LOOKS, ORDER, TABLE
from tests.ingest.drawing import line, page

ROSTER = """
    | 姓名   | 性别 | 籍贯    |
    | 王德勝 | 男   | 东李村? |
    | 李秀英 |      | 西李村  |
"""


def made(quarter_turns: int = 0) -> tuple[PageImage, Transcript, PageRecord]:
    transcript = page(ROSTER, outside=[line("英名录", height=40)], quarter_turns=quarter_turns)
    paper = PageImage(1, np.full((transcript.height, transcript.width), 240, np.uint8))
    return paper, transcript, interpret(transcript, Context()).record


def colours(picture: Image.Image) -> set[tuple[int, ...]]:
    return {colour for _, colour in picture.getcolors(1 << 24) or () if isinstance(colour, tuple)}


@pytest.mark.parametrize(("turns", "size"), [(0, (4000, 3000)), (1, (3000, 4000)), (2, (4000, 3000))])
def test_the_picture_stands_upright(turns: int, size: tuple[int, int]) -> None:
    assert overlay.draw(*made(turns)).size == size


def test_cells_order_readings_and_doubt_are_drawn() -> None:
    drawn = colours(overlay.draw(*made()))
    for look in (CELL, TABLE, ORDER, LOOKS[Status.ACCEPTED], LOOKS[Status.FLAGGED]):
        assert ImageColor.getrgb(look.colour) in drawn


def test_a_doubtful_frame_is_broken_and_a_certain_one_is_whole() -> None:
    _, _, record = made()
    pixels = np.asarray(overlay.draw(*made()))
    for field, whole in (("name", True), ("native_place", False)):
        reading = record.entries[0].reading(field)
        assert reading is not None
        assert reading.box is not None
        box = reading.box
        side = pixels[round(box.y + 2) : round(box.y + box.height - 2), round(box.x + box.width)]
        assert bool((side == ImageColor.getrgb(LOOKS[reading.status].colour)).all(axis=1).all()) is whole


def test_a_page_without_anything_on_it_is_drawn_too() -> None:
    paper, _, _ = made()
    transcript = page()
    assert colours(overlay.draw(paper, transcript, interpret(transcript, Context()).record)) == {(245, 245, 245)}
