"""Connected pieces of ink are told alike on small and on large pictures."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from ingest.rectify.components import connected, joined, stretches


@pytest.mark.parametrize("share", [0.0, 0.03, 0.4, 0.97, 1.1])
@pytest.mark.parametrize("shape", [(40, 60), (300, 500), (1, 20_000), (20_000, 1)])
def test_pieces_are_those_of_opencv_on_pictures_of_any_size(share: float, shape: tuple[int, int]) -> None:
    mask = (np.random.default_rng(1).random(shape) < share).astype(np.uint8) * 255
    _, expected, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    labels, pieces = connected(mask)
    assert np.array_equal(labels, expected)
    assert np.array_equal(pieces[1:], stats[1:])
    assert pieces[0, 4] == stats[0, 4]


def test_a_stretch_ends_where_its_row_does() -> None:
    mask = np.array([[0, 1, 1], [1, 0, 1], [0, 0, 0], [1, 1, 1]], np.uint8)
    rows, first, last = stretches(mask)
    assert list(zip(rows.tolist(), first.tolist(), last.tolist(), strict=True)) == [
        (0, 1, 2),
        (1, 0, 0),
        (1, 2, 2),
        (3, 0, 2),
    ]


@pytest.mark.parametrize("share", [0.0, 0.03, 0.2, 0.4, 0.6, 0.97, 1.1])
@pytest.mark.parametrize("shape", [(40, 60), (300, 500), (1, 500), (500, 1)])
def test_stretches_hang_together_as_their_pieces_do(share: float, shape: tuple[int, int]) -> None:
    mask = (np.random.default_rng(2).random(shape) < share).astype(np.uint8)
    rows, first, last = stretches(mask)
    labels, _ = connected(mask)
    piece = joined(rows, first, last, shape[1])
    _, by_label = np.unique(labels[rows, first], return_inverse=True)
    _, by_piece = np.unique(piece, return_inverse=True)
    pairs = set(zip(by_label.tolist(), by_piece.tolist(), strict=True))
    assert len(pairs) == len(set(by_label.tolist())) == len(set(by_piece.tolist()))


def test_a_long_stair_is_one_piece() -> None:
    mask = np.zeros((400, 1203), np.uint8)
    for row in range(400):
        mask[row, 3 * row : 3 * row + 3] = 1
    assert not joined(*stretches(mask), 1203).any()
