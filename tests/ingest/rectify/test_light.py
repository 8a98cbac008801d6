"""Even light: paper white and print dark, whatever lamp, stain and seal did."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.rectify.light import deepened, even_light, grey_of, ink_of
from ingest.rectify.rules import character_height
from tests.ingest.paper import FACE, ROSTER, Grey, blank, pixels_of, ruled
from tests.rendering.damage.seal import seal
from tests.rendering.dice import Dice
from tests.rendering.sheet import Face
from tests.rendering.typefaces import FACES, SIMPLIFIED

PAGE = ruled(ROSTER, size=30).pixels
HEIGHT, WIDTH = PAGE.shape
INKED = PAGE < 100
PAPER = cv2.dilate((PAGE < 250).astype(np.uint8), np.ones((5, 5), np.uint8)) == 0

RULES = np.maximum(
    cv2.morphologyEx((PAGE < 200).astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, 90), np.uint8)),
    cv2.morphologyEx((PAGE < 200).astype(np.uint8), cv2.MORPH_OPEN, np.ones((90, 1), np.uint8)),
).astype(bool)


def lit(brightness: NDArray[np.float64], page: Grey = PAGE) -> Grey:
    """The page under a light, 1 where nothing is taken away."""
    return (page * brightness).astype(np.uint8)


def gradient() -> NDArray[np.float64]:
    across, down = np.linspace(0.45, 1.0, WIDTH)[None, :], np.linspace(0.8, 1.0, HEIGHT)[:, None]
    return across * down


def stain() -> NDArray[np.float64]:
    y, x = np.mgrid[:HEIGHT, :WIDTH]
    far = np.hypot(x - WIDTH * 0.6, y - HEIGHT * 0.4) / 120
    return 0.95 - 0.4 / (1 + np.exp((far - 1) * 8))


def gutter() -> NDArray[np.float64]:
    x = np.arange(WIDTH)[None, :]
    return np.broadcast_to(0.97 - 0.5 * np.exp(-x / 60), PAGE.shape)


@pytest.mark.parametrize("brightness", [gradient(), stain(), gutter()], ids=["gradient", "stain", "gutter"])
def test_paper_comes_out_white_and_print_dark(brightness: NDArray[np.float64]) -> None:
    even = even_light(lit(brightness))
    assert np.quantile(even[PAPER], 0.02) >= 235
    assert np.quantile(even[INKED], 0.98) <= 110


def test_grain_is_not_raised_where_the_scanner_lid_is_black() -> None:
    lid = np.random.default_rng(3).integers(10, 30, (400, 400)).astype(np.uint8)
    assert even_light(lid).max() < 160


@pytest.mark.parametrize(("shade", "grain"), [(46, 9), (128, 6)])
def test_a_lid_with_grain_and_a_pale_table_round_the_paper_become_paper(shade: int, grain: int) -> None:
    rng, paper = np.random.default_rng(5), np.tile(PAGE, (2, 2))
    page = cv2.copyMakeBorder(paper, 150, 150, 150, 150, cv2.BORDER_CONSTANT, value=(shade,))
    page = np.clip(page + rng.normal(0, grain, page.shape), 0, 255).astype(np.uint8)
    even = even_light(page)
    even[140:-140, 140:-140] = 255
    assert (even == 255).all()


def test_print_in_a_deep_shadow_at_the_edge_is_no_lid() -> None:
    page = np.tile(PAGE, (2, 1))
    y, x = np.mgrid[: page.shape[0], : page.shape[1]]
    shadow = 1 - 0.62 / (1 + np.exp(-(x + y - 0.75 * sum(page.shape)) / 30))
    even = even_light(lit(shadow, page))
    deep = (shadow < 0.4) & (page < 100)
    assert deep.sum() > 1000
    assert np.quantile(even[deep], 0.95) <= 128


def test_a_picture_in_greys_passes_as_it_is() -> None:
    assert np.array_equal(grey_of(PAGE), PAGE)
    assert np.array_equal(grey_of(np.dstack([PAGE] * 3)), PAGE)


def test_yellowed_paper_is_no_red_ink() -> None:
    yellowed = np.dstack([(PAGE * share).astype(np.uint8) for share in (0.98, 0.94, 0.8)])
    assert np.array_equal(grey_of(yellowed), yellowed[..., 0])


def test_a_few_red_pixels_are_left_alone() -> None:
    spotted = np.dstack([PAGE] * 3)
    spotted[10:20, 10:20] = (200, 30, 30)
    assert np.array_equal(grey_of(spotted), spotted[..., 0])


def in_red(black: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The page in colour, printed in red ink but for what is black."""
    red = np.dstack([PAGE // 4 + 191, PAGE // 2 + 60, PAGE // 2 + 60])
    red[PAGE > 250] = 250
    return np.where(black[..., None], PAGE[..., None], red).astype(np.uint8)


@pytest.mark.parametrize("black", [np.zeros(PAGE.shape, bool), ~RULES], ids=["all red", "red rules"])
def test_red_print_and_red_rules_are_no_seal(black: NDArray[np.bool_]) -> None:
    light = even_light(grey_of(in_red(black)))
    assert np.quantile(light[INKED], 0.95) <= 150
    assert np.quantile(light[PAPER], 0.02) >= 235


def printed() -> Grey:
    """Close-set text, so that a seal anywhere lies on print."""
    sheet, face = blank(700, 700), Face(next(f for f in FACES[SIMPLIFIED] if f.name.endswith("SemiBold")), 44)
    for number in range(12):
        sheet.line("渤海军区第二军分区警备团战士王德胜", 20, 20 + 58 * number, face, 25)
    return pixels_of(sheet)


def sealed(page: Grey, cover: NDArray[np.floating], ink: tuple[int, int, int], paper: float) -> NDArray[np.uint8]:
    """The page in colour under a seal that covers the share `cover` of each pixel."""
    under = page[..., None] * (paper / 255)
    return (under * (1 - cover[..., None]) + np.array(ink) * cover[..., None]).astype(np.uint8)


def mark_on(page: Grey, strength: float) -> NDArray[np.float32]:
    """How much of each pixel a round seal with a star and letters covers."""
    mark = seal(Dice.of("seal"), 330) * strength
    side = mark.shape[0]
    cover = np.zeros(page.shape, np.float32)
    cover[60 : 60 + side, 70 : 70 + side] = mark
    return cover


@pytest.mark.parametrize("strength", [0.45, 0.7])
@pytest.mark.parametrize("ink", [(205, 40, 45), (190, 25, 30)])
@pytest.mark.parametrize("paper", [250, 225])
def test_a_seal_goes_and_the_print_under_it_stays(strength: float, ink: tuple[int, int, int], paper: int) -> None:
    page = printed()
    cover = mark_on(page, strength)
    light = even_light(grey_of(sealed(page, cover, ink, paper)))
    under = cover > 0.3
    letters = cv2.erode((page < 60).astype(np.uint8), np.ones((2, 2), np.uint8)) > 0
    paper_only = cv2.dilate((page < 250).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    assert np.mean(light[under & letters] < 128) > 0.95
    assert np.mean(light[under & paper_only] > 190) > 0.99


def test_a_seal_goes_in_the_shadow_too() -> None:
    page = printed()
    cover = mark_on(page, 0.6)
    shadow = 0.35 + 0.5 * np.abs(np.linspace(-1, 1, page.shape[1]))[None, :, None]
    light = even_light(grey_of((sealed(page, cover, (130, 20, 25), 250) * shadow).astype(np.uint8)))
    paper_only = cv2.dilate((page < 250).astype(np.uint8), np.ones((7, 7), np.uint8)) == 0
    assert np.mean(light[(cover > 0.3) & paper_only] > 190) > 0.98


def test_print_beside_a_seal_is_not_touched() -> None:
    page = printed()
    cover = mark_on(page, 0.6)
    colour = sealed(page, cover, (205, 40, 45), 250)
    beside = cv2.dilate((cover > 0).astype(np.uint8), np.ones((15, 15), np.uint8)) == 0
    assert np.array_equal(grey_of(colour)[beside], colour[..., 0][beside])


def test_ink_is_what_is_darker_than_what_is_round_it() -> None:
    ink = ink_of(lit(gradient()), 41, 25)
    assert np.mean(ink[INKED] == 255) > 0.97
    assert np.mean(ink[PAPER] == 0) > 0.999


@pytest.mark.parametrize("grain", [0, 2, 4])
@pytest.mark.parametrize("ink", [222, 228])
def test_very_pale_print_is_deepened_until_its_characters_are_whole(ink: int, grain: int) -> None:
    sheet, face = blank(900, 700), Face(FACE, 36)
    for number in range(12):
        sheet.line("渤海军区第二军分区警备团战士王德胜", 40, 30 + 52 * number, face, ink)
    noise = np.random.default_rng(1).normal(0, grain, (700, 900))
    pale = np.clip(pixels_of(sheet) + noise, 0, 255).astype(np.uint8)
    assert character_height(pale) < 26
    assert character_height(deepened(pale)) == pytest.approx(33, abs=3)


def test_print_that_is_dark_enough_and_grain_alone_stay_as_they_are() -> None:
    grain = np.clip(np.random.default_rng(1).normal(246, 6, (700, 900)), 0, 255).astype(np.uint8)
    for light in (printed(), grain, np.full((700, 900), 255, np.uint8)):
        assert np.array_equal(deepened(light), light)


@pytest.mark.parametrize("share", [0.08, 0.14, 0.2])
def test_what_shines_through_from_the_other_side_is_not_deepened(share: float) -> None:
    blurred = cv2.GaussianBlur(cv2.flip(printed(), 1), (0, 0), 1.6).astype(float)
    light = (255 - (255 - blurred) * share).astype(np.uint8)
    assert np.array_equal(deepened(light), light)
