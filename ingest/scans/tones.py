"""Every way a picture stores its tones, made plain: grey or RGB, eight bits.

Colour profiles (ICC) are ignored for grey, RGB and CMYK: rosters are ink on paper, and a profile moves
tones by less than a scanner's lamp does. Lab, which has no meaning without one, goes to sRGB.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from archive.errors import InputError


def plain(picture: Image.Image, *, depth: int = 16, inverted: bool = False) -> NDArray[np.uint8]:
    """The pixels of a loaded picture: (height, width) grey or (height, width, 3) RGB.

    `depth` is the number of bits that a sample of a deep grey picture uses, `inverted` says that
    its 0 is white. What is transparent shows white paper. Raises InputError for samples whose black
    and white are not known (32 bits, fractions).
    """
    if picture.mode.startswith("I;16"):
        return _from_deep(picture, depth, inverted)
    if picture.mode in ("I", "F"):
        raise InputError(
            "the picture has samples of 32 bits or with a sign, whose black and white nobody can tell",
            remedy="save it with 8 or 16 bits",
        )
    if picture.has_transparency_data:
        return np.array(_over_white(picture))
    if picture.mode == "LAB":
        return np.array(_lab_to_srgb(picture))
    if picture.mode in ("1", "L") or _has_grey_palette(picture):
        return np.array(picture.convert("L"))
    return np.array(picture.convert("RGB"))


def _from_deep(picture: Image.Image, depth: int, inverted: bool) -> NDArray[np.uint8]:
    deep = np.array(picture).astype(np.uint16, copy=False)
    most = 2**depth - 1
    scale = (np.minimum(np.arange(2**16), most) * 255 + most // 2) // most
    if inverted:
        scale = 255 - scale
    grey: NDArray[np.uint8] = scale.astype(np.uint8)[deep]
    key = picture.info.get("transparency")
    if isinstance(key, int):
        grey[deep == key] = 255
    return grey


def _over_white(picture: Image.Image) -> Image.Image:
    is_grey = picture.mode in ("1", "L", "LA", "La")
    layered = picture.convert("LA" if is_grey else "RGBA")
    paper = Image.new("L" if is_grey else "RGB", picture.size, "white")
    paper.paste(layered.convert(paper.mode), mask=layered.getchannel("A"))
    return paper


def _lab_to_srgb(picture: Image.Image) -> Image.Image:
    transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
    turned = ImageCms.applyTransform(picture, transform)
    if turned is None:
        raise InputError("the colours of the picture cannot be converted", remedy="save it as RGB")
    return turned


def _has_grey_palette(picture: Image.Image) -> bool:
    if picture.mode != "P":
        return False
    colours = np.array(picture.getpalette("RGB") or [], np.uint8).reshape(-1, 3)
    return bool((colours == colours[:, :1]).all())
