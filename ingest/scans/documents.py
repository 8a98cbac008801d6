"""Pages of PDF documents. Runs in the decoding process, one document at a time.

A page that is nothing but one picture is taken out as it was scanned (`fullpage`), with /Rotate
as its orientation, and compared with a small drawing of the page by pdfium. Every other page, and one
where the two differ, is drawn by pdfium, upright, at 300 dpi.
"""

from __future__ import annotations

import contextlib
import io
import mmap
from collections.abc import Iterator
from typing import BinaryIO, Final

import numpy as np
import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from numpy.typing import NDArray
from PIL import Image

from archive.errors import InputError
from ingest.pages import PageImage
from ingest.scans.fullpage import take_out
from ingest.scans.kinds import Format
from ingest.scans.limits import MAX_PIXELS, refuse_oversize
from ingest.scans.whole import refuse_cut_off

DPI: Final = 300
_POINTS: Final = 72
"""PDF measures in points, 72 to the inch."""
_GLANCE: Final = 160
"""The longer side, in pixels, of the drawing that a picture taken out is compared with."""
_ALIKE: Final = 12.0
"""Mean difference in grey levels that two ways of shrinking the same page may have."""
_UPRIGHT: Final = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_270,
    8: Image.Transpose.ROTATE_90,
}
_COPY_AGAIN: Final = "copy it again from where it came, or save it again as PDF"


def count(file: BinaryIO) -> int:
    """How many pages the document holds, at least 1; raises InputError."""
    _refuse_cut_off(file)
    with _structure(file) as document:
        pages = len(document.pages)
    with _drawing(file) as drawing:
        drawn = len(drawing)
    if pages == 0:
        raise InputError("the PDF has no pages", remedy="scan it again")
    if pages != drawn:
        raise InputError(f"the PDF is damaged: it has {pages} pages or {drawn}", remedy=_COPY_AGAIN)
    return pages


def decode(file: BinaryIO, number: int) -> PageImage:
    """Page `number` of the document; raises InputError."""
    with _structure(file) as document:
        if not 1 <= number <= len(document.pages):
            raise InputError(f"there is no such page, the file has {len(document.pages)}", remedy="ingest it again")
        taken = take_out(document.pages[number - 1])
    with _drawing(file) as drawing:
        page = drawing[number - 1]
        if taken is not None and _alike(*taken, page):
            return PageImage(number, *taken)
        return PageImage(number, _drawn(page))


def _alike(pixels: NDArray[np.uint8], orientation: int, page: pypdfium2.PdfPage) -> bool:
    """Whether a picture taken out of the page, turned upright, looks like the page drawn small.

    Colour spaces, palettes and decode tables have more corners than any extractor; this catches a
    picture that came out black, inverted or misplaced, whatever the reason.
    """
    drawn = _grey(page.render(scale=_GLANCE / max(page.get_size())).to_numpy())
    upright = Image.fromarray(_grey(pixels)).resize(_size_lying(drawn.shape, orientation), Image.Resampling.BOX)
    if orientation in _UPRIGHT:
        upright = upright.transpose(_UPRIGHT[orientation])
    return float(np.abs(np.asarray(upright, np.float32) - drawn).mean()) <= _ALIKE


def _size_lying(shape: tuple[int, ...], orientation: int) -> tuple[int, int]:
    height, width = shape[:2]
    return (height, width) if orientation in (6, 8) else (width, height)


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return pixels if pixels.ndim == 2 else pixels[:, :, 1]  # green stands well for all three


def _drawn(page: pypdfium2.PdfPage) -> NDArray[np.uint8]:
    width, height = page.get_size()
    scale = DPI / _POINTS
    refuse_oversize(width * scale, height * scale)
    _refuse_lost_pictures(page)
    bitmap = page.render(scale=scale, rev_byteorder=True)
    pixels: NDArray[np.uint8] = bitmap.to_numpy()[:, :, :3]
    if (pixels[:, :, :1] == pixels).all():
        pixels = pixels[:, :, 0]
    return pixels


def _refuse_lost_pictures(page: pypdfium2.PdfPage) -> None:
    """Raises InputError if the page has a picture that pdfium would leave out, or draw in part."""
    for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        if not isinstance(picture, pypdfium2.PdfImage):
            continue
        if picture.get_filters(skip_simple=True) == ["DCTDecode"]:
            refuse_cut_off(io.BytesIO(bytes(picture.get_data(decode_simple=True))), Format.JPEG)
        width, height = picture.get_px_size()
        if width * height > MAX_PIXELS:
            continue  # drawn smaller, line by line; whole it would need too much memory
        try:
            picture.get_bitmap(render=False).close()
        except pypdfium2.PdfiumError:
            raise InputError("a picture of the page is damaged", remedy=_COPY_AGAIN) from None


@contextlib.contextmanager
def _structure(file: BinaryIO) -> Iterator[pikepdf.Pdf]:
    file.seek(0)
    try:
        with pikepdf.open(file, suppress_warnings=True) as document:
            yield document
    except pikepdf.PasswordError:
        raise _locked() from None
    except pikepdf.PdfError:
        raise InputError("the PDF is damaged", remedy=_COPY_AGAIN) from None


@contextlib.contextmanager
def _drawing(file: BinaryIO) -> Iterator[pypdfium2.PdfDocument]:
    file.seek(0)
    try:
        with pypdfium2.PdfDocument(file) as drawing:
            yield drawing
    except pypdfium2.PdfiumError as fault:
        if "assword" in str(fault):
            raise _locked() from None
        raise InputError("the PDF is damaged", remedy=_COPY_AGAIN) from None


def _locked() -> InputError:
    return InputError("the PDF is encrypted and asks for a password", remedy="save a copy without a password")


def _refuse_cut_off(file: BinaryIO) -> None:
    """Raises InputError if the last object is not followed by the place of the table of objects.

    Readers rebuild the table of a PDF that was cut, and give its pages up to there as if they were all.
    """
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data.rfind(b"startxref") <= data.rfind(b"endobj"):
            raise InputError("the PDF is cut off or damaged: its end is missing", remedy=_COPY_AGAIN)
