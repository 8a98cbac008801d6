"""Pages of PDF documents: a scan is taken out as it is, everything else is drawn."""

from __future__ import annotations

import io
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from numpy.typing import NDArray
from PIL import Image

from archive.errors import InputError
from ingest.pages import PageImage
from ingest.scans import decode
from tests.ingest.making import (
    colour_pixels,
    encoded,
    first_page,
    flat_picture,
    inspected,
    jpeg_picture,
    page_pixels,
    pdf,
    written,
)

GREY, COLOUR = page_pixels(90, 60), colour_pixels(90, 60)
DRAWN = (900, 600)
"""Rows and columns of a page of 144 × 216 points at 300 dpi."""
Decode = pikepdf.Array([1, 0])


def is_drawn(page: PageImage) -> bool:
    # pdfium rounds a page's size up.
    return all(0 <= side - wanted <= 1 for side, wanted in zip(page.pixels.shape[:2], DRAWN, strict=True))


def shrunk(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """A page made small, to compare a drawn one with what was put in."""
    picture = Image.fromarray(pixels).convert("L").resize((12, 18), Image.Resampling.BOX)
    return np.array(picture).astype(float)


def palette(pixels: NDArray[np.uint8]) -> dict[str, Any]:
    space = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceGray, 255, bytes(range(255, -1, -1))])
    return flat_picture(pixels, ColorSpace=space)


def deflated(pixels: NDArray[np.uint8]) -> dict[str, Any]:
    return flat_picture(pixels) | {"data": zlib.compress(pixels.tobytes()), "Filter": pikepdf.Name.FlateDecode}


@pytest.mark.parametrize(
    ("picture", "wanted"),
    [
        (flat_picture(GREY), GREY),
        (deflated(GREY), GREY),
        (flat_picture(GREY, Decode=Decode), 255 - GREY),
        (flat_picture(COLOUR, ColorSpace=pikepdf.Name.DeviceRGB), COLOUR),
        (palette(GREY), 255 - GREY),
    ],
    ids=["plain", "deflated", "inverted", "colour", "palette"],
)
def test_a_page_that_is_one_picture_comes_out_pixel_for_pixel(
    tmp_path: Path, picture: dict[str, Any], wanted: NDArray[np.uint8]
) -> None:
    page = first_page(tmp_path, pdf(dict(picture)))
    assert page.orientation == 1
    assert np.array_equal(page.pixels, wanted)


@pytest.mark.parametrize("pixels", [GREY, COLOUR], ids=["grey", "colour"])
def test_a_jpeg_in_a_page_comes_out_as_the_jpeg_alone_would(tmp_path: Path, pixels: NDArray[np.uint8]) -> None:
    alone = first_page(tmp_path, encoded(pixels, "JPEG", quality=95), "alone.jpg")
    inside = first_page(tmp_path, pdf(jpeg_picture(pixels)), "inside.pdf")
    assert np.array_equal(inside.pixels, alone.pixels)


def test_a_jpeg_2000_in_a_page_comes_out_as_it_is(tmp_path: Path) -> None:
    picture = flat_picture(GREY, Filter=pikepdf.Name.JPXDecode) | {"data": encoded(GREY, "JPEG2000")}
    assert np.array_equal(first_page(tmp_path, pdf(picture)).pixels, GREY)


@pytest.mark.parametrize("black_is_one", [False, True])
def test_a_fax_in_a_page_comes_out_black_on_white(tmp_path: Path, black_is_one: bool) -> None:
    lines = np.array(Image.fromarray(GREY).convert("1", dither=0))
    # Pillow writes TIFF with 0 for black, and a fax means white by 0.
    fax = encoded(Image.fromarray(~lines), "TIFF", compression="group4", tiffinfo={278: 90})
    with Image.open(io.BytesIO(fax)) as opened:
        start, length = opened.tag_v2[273][0], opened.tag_v2[279][0]
    parms = pikepdf.Dictionary(K=-1, Columns=60, Rows=90, BlackIs1=black_is_one)
    keys = {"BitsPerComponent": 1, "Filter": pikepdf.Name.CCITTFaxDecode, "DecodeParms": parms}
    page = first_page(tmp_path, pdf(flat_picture(GREY, **keys) | {"data": fax[start : start + length]}))
    wanted = lines * np.uint8(255)
    assert np.array_equal(page.pixels, 255 - wanted if black_is_one else wanted)


@pytest.mark.parametrize(("turned", "orientation"), [(0, 1), (90, 6), (180, 3), (270, 8), (-90, 8), (450, 6)])
def test_the_turn_of_a_page_is_told_and_not_applied_to_its_picture(
    tmp_path: Path, turned: int, orientation: int
) -> None:
    page = first_page(tmp_path, pdf(flat_picture(GREY), page={"Rotate": turned}))
    assert page.orientation == orientation
    assert np.array_equal(page.pixels, GREY)


def test_a_hidden_text_layer_does_not_hinder(tmp_path: Path) -> None:
    content = "q 144 0 0 216 0 0 cm /Im0 Do Q BT 3 Tr /F0 9 Tf 1 0 0 1 9 9 Tm (hidden) Tj ET"
    assert np.array_equal(first_page(tmp_path, pdf(flat_picture(GREY), content=content)).pixels, GREY)


@pytest.mark.parametrize(
    ("content", "page"),
    [
        ("q 144 0 0 216 0 0 cm /Im0 Do Q 1 0 0 rg 9 9 20 20 re f", {}),
        ("q 144 0 0 216 0 0 cm /Im0 Do Q BT /F0 9 Tf (seen) Tj ET", {}),
        ("q 144 0 0 216 0 0 cm /Im0 Do Q q 72 0 0 108 0 0 cm /Im0 Do Q", {}),
        ("q 72 0 0 108 0 0 cm /Im0 Do Q", {}),
        ("q -144 0 0 216 144 0 cm /Im0 Do Q", {}),
        ("q 0 216 -144 0 144 0 cm /Im0 Do Q", {}),
        ("0 0 72 216 re W n q 144 0 0 216 0 0 cm /Im0 Do Q", {}),
        ("/OC /layer BDC q 144 0 0 216 0 0 cm /Im0 Do Q EMC", {}),
        ("", {"CropBox": pikepdf.Array([0, 0, 144, 108])}),
    ],
    ids=["shape", "text", "two", "small", "mirrored", "turned", "clipped", "layer", "cropped"],
)
def test_a_page_with_more_to_it_than_a_picture_is_drawn(tmp_path: Path, content: str, page: dict[str, Any]) -> None:
    drawn = first_page(tmp_path, pdf(flat_picture(GREY), content=content, page=page))
    rows = 450 if page else DRAWN[0]
    assert abs(drawn.pixels.shape[0] - rows) <= 1
    assert abs(drawn.pixels.shape[1] - DRAWN[1]) <= 1


def test_a_picture_with_oblong_pixels_is_drawn_with_square_ones(tmp_path: Path) -> None:
    page = first_page(tmp_path, pdf(flat_picture(np.ascontiguousarray(GREY[::2]))))
    assert is_drawn(page)
    assert np.abs(shrunk(page.pixels) - shrunk(GREY)).mean() < 12


@pytest.mark.parametrize(
    "keys",
    [
        {
            "ColorSpace": pikepdf.Array(
                [
                    pikepdf.Name.Separation,
                    pikepdf.Name.Black,
                    pikepdf.Name.DeviceGray,
                    pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1),
                ]
            )
        },
        {"Mask": pikepdf.Array([0, 10])},
    ],
    ids=["spot colour", "mask"],
)
def test_a_picture_in_colours_of_another_kind_is_drawn(tmp_path: Path, keys: dict[str, Any]) -> None:
    assert is_drawn(first_page(tmp_path, pdf(flat_picture(GREY, **keys))))


def test_a_palette_of_one_bit_shows_its_own_tones(tmp_path: Path) -> None:
    bits = np.array(Image.fromarray(GREY).convert("1", dither=0))
    space = pikepdf.Array([pikepdf.Name.Indexed, pikepdf.Name.DeviceGray, 1, b"\x00\xff"])
    packed = {"data": np.packbits(bits, axis=1).tobytes(), "BitsPerComponent": 1, "ColorSpace": space}
    page = first_page(tmp_path, pdf(flat_picture(GREY) | packed))
    assert np.abs(shrunk(page.pixels) - shrunk(bits * np.uint8(255))).mean() < 12


def test_each_page_is_its_own_picture(tmp_path: Path) -> None:
    path = written(tmp_path, "named.png", pdf(flat_picture(GREY), flat_picture(255 - GREY)))
    scan = inspected(path)
    assert (scan.format, scan.pages) == ("PDF", 2)
    assert np.array_equal(decode(path, 2).pixels, 255 - GREY)
    with pytest.raises(InputError, match="page 3: there is no such page, the file has 2"):
        decode(path, 3)


def test_a_pdf_may_begin_late(tmp_path: Path) -> None:
    data = b"From a scanner\r\n" * 20 + pdf(flat_picture(GREY))
    assert np.array_equal(first_page(tmp_path, data).pixels, GREY)


def test_a_page_without_anything_is_white_paper(tmp_path: Path) -> None:
    page = first_page(tmp_path, pdf(flat_picture(GREY), content="q Q"))
    assert is_drawn(page)
    assert (page.pixels == 255).all()


def test_an_empty_password_opens_and_any_other_is_asked_for(tmp_path: Path) -> None:
    for password in ("", "secret"):
        data = pdf(flat_picture(GREY), encryption=pikepdf.Encryption(owner="owner", user=password))
        path = written(tmp_path, f"{password}.pdf", data)
        if password:
            with pytest.raises(InputError, match="encrypted and asks for a password; save a copy without"):
                inspected(path)
        else:
            assert inspected(path).pages == 1
            assert np.array_equal(decode(path, 1).pixels, GREY)


def test_a_pdf_without_pages_is_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    pikepdf.new().save(out)
    with pytest.raises(InputError, match=r"none\.pdf: the PDF"):
        inspected(written(tmp_path, "none.pdf", out.getvalue()))


@pytest.mark.parametrize("linearize", [False, True])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_a_pdf_cut_short_gives_no_pages(tmp_path: Path, share: float, linearize: bool) -> None:
    data = pdf(*(jpeg_picture(GREY) for _ in range(4)), linearize=linearize)
    with pytest.raises(InputError):
        inspected(written(tmp_path, "cut.pdf", data[: int(len(data) * share)]))


def test_pages_told_and_pages_there_must_agree(tmp_path: Path) -> None:
    data = pdf(flat_picture(GREY), flat_picture(GREY), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"/Count 2" in data
    with pytest.raises(InputError, match="the PDF is damaged"):
        inspected(written(tmp_path, "count.pdf", data.replace(b"/Count 2", b"/Count 1")))


@pytest.mark.parametrize("content", ["", "q 72 0 0 108 0 0 cm /Im0 Do Q"], ids=["alone", "among others"])
@pytest.mark.parametrize("left", [0, 3, 400])
def test_a_damaged_picture_in_a_page_gives_no_page(tmp_path: Path, content: str, left: int) -> None:
    picture = jpeg_picture(GREY)
    path = written(tmp_path, "cut.pdf", pdf(picture | {"data": picture["data"][:left]}, content=content))
    assert inspected(path).pages == 1
    with pytest.raises(InputError, match=r"page 1: .*damaged"):
        decode(path, 1)


def test_plain_samples_that_are_too_few_give_no_page(tmp_path: Path) -> None:
    path = written(tmp_path, "few.pdf", pdf(flat_picture(GREY) | {"data": GREY.tobytes()[:2000]}))
    with pytest.raises(InputError, match="page 1: the picture of the page is damaged"):
        decode(path, 1)


def test_a_page_too_large_to_draw_is_told(tmp_path: Path) -> None:
    size = pikepdf.Array([0, 0, 14_400, 14_400])
    path = written(tmp_path, "wall.pdf", pdf(flat_picture(GREY), page={"MediaBox": size}))
    with pytest.raises(InputError, match="page 1: the page has 60000 × 60000 pixels, more than the limit"):
        decode(path, 1)


def test_a_picture_too_large_to_take_out_is_drawn(tmp_path: Path) -> None:
    rows = np.zeros((12_000, 1_000), np.uint8)
    keys = {"Width": 8_000, "Height": 12_000, "BitsPerComponent": 1, "Filter": pikepdf.Name.FlateDecode}
    page = first_page(tmp_path, pdf(flat_picture(rows, **keys) | {"data": zlib.compress(rows.tobytes())}))
    assert is_drawn(page)
    assert (page.pixels == 0).all()
