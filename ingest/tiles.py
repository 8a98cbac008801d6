"""The picture of a page as tiles, from which `archive.pieces` shows a fact beside its piece of paper."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from archive.folder import DataFolder
from archive.pieces import TILE, tile_name

_QUALITY: Final = 80


def cut(pixels: NDArray[np.uint8]) -> dict[str, bytes]:
    """JPEG tiles of a page as stored, (height, width) grey or (height, width, 3) RGB, by file name.

    The same pixels give the same bytes.
    """
    height, width = pixels.shape[:2]
    return {
        tile_name(row, column): _jpeg(pixels[y : y + TILE, x : x + TILE])
        for row, y in enumerate(range(0, height, TILE))
        for column, x in enumerate(range(0, width, TILE))
    }


def store(folder: DataFolder, sha256: str, page: int, tiles: Mapping[str, bytes]) -> None:
    """Puts a page's tiles into the data folder, whole: nobody sees the half of a picture.

    What a kill leaves behind lies in the scratch folder. Raises OSError if the disk refuses.
    """
    place = folder.tiles(sha256, page)
    place.parent.mkdir(parents=True, exist_ok=True)
    folder.scratch.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.scratch))
    new.chmod(0o755)  # the site may run as somebody else
    for name, data in tiles.items():
        (new / name).write_bytes(data)
    old = new.with_suffix(".old")
    if place.exists():
        place.rename(old)
    new.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _jpeg(pixels: NDArray[np.uint8]) -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
