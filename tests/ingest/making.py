"""Small scans for the tests, made as they are needed."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
from numpy.typing import NDArray
from PIL import Image

from ingest.pages import PageImage
from ingest.scans import Found, ScanFile, decode, inspect


def page_pixels(height: int = 90, width: int = 60) -> NDArray[np.uint8]:
    """A grey page that looks different however it is turned or mirrored, without an even tone."""
    rng = np.random.default_rng(7)
    pixels = rng.integers(200, 250, (height, width), dtype=np.uint8)
    pixels[5 : height // 2, 4 : width // 4] = rng.integers(0, 40, pixels[5 : height // 2, 4 : width // 4].shape)
    pixels[5:15, 4 : width // 2] = 20
    return pixels


def colour_pixels(height: int = 90, width: int = 60) -> NDArray[np.uint8]:
    """The same page on paper of a colour."""
    grey = page_pixels(height, width)
    return np.dstack([grey, grey // 2 + 60, grey // 3])


def encoded(picture: Image.Image | NDArray[np.uint8], kind: str, **options: Any) -> bytes:
    """A picture as the bytes of a file."""
    out = io.BytesIO()
    whole = picture if isinstance(picture, Image.Image) else Image.fromarray(picture)
    whole.save(out, kind, **options)
    return out.getvalue()


def written(folder: Path, name: str, data: bytes) -> Path:
    """The path of a file with that content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def inspected(path: Path) -> ScanFile:
    """What the room says of a file given directly."""
    return inspect(Found(path, path.name))


def first_page(folder: Path, data: bytes, name: str = "scan") -> PageImage:
    """Page 1 of a scan with these bytes, looked at as `bohai ingest` does."""
    path = written(folder, name, data)
    assert inspected(path).pages == 1
    return decode(path, 1)


def png(width: int, height: int, rows: bytes, *, interlaced: bool = False) -> bytes:
    """A grey PNG with any size and any rows, matching or not."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, interlaced)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def tiff(data: bytes, width: int, height: int, *, bits: int, photometric: int = 1) -> bytes:
    """An uncompressed little-endian TIFF of one strip with one sample a pixel."""
    tags = {
        256: width,
        257: height,
        258: bits,
        259: 1,
        262: photometric,
        273: 8,
        277: 1,
        278: height,
        279: len(data),
    }
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags.items())
    return (
        struct.pack("<2sHI", b"II", 42, 8 + len(data))
        + data
        + struct.pack("<H", len(tags))
        + entries
        + struct.pack("<I", 0)
    )


def pdf(*pictures: dict[str, Any], content: str = "", page: dict[str, Any] | None = None, **save: Any) -> bytes:
    """A PDF with a page for each picture, given as the keys of its stream and "data".

    `content` draws a page of 144 × 216 points; by default its picture fills it.
    """
    document = pikepdf.new()
    for keys in pictures:
        data = keys.pop("data")
        stream = document.make_stream(data)
        for key, value in keys.items():
            stream[f"/{key}"] = value
        stream["/Subtype"] = pikepdf.Name.Image
        added = document.add_blank_page(page_size=(144, 216))
        added.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=document.make_indirect(stream)))
        added.Contents = document.make_stream((content or "q 144 0 0 216 0 0 cm /Im0 Do Q").encode())
        for key, value in (page or {}).items():
            added[f"/{key}"] = value
    out = io.BytesIO()
    document.save(out, **save)
    return out.getvalue()


def jpeg_picture(pixels: NDArray[np.uint8], **keys: Any) -> dict[str, Any]:
    """The keys of a PDF picture that is a JPEG."""
    grey = pixels.ndim == 2
    return {
        "data": encoded(pixels, "JPEG", quality=95),
        "Width": pixels.shape[1],
        "Height": pixels.shape[0],
        "BitsPerComponent": 8,
        "ColorSpace": pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB,
        "Filter": pikepdf.Name.DCTDecode,
    } | keys


def flat_picture(pixels: NDArray[np.uint8], **keys: Any) -> dict[str, Any]:
    """The keys of a PDF picture of plain grey samples."""
    return {
        "data": pixels.tobytes(),
        "Width": pixels.shape[1],
        "Height": pixels.shape[0],
        "BitsPerComponent": 8,
        "ColorSpace": pikepdf.Name.DeviceGray,
    } | keys
