"""Creases of the paper through a table leave neither rules nor shadows in its straight picture."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.rectify.flatten import FlatTable, flatten
from tests.ingest.paper import ROSTER, Drawn, Grey, ruled, slanted

DRAWN = ruled(ROSTER)
SHADE = 90
"""Grey levels by which paper is darker in the crease."""


def creased(drawn: Drawn, across: bool) -> tuple[Grey, float]:
    """The drawing with a crease through the middle of its third row or column, and where."""
    places = drawn.ys if across else drawn.xs
    at = round((places[2] + places[3]) / 2)
    shadow = np.zeros(drawn.pixels.shape, np.uint8)
    shadow[(np.s_[at - 1 : at + 2], np.s_[:]) if across else (np.s_[:], np.s_[at - 1 : at + 2])] = SHADE
    return np.asarray(drawn.pixels - np.minimum(shadow, drawn.pixels), np.uint8), float(at)


def whole(light: Grey) -> FlatTable:
    """The table of a page that holds one."""
    flat = flatten(light, 0, 0, light.shape[1], light.shape[0])
    assert flat is not None
    return flat


def along_crease(flat: FlatTable, across: bool) -> Grey:
    """The straight picture round the middle of the third row or column, within the table, below the headings."""
    top, bottom = (round(float(flat.ys[n])) for n in (1, -1))
    if across:
        middle = round(float(flat.ys[2] + flat.ys[3]) / 2)
        return flat.pixels[middle - 2 : middle + 3, round(float(flat.xs[0])) : round(float(flat.xs[-1]))].T
    middle = round(float(flat.xs[2] + flat.xs[3]) / 2)
    return flat.pixels[top:bottom, middle - 2 : middle + 3]


@pytest.mark.parametrize("lean", [0.0, 0.012])
@pytest.mark.parametrize("across", [True, False])
def test_a_crease_leaves_no_rule_and_no_shadow(across: bool, lean: float) -> None:
    page, _ = creased(DRAWN, across)
    flat, plain = whole(slanted(page, lean, -lean)), whole(slanted(DRAWN.pixels, lean, -lean))
    assert (len(flat.xs), len(flat.ys)) == (len(plain.xs), len(plain.ys))
    shades = [along_crease(each, across).mean() for each in (flat, plain)]
    assert shades[0] == pytest.approx(shades[1], abs=6)


def test_two_creases_beside_each_other_leave_no_rules() -> None:
    page = DRAWN.pixels.copy()
    for column in (1, 2):
        x = round((DRAWN.xs[column] + DRAWN.xs[column + 1]) / 2)
        page[:, x - 1 : x + 2] = np.minimum(page[:, x - 1 : x + 2], 255 - SHADE)
    assert len(whole(page).xs) == len(DRAWN.xs)


def test_strokes_of_print_in_a_crease_stay() -> None:
    page, at = creased(DRAWN, across=False)
    x = round(at)
    for top in DRAWN.ys[1:-1]:
        page[round(top) + 18 : round(top) + 50, x - 1 : x + 2] = 20
    flat = whole(page)
    assert 0.4 <= (along_crease(flat, across=False).min(axis=1) < 128).mean() <= 0.6
