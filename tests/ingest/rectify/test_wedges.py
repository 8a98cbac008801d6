"""What of the lid shows along a side of a picture is white, and nothing else is."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.rectify.light import even_light
from ingest.rectify.wedges import whiten_wedges
from tests.ingest.paper import ROSTER, Grey, ruled


def askew(page: Grey, degrees: float) -> Grey:
    """The page as it lies a little askew on a black lid."""
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(page, turn, (width, height), borderValue=(30.0,)), np.uint8)


@pytest.mark.parametrize("degrees", [0.1, -0.25, 0.4])
def test_no_wedge_of_the_lid_is_left_at_a_side(degrees: float) -> None:
    light = even_light(askew(np.full((1200, 1700), 240, np.uint8), degrees))
    assert light.min() > 200


def test_rules_and_print_that_run_off_the_page_stay() -> None:
    page = ruled(ROSTER).pixels[100:, 150:].copy()
    cut = page.copy()
    whiten_wedges(cut)
    assert np.mean(cut != page) < 0.0005
    assert np.array_equal(cut[20:-20, 20:-20], page[20:-20, 20:-20])
