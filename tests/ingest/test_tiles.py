"""A page in tiles, and pieces cut from them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.pieces import TILE, page_picture, piece
from archive.records import Box
from ingest.tiles import cut, store

SHA = "ab" * 32
HEIGHT, WIDTH = 2 * TILE + 300, TILE + 500


def sheet() -> NDArray[np.uint8]:
    """A page whose tone tells the place: darker to the right, and a bright mark at the top left."""
    pixels = np.tile(np.linspace(200, 20, WIDTH).astype(np.uint8), (HEIGHT, 1))
    pixels[TILE:] //= 2
    pixels[:100, :100] = 255
    return pixels


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    kept = DataFolder(tmp_path / "data")
    store(kept, SHA, 1, cut(sheet()))
    return kept


def test_tiles_cover_the_page_once(folder: DataFolder) -> None:
    tiles = cut(sheet())
    assert sorted(tiles) == ["0-0.jpg", "0-1.jpg", "1-0.jpg", "1-1.jpg", "2-0.jpg", "2-1.jpg"]
    area = 0
    for data in tiles.values():
        with Image.open(io.BytesIO(data)) as tile:
            assert (tile.format, tile.mode) == ("JPEG", "L")
            area += tile.width * tile.height
    assert area == HEIGHT * WIDTH


def test_the_same_page_gives_the_same_bytes() -> None:
    assert cut(sheet()) == cut(sheet())


def test_a_piece_across_tiles_is_what_the_page_shows_there(folder: DataFolder) -> None:
    cutting = piece(folder, SHA, 1, Box(TILE - 60.5, TILE - 40.2, 130.0, 90.0), 0, 10)
    assert cutting.size == (151, 111)
    wanted = sheet()[TILE - 51 : TILE + 60, TILE - 71 : TILE + 80]
    assert np.abs(np.array(cutting).astype(int) - wanted).max() < 12


def test_a_piece_ends_where_the_page_ends(folder: DataFolder) -> None:
    assert piece(folder, SHA, 1, Box(-50, -50, 100, 100), 0, 5).size == (55, 55)
    assert piece(folder, SHA, 1, Box(WIDTH - 20, HEIGHT - 30, 500, 500), 0, 0).size == (20, 30)
    assert piece(folder, SHA, 1, Box(0, 0, WIDTH, HEIGHT), 0, 100).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("turns", [0, 1, 2, 3, 5, -1])
def test_a_piece_is_turned_counter_clockwise(folder: DataFolder, turns: int) -> None:
    cutting = piece(folder, SHA, 1, Box(0, 0, 200, 300), turns, 0)
    flat = np.array(piece(folder, SHA, 1, Box(0, 0, 200, 300), 0, 0))
    assert np.array_equal(np.array(cutting), np.rot90(flat, turns % 4))


@pytest.mark.parametrize(
    "box",
    [Box(WIDTH + 50, 0, 10, 10), Box(0, -100, 10, 10), Box(float("nan"), 0, 10, 10), Box(5, 5, -20, 10)],
)
def test_a_box_beside_the_page_is_told(folder: DataFolder, box: Box) -> None:
    with pytest.raises(BohaiError, match=f"the box does not touch the page of {WIDTH} × {HEIGHT} pixels"):
        piece(folder, SHA, 1, box, 0, 0)


def test_a_page_in_colour_stays_in_colour(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    store(folder, SHA, 3, cut(np.full((50, 40, 3), (200, 100, 50), np.uint8)))
    red, green, blue = np.array(piece(folder, SHA, 3, Box(0, 0, 40, 50), 0, 0)).mean((0, 1))
    assert red > green > blue


@pytest.mark.parametrize("turns", [0, 1])
def test_a_whole_page_is_shown_small_without_seams(folder: DataFolder, turns: int) -> None:
    picture = page_picture(folder, SHA, 1, 500, turns)
    assert max(picture.size) == 500
    assert (picture.width < picture.height) == (turns == 0)
    wanted = Image.fromarray(sheet()).resize((round(WIDTH * 500 / HEIGHT), 500), Image.Resampling.BOX)
    flat = np.rot90(np.array(picture), -turns).astype(int)
    assert np.abs(flat - np.array(wanted)).mean() < 3


def test_a_small_page_is_never_enlarged(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    store(folder, SHA, 1, cut(np.full((50, 40), 128, np.uint8)))
    assert page_picture(folder, SHA, 1, 4000).size == (40, 50)


def test_missing_and_damaged_tiles_are_told(folder: DataFolder) -> None:
    whole = Box(0, 0, WIDTH, HEIGHT)
    with pytest.raises(BohaiError, match="missing or damaged; make it again from the original: bohai ingest"):
        piece(folder, SHA, 2, whole, 0, 0)
    tile = folder.tiles(SHA, 1) / "1-0.jpg"
    for spoil in (lambda: tile.write_bytes(b"no picture"), tile.unlink):
        spoil()
        for show in (lambda: piece(folder, SHA, 1, whole, 0, 0), lambda: page_picture(folder, SHA, 1, 300)):
            with pytest.raises(BohaiError, match=r"1-0\.jpg: the picture of the page is missing or damaged"):
                show()


def test_tiles_stored_again_replace_the_old_ones_and_leave_nothing_behind(folder: DataFolder) -> None:
    store(folder, SHA, 1, cut(np.zeros((20, 30), np.uint8)))
    assert [path.name for path in folder.tiles(SHA, 1).iterdir()] == ["0-0.jpg"]
    assert page_picture(folder, SHA, 1, 100).size == (30, 20)
    assert list(folder.scratch.iterdir()) == []


def test_half_a_picture_is_never_seen(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    real, written = Path.write_bytes, []

    def fill_the_disk(self: Path, data: bytes) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(self)
        return real(self, data)

    monkeypatch.setattr(Path, "write_bytes", fill_the_disk)
    with pytest.raises(OSError, match="No space"):
        store(folder, SHA, 1, cut(np.zeros((TILE * 2, 30), np.uint8)))
    assert page_picture(folder, SHA, 1, HEIGHT).size == (WIDTH, HEIGHT)
