"""A PDF page that is nothing but one scanned picture: the picture, unchanged.

"Nothing but" is read off the page's drawing instructions against a short list of harmless ones.
Whatever is not on the list (a clip, a blend, a second picture, visible text, a note) leaves the page
to be drawn.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pikepdf
from numpy.typing import NDArray

from archive.errors import InputError
from ingest.scans import pictures, tones
from ingest.scans.kinds import Format
from ingest.scans.limits import MAX_PIXELS, MAX_SIDE

_HARMLESS: Final = frozenset(
    (
        *("w", "J", "j", "M", "d", "ri", "i", "n"),
        *("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN"),
        *("BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf", "Ts", "Td", "TD", "Tm", "T*"),
        *("BMC", "BDC", "EMC", "MP", "DP"),
    )
)
_SHOWS_TEXT: Final = frozenset(("Tj", "TJ", "'", '"'))
_INVISIBLE: Final = 3
_LONGEST_CONTENT: Final = 1 << 20
"""Bytes of instructions, packed; a scan with a hidden text layer has a tenth of it."""
_EDGE: Final = 0.01
"""How far, of the page's side, the picture may lie within or beyond the page's edge."""
_SQUARE: Final = 0.02
"""How far the picture's resolution may differ across and down."""
_PACKED: Final = ("/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/CCITTFaxDecode")
_COMPONENTS: Final = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3}
_ORIENTATIONS: Final = {0: 1, 90: 6, 180: 3, 270: 8}
"""EXIF orientations of a page that is to be turned clockwise by so many degrees."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class _State:
    matrix: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    text_mode: int = 0


def take_out(page: pikepdf.Page) -> tuple[NDArray[np.uint8], int] | None:
    """The pixels of the page's only picture and its EXIF orientation; None if the page must be drawn.

    Raises InputError if the picture is there but damaged: drawn, it would be partly blank.
    """
    orientation = _ORIENTATIONS.get(_rotation(page))
    if orientation is None or page.obj.get("/Annots"):
        return None
    placed = _only_picture(page)
    if placed is None or not _fills(page, *placed):
        return None
    pixels = _pixels(placed[0])
    return None if pixels is None else (pixels, orientation)


def _rotation(page: pikepdf.Page) -> int:
    node: Any = page.obj
    for _ in range(50):
        if "/Rotate" in node:
            return int(node["/Rotate"]) % 360
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return 0


def _only_picture(page: pikepdf.Page) -> tuple[pikepdf.Stream, Matrix] | None:
    if _content_length(page) > _LONGEST_CONTENT:
        return None
    drawn: tuple[pikepdf.Stream, Matrix] | None = None
    state, saved = _State(), list[_State]()
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            saved.append(state)
        elif operator == "Q":
            state = saved.pop() if saved else _State()
        elif operator == "cm":
            state = _State(_times(tuple(float(n) for n in operands), state.matrix), state.text_mode)  # type: ignore[arg-type]
        elif operator == "Tr":
            state = _State(state.matrix, int(operands[0]))
        elif operator == "Do":
            picture = _picture_named(page, str(operands[0]))
            if drawn is not None or picture is None:
                return None
            drawn = picture, state.matrix
        elif operator == "BDC" and str(operands[0]) == "/OC":
            return None
        elif operator in _SHOWS_TEXT:
            if state.text_mode != _INVISIBLE:
                return None
        elif operator not in _HARMLESS:
            return None
    return drawn


def _content_length(page: pikepdf.Page) -> int:
    contents = page.obj.get("/Contents")
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return sum(len(one.read_raw_bytes()) for one in streams if isinstance(one, pikepdf.Stream))


def _picture_named(page: pikepdf.Page, name: str) -> pikepdf.Stream | None:
    pictures_by_name = page.resources.get("/XObject")
    named = pictures_by_name.get(name) if isinstance(pictures_by_name, pikepdf.Dictionary) else None
    if isinstance(named, pikepdf.Stream) and named.get("/Subtype") == "/Image":
        return named
    return None


def _fills(page: pikepdf.Page, picture: pikepdf.Stream, matrix: Matrix) -> bool:
    """Whether the picture lies upright on the whole visible page, with square pixels."""
    wide, skew, slant, high, left, bottom = matrix
    box = [float(n) for n in page.cropbox]
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    width, height = int(picture.get("/Width", 0)), int(picture.get("/Height", 0))
    if min(wide, high) <= 0 or min(x1 - x0, y1 - y0) <= 0 or min(width, height) <= 0:
        return False
    if max(abs(skew), abs(slant)) > 1e-3 * min(wide, high):
        return False
    across, down = _EDGE * (x1 - x0), _EDGE * (y1 - y0)
    return (
        max(abs(left - x0), abs(left + wide - x1)) <= across
        and max(abs(bottom - y0), abs(bottom + high - y1)) <= down
        and abs((width / wide) / (height / high) - 1) <= _SQUARE
    )


def _pixels(picture: pikepdf.Stream) -> NDArray[np.uint8] | None:
    width, height = int(picture["/Width"]), int(picture["/Height"])
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        return None
    if any(key in picture for key in ("/SMask", "/Mask", "/SMaskInData")) or picture.get("/ImageMask", False):
        return None
    filters = _names(picture.get("/Filter"))
    if filters in (["/DCTDecode"], ["/JPXDecode"]):
        pixels = _from_codec(picture, filters[0])
    elif not filters or (len(filters) == 1 and filters[0] in _PACKED):
        pixels = _from_samples(picture)
    else:
        return None
    return pixels if pixels is not None and pixels.shape[:2] == (height, width) else None


def _from_codec(picture: pikepdf.Stream, codec: str) -> NDArray[np.uint8] | None:
    """A JPEG or JPEG 2000 picture, if its own colours are those of the page and no table changes them."""
    components = _components(picture.get("/ColorSpace"))
    if codec == "/JPXDecode" and "/ColorSpace" not in picture:
        components = {1, 3}
    if "/Decode" in picture or "/DecodeParms" in picture or not components:
        return None
    kind = Format.JPEG if codec == "/DCTDecode" else Format.JPEG2000
    pixels = pictures.decode(io.BytesIO(picture.read_raw_bytes()), kind, 1).pixels
    return pixels if (1 if pixels.ndim == 2 else 3) in components else None


def _from_samples(picture: pikepdf.Stream) -> NDArray[np.uint8] | None:
    base = picture.get("/ColorSpace")
    if isinstance(base, pikepdf.Array) and len(base) > 1 and base[0] == "/Indexed":
        base = base[1]
    if not _components(base):
        return None
    try:
        return tones.plain(pikepdf.PdfImage(picture).as_pil_image())
    except (NotImplementedError, pikepdf.UnsupportedImageTypeError):
        return None
    except (OSError, ValueError, pikepdf.PdfError, pikepdf.models.image.ImageDecompressionError):
        raise InputError(
            "the picture of the page is damaged",
            remedy="copy the PDF again from where it came, or scan it again",
        ) from None


def _components(space: Any) -> set[int]:
    """How many numbers make a colour of a grey or RGB colour space; empty for every other."""
    if isinstance(space, pikepdf.Array) and len(space) > 1:
        if space[0] == "/ICCBased":
            return {int(space[1].get("/N", 0))} & {1, 3}
        space = space[0]
    number = _COMPONENTS.get(str(space))
    return {number} if number else set()


def _names(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, pikepdf.Array) else [str(value)]


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
