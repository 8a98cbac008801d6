"""What a file is, told by its first bytes and never by its name."""

from __future__ import annotations

import struct
from enum import StrEnum
from typing import Final

from archive.errors import InputError

HEAD_LENGTH: Final = 1024
"""Bytes from the start of a file that are enough to tell what it is; a PDF may begin this late."""


class Format(StrEnum):
    """The formats a scan may have."""

    PNG = "PNG"
    JPEG = "JPEG"
    TIFF = "TIFF"
    PDF = "PDF"
    WEBP = "WebP"
    JPEG2000 = "JPEG 2000"
    BMP = "BMP"


SCAN_SUFFIXES: Final = frozenset(
    (
        *(".png", ".apng", ".jpg", ".jpeg", ".jpe", ".jfif", ".jfi", ".mpo", ".tif", ".tiff", ".pdf"),
        *(".webp", ".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx", ".bmp", ".dib"),
    )
)
OTHER_PICTURE_SUFFIXES: Final = frozenset(
    (
        *(
            ".gif",
            ".heic",
            ".heif",
            ".avif",
            ".jxl",
            ".jxr",
            ".psd",
            ".tga",
            ".ico",
            ".pcx",
            ".jb2",
            ".jbig2",
        ),
        *(".pgm", ".pbm", ".ppm", ".pnm", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raw"),
        *(".djvu", ".djv", ".eps", ".ps", ".xps", ".oxps", ".cbz", ".caj"),
    )
)
"""Pictures and page documents that are no scan format: named to the archivist, never passed over."""

_MAGIC: Final = (
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"\xff\xd8\xff", Format.JPEG),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
    (b"II+\x00", Format.TIFF),
    (b"MM\x00+", Format.TIFF),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", Format.JPEG2000),
    (b"\xff\x4f\xff\x51", Format.JPEG2000),
    (b"%PDF-", Format.PDF),
)
_OTHER_MAGIC: Final = (
    (b"GIF8", "a GIF"),
    (b"8BPS", "a Photoshop file"),
    (b"AT&TFORM", "a DjVu document"),
    (b"\xff\x0a", "a JPEG XL picture"),
    (b"\x00\x00\x00\x0cJXL ", "a JPEG XL picture"),
    (b"P4\n", "a PBM picture"),
    (b"P5\n", "a PGM picture"),
    (b"P6\n", "a PPM picture"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"%!PS", "a PostScript file"),
)
_BMP_HEADERS: Final = frozenset((12, 16, 40, 52, 56, 64, 108, 124))


def scan_format(head: bytes) -> Format | None:
    """The format of a file that begins with `head` (HEAD_LENGTH bytes), None if it is no scan."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Format.WEBP
    if head[:2] == b"BM" and len(head) >= 18 and struct.unpack_from("<I", head, 14)[0] in _BMP_HEADERS:
        return Format.BMP
    if b"%PDF-" in head:
        return Format.PDF
    return None


def refuse_no_scan(head: bytes) -> Format:
    """The format of a file that begins with `head`; raises InputError that says what it is instead."""
    kind = scan_format(head)
    if kind is not None:
        return kind
    if not head:
        raise InputError("the file is empty", remedy="copy or scan it again")
    other = _other_picture(head)
    if other:
        raise InputError(f"the file is {other}, which is no scan format", remedy="save it as PNG, TIFF or PDF")
    raise InputError(
        "the file is no picture and no PDF", remedy="scans are PNG, JPEG, TIFF, PDF, WebP, JPEG 2000 or BMP"
    )


def _other_picture(head: bytes) -> str | None:
    for magic, name in _OTHER_MAGIC:
        if head.startswith(magic):
            return name
    if head[4:8] == b"ftyp":
        return "an AVIF picture" if head[8:12] in (b"avif", b"avis") else "a HEIC picture or a film"
    return None
