"""Picture files become the pixels that they store."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from archive.errors import InputError
from ingest.scans import Found, decode, inspect
from tests.ingest.making import colour_pixels, encoded, first_page, inspected, page_pixels, png, tiff, written

GREY, COLOUR = page_pixels(), colour_pixels()


@pytest.mark.parametrize(
    ("kind", "name", "options"),
    [
        ("PNG", "PNG", {}),
        ("TIFF", "TIFF", {}),
        ("TIFF", "TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", "TIFF", {"big_tiff": True}),
        ("WEBP", "WebP", {"lossless": True}),
        ("JPEG2000", "JPEG 2000", {}),
        ("JPEG2000", "JPEG 2000", {"no_jp2": True}),
        ("BMP", "BMP", {}),
    ],
)
@pytest.mark.parametrize("pixels", [GREY, COLOUR], ids=["grey", "colour"])
def test_a_lossless_picture_comes_back_pixel_for_pixel(
    tmp_path: Path, kind: str, name: str, options: dict[str, Any], pixels: Any
) -> None:
    path = written(tmp_path, "scan.dat", encoded(pixels, kind, **options))
    scan = inspected(path)
    assert (scan.format, scan.pages) == (name, 1)
    page = decode(path, 1)
    # WebP knows no grey: its three channels say the same.
    stored = page.pixels[:, :, 0] if kind == "WEBP" and pixels.ndim == 2 else page.pixels
    assert page.pixels.dtype == np.uint8
    assert np.array_equal(stored, pixels)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}])
def test_a_jpeg_comes_back_nearly_as_it_was(tmp_path: Path, options: dict[str, Any]) -> None:
    page = first_page(tmp_path, encoded(COLOUR, "JPEG", quality=95, **options))
    assert page.pixels.shape == COLOUR.shape
    assert np.abs(page.pixels.astype(int) - COLOUR).mean() < 12


def test_a_scan_is_known_by_the_hash_of_its_bytes_and_its_format_by_its_content(tmp_path: Path) -> None:
    data = encoded(GREY, "JPEG")
    scan = inspect(Found(written(tmp_path, "a.png", data), "惠民/a.png"))
    assert scan.name == "惠民/a.png"
    assert scan.sha256 == hashlib.sha256(data).hexdigest()
    assert (scan.size, scan.format) == (len(data), "JPEG")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_orientation_is_told_and_not_applied(tmp_path: Path, kind: str, orientation: int) -> None:
    picture = Image.fromarray(GREY)
    exif = Image.Exif()
    exif[0x0112] = orientation
    options: dict[str, Any] = {"tiffinfo": {0x0112: orientation}} if kind == "TIFF" else {"exif": exif, "quality": 95}
    page = first_page(tmp_path, encoded(picture, kind, **options))
    assert page.orientation == orientation
    assert page.pixels.shape[:2] == GREY.shape
    stored = page.pixels if page.pixels.ndim == 2 else page.pixels[:, :, 1]
    assert np.abs(stored.astype(int) - GREY).mean() < 12


@pytest.mark.parametrize("compression", ["raw", "group4", "jpeg"])
def test_a_compressed_tiff_is_not_turned_either(tmp_path: Path, compression: str) -> None:
    picture = Image.fromarray(COLOUR) if compression == "jpeg" else Image.fromarray(GREY).convert("1", dither=0)
    page = first_page(tmp_path, encoded(picture, "TIFF", compression=compression, tiffinfo={0x0112: 6}))
    assert (page.orientation, page.pixels.shape[:2]) == (6, GREY.shape)
    plain = np.array(picture.convert("L")).astype(int)
    stored = np.array(Image.fromarray(page.pixels).convert("L")).astype(int)
    assert np.abs(stored - plain).mean() < 12


def test_each_page_of_a_tiff_is_its_own_picture(tmp_path: Path) -> None:
    sheets = [Image.fromarray(GREY), Image.fromarray(COLOUR), Image.fromarray(255 - GREY[:40])]
    path = written(tmp_path, "many.tif", encoded(sheets[0], "TIFF", save_all=True, append_images=sheets[1:]))
    assert inspected(path).pages == 3
    for number, sheet in enumerate(sheets, 1):
        page = decode(path, number)
        assert page.number == number
        assert np.array_equal(page.pixels, np.array(sheet))
    for number in (0, 4):
        with pytest.raises(InputError, match=f"page {number}: there is no such page, the file has 3"):
            decode(path, number)


def test_a_thumbnail_in_a_tiff_is_no_page(tmp_path: Path) -> None:
    out = io.BytesIO()
    small = Image.fromarray(GREY[::4, ::4])
    small.encoderinfo = {"tiffinfo": {254: 1}}
    Image.fromarray(GREY).save(out, "TIFF", save_all=True, append_images=[small])
    path = written(tmp_path, "thumb.tif", out.getvalue())
    assert inspected(path).pages == 1
    assert decode(path, 1).pixels.shape == GREY.shape


def test_the_previews_of_an_mpo_are_no_pages(tmp_path: Path) -> None:
    sheets = [Image.fromarray(COLOUR), Image.fromarray(COLOUR[::2, ::2])]
    path = written(tmp_path, "phone.jpg", encoded(sheets[0], "MPO", save_all=True, append_images=sheets[1:]))
    assert inspected(path).pages == 1
    assert decode(path, 1).pixels.shape == COLOUR.shape


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_film_is_no_scan(tmp_path: Path, kind: str) -> None:
    frames = [Image.fromarray(COLOUR), Image.fromarray(255 - COLOUR)]
    path = written(tmp_path, "film", encoded(frames[0], kind, save_all=True, append_images=frames[1:]))
    with pytest.raises(InputError, match="the file is a film of 2 pictures; save its pages as TIFF"):
        inspected(path)


def test_sixteen_bits_become_eight_by_scale_and_not_by_clipping(tmp_path: Path) -> None:
    deep = np.linspace(0, 65535, 90 * 60).astype(np.uint16).reshape(90, 60)
    wanted = np.round(deep / 257).astype(int)
    for kind in ("TIFF", "PNG", "JPEG2000"):
        page = first_page(tmp_path, encoded(Image.fromarray(deep), kind))
        assert page.pixels.dtype == np.uint8
        assert np.abs(page.pixels.astype(int) - wanted).max() <= 1, kind


def test_sixteen_bits_with_white_as_zero_come_out_white(tmp_path: Path) -> None:
    deep = np.full((4, 6), 257, "<u2")
    page = first_page(tmp_path, tiff(deep.tobytes(), 6, 4, bits=16, photometric=0))
    assert (page.pixels == 254).all()


def test_twelve_bits_use_the_whole_range(tmp_path: Path) -> None:
    row = bytes.fromhex("fff000fff000")  # 4095, 0, 4095, 0
    page = first_page(tmp_path, tiff(row * 3, 4, 3, bits=12))
    assert page.pixels.tolist() == [[255, 0, 255, 0]] * 3


def test_samples_without_known_black_and_white_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "float.tif", encoded(Image.new("F", (8, 8), 0.5), "TIFF"))
    assert inspected(path).pages == 1
    with pytest.raises(InputError, match=r"samples of 32 bits .*; save it with 8 or 16 bits"):
        decode(path, 1)


def test_one_bit_is_black_and_white(tmp_path: Path) -> None:
    lines = np.zeros((32, 40), bool)
    lines[::2] = True
    for kind, options in (("PNG", {}), ("TIFF", {"compression": "group4"}), ("BMP", {})):
        page = first_page(tmp_path, encoded(Image.fromarray(lines), kind, **options))
        assert np.array_equal(page.pixels, lines * np.uint8(255)), kind


@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_printing_inks_become_colours(tmp_path: Path, kind: str) -> None:
    inks = Image.fromarray(COLOUR).convert("CMYK")
    page = first_page(tmp_path, encoded(inks, kind))
    assert np.abs(page.pixels.astype(int) - COLOUR).mean() < 14


def test_lab_becomes_the_colour_it_means(tmp_path: Path) -> None:
    page = first_page(tmp_path, encoded(Image.new("LAB", (8, 8), (255, 128, 128)), "TIFF"))
    assert page.pixels.shape == (8, 8, 3)
    assert page.pixels.min() > 250


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_is_transparent_shows_white_paper(tmp_path: Path, mode: str) -> None:
    clear = Image.new(mode, (8, 8), (0,) * len(mode))
    clear.putpixel((0, 0), (*(0,) * (len(mode) - 1), 255))
    page = first_page(tmp_path, encoded(clear, "PNG"))
    assert page.pixels.ndim == (2 if mode == "LA" else 3)
    assert page.pixels[0, 0].max() == 0
    assert page.pixels[1:].min() == 255


def test_a_transparent_entry_of_a_palette_shows_white_paper(tmp_path: Path) -> None:
    picture = Image.new("P", (8, 8), 1)
    picture.putpalette([0, 0, 0, 10, 20, 30])
    picture.putpixel((0, 0), 0)
    page = first_page(tmp_path, encoded(picture, "PNG", transparency=1))
    assert page.pixels[0, 0].tolist() == [0, 0, 0]
    assert (page.pixels[1:] == 255).all()


def test_a_palette_of_greys_is_grey(tmp_path: Path) -> None:
    picture = Image.fromarray(GREY)
    picture.putpalette([255 - n for n in range(256) for _ in range(3)])
    page = first_page(tmp_path, encoded(picture, "PNG"))
    assert np.array_equal(page.pixels, 255 - GREY)


def test_a_transparent_tone_of_sixteen_bits_shows_white_paper(tmp_path: Path) -> None:
    deep = Image.fromarray(np.full((4, 4), 1000, np.uint16))
    page = first_page(tmp_path, encoded(deep, "PNG", transparency=1000))
    assert (page.pixels == 255).all()


def test_a_colour_profile_is_left_aside(tmp_path: Path) -> None:
    page = first_page(tmp_path, encoded(COLOUR, "PNG", icc_profile=b"no profile at all"))
    assert np.array_equal(page.pixels, COLOUR)


def test_an_interlaced_png_is_whole(tmp_path: Path) -> None:
    steps = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
    for height, width in ((1, 1), (3, 5), (33, 21)):
        pixels = page_pixels(90, 60)[:height, :width]
        passes = [pixels[top::down, left::across] for left, top, across, down in steps]
        rows = b"".join(b"\0" + row.tobytes() for one in passes if one.size for row in one)
        page = first_page(tmp_path, png(width, height, rows, interlaced=True))
        assert np.array_equal(page.pixels, pixels)
