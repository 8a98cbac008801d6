"""The pictures of the help show the desk as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser

from tests.webapp.desk.help.pictures import KEPT, PICTURES, prepare, take

GRAIN = 8
"""Pixels that are taken together: letters may fall a little differently, what is there may not."""
APART = 40
"""Levels of grey by which one such patch may differ before it counts as changed."""
CHANGED = 0.02
"""The share of patches that may have changed."""


def coarse(picture: Image.Image) -> np.ndarray:
    small = picture.convert("L").resize((picture.width // GRAIN, picture.height // GRAIN), Image.Resampling.BOX)
    return np.asarray(small, dtype=np.int16)


def changed(one: Image.Image, other: Image.Image) -> float:
    """The share of patches in which two pictures of one size differ."""
    return float((np.abs(coarse(one) - coarse(other)) > APART).mean())


def test_the_kept_pictures_show_what_the_desk_shows(browser: Browser, tmp_path: Path) -> None:
    taken = dict(take(browser, prepare(tmp_path / "data")))
    assert set(taken) == {picture.name for picture in PICTURES}
    old: list[str] = []
    for name, picture in taken.items():
        with Image.open(KEPT / f"{name}.webp") as kept:
            if kept.size != picture.size or changed(kept, picture) > CHANGED:
                old.append(name)
    assert old == [], f"these pictures no longer show what the desk shows: {old}; run `make help-pictures`"


def test_a_page_that_has_changed_is_told_from_one_that_has_not() -> None:
    with Image.open(KEPT / "keying.webp") as keying, Image.open(KEPT / "authorities.webp") as authorities:
        assert changed(keying, keying) == 0
        assert changed(keying, authorities) > CHANGED
