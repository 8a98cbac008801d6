"""What Pillow does not tell of a TIFF: which pictures are pages, and whether their data was written.

After TIFF 6.0 (pages 13 to 16, 36) and the BigTIFF extension.
"""

from __future__ import annotations

import struct
from typing import BinaryIO, Final

from PIL import Image

from archive.errors import InputError
from ingest.scans.limits import refuse_too_many

_SUBFILE_TYPE: Final = 254
_BITS: Final = 258
_COMPRESSION: Final = 259
_PHOTOMETRIC: Final = 262
_PLACES: Final = ((273, 279), (324, 325))
"""Tags of the offsets and lengths of strips, and of tiles."""
_REDUCED, _MASK = 1, 4
_SHORT: Final = 3
_HOLLOW: Final = 64
"""No compression in use writes this many zero bytes at its end; a disk that lost the data does."""


def frames_of_pages(file: BinaryIO) -> list[int]:
    """The indices of the file's pictures that are pages: neither thumbnails nor masks. Not empty.

    A chain of pictures that leads back into itself ends there. Raises InputError if it leads out of the file.
    """
    kinds = _subfile_types(file)
    pages = [i for i, kind in enumerate(kinds) if not kind & (_REDUCED | _MASK)]
    return pages or list(range(len(kinds)))


def depth(picture: Image.Image) -> tuple[int, bool]:
    """Bits of a sample, and whether 0 means white, where Pillow leaves that to be done."""
    tags = getattr(picture, "tag_v2", {})
    bits = tags.get(_BITS, (16,))[0]
    return min(max(int(bits), 1), 16), tags.get(_PHOTOMETRIC) == 0


def refuse_hollow_strips(picture: Image.Image, file: BinaryIO) -> None:
    """Raises InputError if compressed data of the picture ends in nothing but zero bytes.

    libtiff unpacks such data without a word, as black or grey.
    """
    tags = getattr(picture, "tag_v2", {})
    if tags.get(_COMPRESSION, 1) == 1:
        return
    for offsets, lengths in _PLACES:
        for offset, length in zip(tags.get(offsets, ()), tags.get(lengths, ()), strict=False):
            if length < _HOLLOW:
                continue
            file.seek(offset + length - _HOLLOW)
            if not any(file.read(_HOLLOW)):
                raise InputError("part of the picture was never written", remedy="copy the file again or scan it again")


def _subfile_types(file: BinaryIO) -> list[int]:
    file.seek(0)
    head = file.read(16)
    order = "<" if head[:2] == b"II" else ">"
    big = 43 in (head[2], head[3])
    offset = _number(head[8:16], order + "Q") if big else _number(head[4:8], order + "I")
    kinds: list[int] = []
    seen: set[int] = set()
    while offset and offset not in seen:
        seen.add(offset)
        refuse_too_many(len(seen))
        kind, offset = _directory(file, offset, order, big)
        kinds.append(kind)
    return kinds


def _directory(file: BinaryIO, offset: int, order: str, big: bool) -> tuple[int, int]:
    """The subfile type of the picture whose directory is at `offset`, and where the next one is."""
    counting, entry, following = (order + "Q", 20, order + "Q") if big else (order + "H", 12, order + "I")
    if offset >= 2**63:
        raise _cut_off()
    file.seek(offset)
    entries = _number(file.read(struct.calcsize(counting)), counting)
    if entries > 65_535:
        raise _cut_off()
    table = file.read(entries * entry)
    after = _number(file.read(struct.calcsize(following)), following)
    kind = 0
    for start in range(0, len(table), entry):
        tag, form = struct.unpack_from(order + "HH", table, start)
        if tag == _SUBFILE_TYPE:
            (kind,) = struct.unpack_from(
                order + ("H" if form == _SHORT else "I"), table, start + entry - (8 if big else 4)
            )
    return kind, after


def _number(data: bytes, form: str) -> int:
    if len(data) != struct.calcsize(form):
        raise _cut_off()
    number: int = struct.unpack(form, data)[0]
    return number


def _cut_off() -> InputError:
    return InputError(
        "the file is cut off: its list of pages leads out of it", remedy="copy it again from where it came"
    )
