"""Counted shades tell of a picture what sorting its pixels would."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.rectify import shades
from ingest.rectify.shades import Shades, quantiles

SHARES = (0.0, 0.01, 0.15, 0.3, 0.5, 0.7, 0.85, 1.0)


def picture(*shape: int, brightest: int = 255) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.random.default_rng(sum(shape)).integers(0, brightest + 1, shape).astype(np.uint8)


@pytest.mark.parametrize("shape", [(1, 1), (1, 2), (2, 3), (40, 170), (300, 200)])
@pytest.mark.parametrize("brightest", [3, 255])
def test_quantiles_are_those_of_numpy(shape: tuple[int, int], brightest: int) -> None:
    grey = picture(*shape, brightest=brightest)
    assert [Shades.of(grey).quantile(share) for share in SHARES] == np.quantile(grey, SHARES).tolist()
    assert Shades.of(grey).median == np.median(grey)


@pytest.mark.parametrize("shape", [(1, 1), (3, 2), (40, 170), (2, 301)])
@pytest.mark.parametrize("brightest", [3, 255])
def test_quantiles_of_rows_are_those_of_numpy(shape: tuple[int, int], brightest: int) -> None:
    grey = picture(*shape, brightest=brightest)
    assert np.array_equal(quantiles(grey, SHARES), np.quantile(grey, SHARES, axis=1))
    assert np.array_equal(quantiles(grey.T, SHARES), np.quantile(grey, SHARES, axis=0))


def test_pixels_no_brighter_than_a_shade_are_left_out() -> None:
    grey = picture(30, 40)
    bright = Shades.of(grey).brighter_than(90)
    assert len(bright) == np.count_nonzero(grey > 90)
    assert bright.quantile(0.85) == np.quantile(grey[grey > 90], 0.85)
    assert len(Shades.of(np.zeros((3, 3), np.uint8)).brighter_than(0)) == 0


def test_only_pixels_under_a_mask_are_counted() -> None:
    grey, mask = picture(30, 40), picture(30, 40, brightest=1)
    assert Shades.of(grey, mask).median == np.median(grey[mask > 0])


def test_pictures_too_large_to_be_counted_at_once_are_counted_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shades, "_MOST", 100)
    grey, mask = picture(30, 40), picture(30, 40, brightest=1)
    assert Shades.of(grey).median == np.median(grey)
    assert Shades.of(grey, mask).median == np.median(grey[mask > 0])
