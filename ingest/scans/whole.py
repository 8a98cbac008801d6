"""Whether a file is whole: what decoders pass over in silence, leaving part of a page grey or black.

A JPEG must have its end marker (ITU T.81, B.1.1), a PNG's data must hold every row (ISO 15948, 9
and 13.9), a WebP must not end in nothing. A JPEG that lost its end and was then closed again is told by its
last rows alone; a progressive one, which fades instead, cannot be told.
"""

from __future__ import annotations

import mmap
import re
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from archive.errors import InputError
from ingest.scans.kinds import Format

_MARKER: Final = re.compile(rb"\xff[^\x00\xff]")
_MARKER_IN_DATA: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_START_OF_SCAN, _END = 0xDA, 0xD9
_ALONE: Final = frozenset((0x01, 0xD8, *range(0xD0, 0xD8)))
"""Markers that no length follows."""
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_ADAM7: Final = (
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
)
"""Left, top, step across and step down of the seven passes of an interlaced PNG."""
_ROWS_OF_A_BLOCK: Final = 16
_STEP: Final = 1 << 20


def refuse_cut_off(file: BinaryIO, kind: Format) -> None:
    """Raises InputError if the JPEG, PNG or WebP in `file` ends before its picture does."""
    file.seek(0)
    is_whole = {Format.JPEG: _whole_jpeg, Format.PNG: _whole_png, Format.WEBP: _whole_webp}[kind]
    if not is_whole(file):
        raise _cut_off()


def refuse_grey_end(pixels: NDArray[np.uint8]) -> None:
    """Raises InputError if the last rows of a JPEG are what its decoder puts in place of lost data.

    That is exactly the middle grey in every channel; paper is never so even.
    """
    tail = pixels[-_ROWS_OF_A_BLOCK:]
    if len(pixels) > len(tail) and (tail == 128).all() and not (pixels == 128).all():
        raise _cut_off()


def refuse_complaints(printed: bytes) -> None:
    """Raises InputError if libtiff printed an error while it went on as if nothing were wrong."""
    for line in printed.decode("utf-8", "replace").splitlines():
        if line.strip() and "Warning" not in line:
            raise InputError("the data of the picture is damaged", remedy="copy the file again or scan it again")


def _cut_off() -> InputError:
    return InputError(
        "the file is cut off or damaged: part of the picture is missing",
        remedy="copy it again from where it came",
    )


def _whole_jpeg(file: BinaryIO) -> bool:
    data = _all_of(file)
    at, pattern = 2, _MARKER
    while found := pattern.search(data, at):
        marker = data[found.start() + 1]
        at = found.end()
        if marker == _END:
            return True
        if marker in _ALONE:
            continue
        if at + 2 > len(data):
            return False
        at += int.from_bytes(data[at : at + 2], "big")
        pattern = _MARKER_IN_DATA if marker == _START_OF_SCAN else _MARKER
    return False


def _whole_png(file: BinaryIO) -> bool:
    chunks = _png_chunks(file)
    name, header = next(chunks, (b"", b""))
    if name != b"IHDR" or len(header) != 13:
        return False
    wanted = _png_length(*struct.unpack(">IIBBBBB", header))
    stream = zlib.decompressobj()
    try:
        for name, data in chunks:
            waiting = data if name == b"IDAT" else b""
            while waiting and wanted > 0:
                wanted -= len(stream.decompress(waiting, _STEP))
                waiting = stream.unconsumed_tail
    except zlib.error:
        return False
    return wanted - len(stream.flush()) <= 0


def _png_length(width: int, height: int, bits: int, colour: int, _z: int, _f: int, interlaced: int) -> int:
    """How many bytes the rows of a PNG unpack to, filter bytes included."""
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        if columns > 0 and rows > 0:
            total += rows * (1 + -(-columns * bits * _CHANNELS.get(colour, 1) // 8))
    return total


def _png_chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Names of chunks, with the data of IHDR and IDAT; ends before one whose checksum is wrong."""
    file.seek(8)
    while len(head := file.read(8)) == 8:
        length, name = struct.unpack(">I4s", head)
        if name in (b"IHDR", b"IDAT"):
            data = file.read(length)
            if file.read(4) != zlib.crc32(data, zlib.crc32(name)).to_bytes(4, "big"):
                return
            yield name, data
        else:
            file.seek(length + 4, 1)


def _whole_webp(file: BinaryIO) -> bool:
    length = int.from_bytes(file.read(8)[4:], "little") + 8
    file.seek(max(length - 64, 12))
    tail = file.read(64)
    return len(tail) > 0 and any(tail)


def _all_of(file: BinaryIO) -> bytes | mmap.mmap:
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError:
        return file.read()
