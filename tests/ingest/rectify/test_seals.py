"""Red seals: their thin strokes go too where the colour of a page is stored coarsely, and thin print stays."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.rectify.light import even_light, grey_of
from tests.ingest.paper import Grey, blank, pixels_of
from tests.rendering.damage.scan import RED
from tests.rendering.damage.seal import seal
from tests.rendering.dice import Dice
from tests.rendering.sheet import Face
from tests.rendering.typefaces import FACES, SIMPLIFIED


def stored(picture: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """The picture as a JPEG gives it back, its colour at half the size of its light."""
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])
    picture = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
    return np.ascontiguousarray(picture[..., ::-1])


def stamped(page: Grey, strength: float) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The page in colour under a seal, and where the seal is."""
    mark = np.zeros(page.shape, np.float32)
    round_one = seal(Dice.of("seal"), 330) * strength
    side = round_one.shape[0]
    mark[60 : 60 + side, 70 : 70 + side] = round_one
    taken = 1 - mark[..., None] * np.array(RED, np.float32)
    return (page[..., None] * taken).astype(np.uint8), mark > 0.1


@pytest.mark.parametrize("strength", [0.7, 0.9])
@pytest.mark.parametrize("quality", [55, 80])
def test_hardly_anything_is_left_of_a_seal_on_blank_paper(quality: int, strength: float) -> None:
    colour, sealed = stamped(np.full((700, 700), 235, np.uint8), strength)
    light = even_light(grey_of(stored(colour, quality)))
    near = cv2.dilate(sealed.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    assert np.mean(light[near] > 195) > 0.98


@pytest.mark.parametrize("quality", [55, 80])
def test_strokes_of_print_under_a_seal_are_not_lost_with_its_own(quality: int) -> None:
    sheet, face = blank(700, 700), Face(next(f for f in FACES[SIMPLIFIED] if f.name.endswith("SemiBold")), 34)
    for number in range(14):
        sheet.line("一九四三年十二月二十一日", 20, 20 + 48 * number, face, 60)
    page = pixels_of(sheet)
    colour, sealed = stamped(page, 0.8)
    light = even_light(grey_of(stored(colour, quality)))
    strokes = cv2.erode((page < 100).astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
    assert np.mean(light[sealed & strokes] < 170) > 0.98
