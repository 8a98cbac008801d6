"""Broken and hostile files end in one clear line, never in half a page, a hang or noise."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from archive.errors import InputError
from ingest.scans import decode
from ingest.scans.limits import MAX_PAGES, MAX_PIXELS, MAX_SIDE
from tests.ingest.making import colour_pixels, encoded, first_page, inspected, page_pixels, png, tiff, written

PIXELS = page_pixels(300, 200)


def look(path: Path) -> None:
    inspected(path)
    decode(path, 1)


def fault(path: Path) -> str:
    """The one line that the file's first page ends in."""
    with pytest.raises(InputError) as caught:
        look(path)
    line = str(caught.value)
    assert line.startswith(str(path))
    assert "\n" not in line
    assert caught.value.remedy
    return line


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.png", b"", "the file is empty; copy or scan it again"),
        ("empty.pdf", b"", "the file is empty"),
        ("text.jpg", "名单 a list\n".encode(), "the file is no picture and no PDF"),
        ("film.gif", b"GIF89a" + bytes(40), "the file is a GIF, which is no scan format; save it as PNG"),
        ("phone.jpg", b"\0\0\0\x18ftypheic" + bytes(40), "the file is a HEIC picture"),
        ("start.png", b"\x89PNG\r\n\x1a\n", "begins like a PNG but is damaged"),
        ("start.jpg", b"\xff\xd8\xff", "begins like a JPEG but is damaged"),
        ("start.tif", b"II*\0", "the file"),
        ("start.webp", b"RIFF\x20\0\0\0WEBP", "begins like a WebP but is damaged"),
        ("start.jp2", b"\0\0\0\x0cjP  \r\n\x87\n", "begins like a JPEG 2000 but is damaged"),
        ("start.bmp", b"BM" + bytes(12) + b"\x28\0\0\0", "begins like a BMP but is damaged"),
    ],
)
def test_a_file_that_is_no_scan_is_told_in_one_line(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    assert words in fault(written(tmp_path, name, data))


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("TIFF", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
        ("TIFF", {"compression": "jpeg"}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("JPEG2000", {}),
        ("BMP", {}),
    ],
)
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_cut_short_gives_no_page(tmp_path: Path, kind: str, options: dict[str, object], share: float) -> None:
    data = encoded(PIXELS, kind, **options)
    fault(written(tmp_path, "cut", data[: int(len(data) * share)]))


def zero_tail(data: bytes) -> bytes:
    """What a disk leaves that had set the room aside and lost the rest."""
    return data[: len(data) // 2] + bytes(len(data) - len(data) // 2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "JPEG2000"])
def test_a_file_whose_second_half_was_never_written_gives_no_page(tmp_path: Path, kind: str) -> None:
    fault(written(tmp_path, "hollow", zero_tail(encoded(PIXELS, kind))))


@pytest.mark.parametrize("compression", ["group4", "jpeg", "tiff_lzw", "tiff_adobe_deflate", "packbits"])
def test_compressed_data_of_a_tiff_that_was_never_written_gives_no_page(tmp_path: Path, compression: str) -> None:
    picture = Image.fromarray(PIXELS)
    whole = encoded(picture.convert("1") if compression == "group4" else picture, "TIFF", compression=compression)
    with Image.open(written(tmp_path, "whole.tif", whole)) as opened:
        start, length = opened.tag_v2[273][-1], opened.tag_v2[279][-1]
    hollow = whole[: start + length // 2] + bytes(length - length // 2) + whole[start + length :]
    assert inspected(tmp_path / "whole.tif").pages == 1
    decode(tmp_path / "whole.tif", 1)
    fault(written(tmp_path, "hollow.tif", hollow))


def test_damage_that_libtiff_only_grumbles_about_gives_no_page(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = bytearray(encoded(Image.fromarray(PIXELS).convert("1"), "TIFF", compression="group4"))
    middle = len(whole) // 2
    whole[middle : middle + 30] = b"\x03\xc0" * 15
    assert "damaged" in fault(written(tmp_path, "scratched.tif", bytes(whole)))
    assert capfd.readouterr().err == ""


def test_a_jpeg_cut_and_closed_again_gives_no_page(tmp_path: Path) -> None:
    data = encoded(colour_pixels(300, 200), "JPEG")
    line = fault(written(tmp_path, "closed.jpg", data[: len(data) // 2] + b"\xff\xd9"))
    assert "page 1: the file is cut off or damaged" in line


def test_bytes_after_the_end_of_a_jpeg_do_no_harm(tmp_path: Path) -> None:
    assert first_page(tmp_path, encoded(PIXELS, "JPEG") + bytes(5000)).pixels.shape == PIXELS.shape


def test_a_grey_sheet_is_not_taken_for_a_damaged_one(tmp_path: Path) -> None:
    even = np.full((100, 80), 128, np.uint8)
    assert (first_page(tmp_path, encoded(even, "JPEG")).pixels == 128).all()


def test_a_png_with_too_few_rows_gives_no_page(tmp_path: Path) -> None:
    rows = b"".join(b"\0" + row.tobytes() for row in PIXELS)
    height, width = PIXELS.shape
    assert np.array_equal(first_page(tmp_path, png(width, height, rows)).pixels, PIXELS)
    assert "cut off" in fault(written(tmp_path, "short.png", png(width, height, rows[: len(rows) // 2])))


@pytest.mark.parametrize(
    ("width", "height", "allowed"),
    [
        (9_000, 10_000, True),  # exactly the limit
        (9_001, 10_000, False),  # above it, and below where Pillow would even warn
        (12_000, 12_000, False),  # where Pillow would only warn
        (60_000, 60_000, False),
        (MAX_SIDE + 1, 1, False),
    ],
)
def test_the_size_of_a_page_is_told_before_it_is_unpacked(
    tmp_path: Path, width: int, height: int, allowed: bool
) -> None:
    line = fault(written(tmp_path, "bomb.png", png(width, height, b"\0" * 10)))
    assert ("cut off" in line) if allowed else (f"{width} × {height} pixels, more than the limit" in line)
    assert MAX_PIXELS == 90_000_000


def test_a_later_page_may_be_no_larger_than_the_first(tmp_path: Path) -> None:
    data = bytearray(encoded(Image.fromarray(PIXELS), "TIFF", save_all=True, append_images=[Image.fromarray(PIXELS)]))
    path = written(tmp_path, "many.tif", bytes(data))
    assert inspected(path).pages == 2
    at = data.rindex(struct.pack("<HHI", 256, 4, 1))
    data[at : at + 12] = struct.pack("<HHII", 256, 4, 1, 50_000_000)
    path.write_bytes(bytes(data))
    assert decode(path, 1).pixels.shape == PIXELS.shape
    with pytest.raises(InputError, match="page 2: the page has 50000000 × 300 pixels, more than the limit"):
        decode(path, 2)


def test_a_tiff_whose_pages_lead_out_of_the_file_is_cut_off(tmp_path: Path) -> None:
    data = tiff(bytes(16), 4, 4, bits=8)
    path = written(tmp_path, "chain.tif", data[:-4] + struct.pack("<I", 10_000))
    assert "its list of pages leads out of it" in fault(path)


def test_a_tiff_whose_pages_go_in_a_circle_ends(tmp_path: Path) -> None:
    data = tiff(page_pixels(4, 4).tobytes(), 4, 4, bits=8)
    path = written(tmp_path, "circle.tif", data[:-4] + data[4:8])
    assert inspected(path).pages == 1


def test_a_tiff_of_endless_pages_is_refused(tmp_path: Path) -> None:
    pages = MAX_PAGES + 2
    first = tiff(bytes(16), 4, 4, bits=8)
    moved = struct.pack("<2sHI", b"II", 42, struct.unpack_from("<I", first, 4)[0])
    body = first[8:-4] + struct.pack("<I", len(first))
    shift = len(first) - 8
    chain = b"".join(struct.pack("<HI", 0, 8 + shift + 6 * (i + 1)) for i in range(pages))
    assert f"more than {MAX_PAGES:,} pages" in fault(written(tmp_path, "endless.tif", moved + body + chain))


def vanish(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def become_another(path: Path) -> None:
    path.write_bytes(encoded(255 - PIXELS, "PNG"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (vanish, "no such file"),
        (empty, "the file is empty"),
        (become_another, "has changed since it was found"),
    ],
)
def test_a_file_that_changes_before_it_is_decoded_is_told(
    tmp_path: Path, change: Callable[[Path], None], words: str
) -> None:
    path = written(tmp_path, "scan.png", encoded(PIXELS, "PNG"))
    scan = inspected(path)
    decode(path, 1, sha256=scan.sha256)
    change(path)
    with pytest.raises(InputError, match=words):
        decode(path, 1, sha256=scan.sha256)
