"""Pages of picture files, through Pillow. Runs in the decoding process.

A page is what the file stores: its orientation is reported, never applied. An MPO (a JPEG with
previews behind it) is one page. Only TIFF holds several; an animated PNG or WebP is refused.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from PIL import ExifTags, Image, TiffImagePlugin

from archive.errors import InputError
from ingest.pages import PageImage
from ingest.scans import tiff, whole
from ingest.scans.kinds import Format
from ingest.scans.limits import refuse_oversize
from ingest.scans.tones import plain

# limits.refuse_oversize looks at every size before pixels are unpacked, and is an error at one line
# lower than Pillow's warning; this process opens nothing that did not go through it.
Image.MAX_IMAGE_PIXELS = None

_PILLOW_NAMES: Final = {
    Format.PNG: "PNG",
    Format.JPEG: "JPEG",
    Format.TIFF: "TIFF",
    Format.WEBP: "WEBP",
    Format.JPEG2000: "JPEG2000",
    Format.BMP: "BMP",
}
_BACK: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What undoes the turn that Pillow gives a TIFF by its orientation."""


def count(file: BinaryIO, kind: Format) -> int:
    """How many pages the picture file holds; raises InputError, or whatever Pillow raises."""
    with _opened(file, kind) as picture:
        if kind is Format.TIFF:
            return len(tiff.frames_of_pages(file))
        frames = getattr(picture, "n_frames", 1)
        if kind is not Format.JPEG and frames > 1:
            raise InputError(f"the file is a film of {frames} pictures", remedy="save its pages as TIFF")
    return 1


def decode(file: BinaryIO, kind: Format, number: int) -> PageImage:
    """Page `number` of the picture file; raises InputError, or whatever Pillow raises."""
    frames = tiff.frames_of_pages(file) if kind is Format.TIFF else [0]
    if not 1 <= number <= len(frames):
        raise InputError(f"there is no such page, the file has {len(frames)}", remedy="ingest it again")
    if kind in (Format.JPEG, Format.PNG, Format.WEBP):
        whole.refuse_cut_off(file, kind)
    with _opened(file, kind) as picture:
        if isinstance(picture, TiffImagePlugin.TiffImageFile):
            picture.seek(frames[number - 1])
            refuse_oversize(*picture.size)
            tiff.refuse_hollow_strips(picture, file)
        orientation = _orientation(picture)
        depth, inverted = tiff.depth(picture) if kind is Format.TIFF else (16, False)
        picture.load()
        stored: Image.Image = picture
        if kind is Format.TIFF and orientation in _BACK:
            stored = picture.transpose(_BACK[orientation])
        pixels = plain(stored, depth=depth, inverted=inverted)
    if kind is Format.JPEG:
        whole.refuse_grey_end(pixels)
    return PageImage(number, pixels, orientation)


@contextlib.contextmanager
def _opened(file: BinaryIO, kind: Format) -> Iterator[Image.Image]:
    file.seek(0)
    try:
        picture = Image.open(file, formats=[_PILLOW_NAMES[kind]])
    except (OSError, SyntaxError):
        raise InputError(
            f"the file begins like a {kind} but is damaged or of a kind that cannot be decoded",
            remedy="copy it again from where it came, or save it again as PNG",
        ) from None
    with picture:
        refuse_oversize(*picture.size)
        yield picture


def _orientation(picture: Image.Image) -> int:
    try:
        told = picture.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # a broken note about the picture is no fault of the picture
        return 1
    return told if isinstance(told, int) and 1 <= told <= 8 else 1
