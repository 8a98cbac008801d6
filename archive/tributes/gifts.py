"""Photographs that visitors give: made anew from their pixels, so that nothing else of the file comes in."""

from __future__ import annotations

import hashlib
import os
import secrets
import warnings
from enum import StrEnum
from io import BytesIO
from typing import IO, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from archive.errors import BohaiError, InputError
from archive.folder import DataFolder
from archive.originals import hash_of
from archive.writing import sync

LARGEST_FILE: Final = 12 << 20
"""Bytes of a file that is taken in."""
LONGEST_SIDE: Final = 1600
"""Pixels of what is kept."""
_MOST_PIXELS: Final = 64_000_000
"""More than any camera of a family makes; told from the head of the file, before it is unpacked."""
_KINDS: Final = ("JPEG", "PNG", "WEBP")
_QUALITY: Final = 85


class Unfit(StrEnum):
    """Why a file is not taken in."""

    NOTHING = "no photograph was chosen"
    LARGE = f"the file is larger than {LARGEST_FILE >> 20} MB"
    OTHER_KIND = "the file is no JPEG, PNG or WebP picture"
    PIXELS = "the picture has too many pixels"
    BROKEN = "the picture is broken"


class UnfitPhotograph(InputError):  # noqa: N818 - says what is so
    """A file that a visitor sent is not taken in, and `unfit` says why."""

    def __init__(self, unfit: Unfit) -> None:
        super().__init__(unfit)
        self.unfit = unfit


def keep(folder: DataFolder, stream: IO[bytes]) -> str:
    """Take in a photograph as a JPEG of its pixels alone, upright; the hash under which it is kept.

    Where the camera stood, when and whose it was is left out. Raises UnfitPhotograph,
    BohaiError if the folder cannot be written.
    """
    data = made_anew(stream.read(LARGEST_FILE + 1))
    sha256 = hashlib.sha256(data).hexdigest()
    place = folder.gift(sha256)
    try:
        folder.gifts.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = place.with_name(f".{sha256}.{secrets.token_hex(4)}")
        with beside.open("xb") as target:
            target.write(data)
            target.flush()
            os.fsync(target.fileno())
        beside.chmod(0o444)
        beside.replace(place)
        sync(folder.gifts)
    except OSError as problem:
        raise BohaiError(
            f"a photograph cannot be kept ({problem.strerror})",
            where=str(folder.gifts),
            remedy="see that this account may write there and that the disk has room",
        ) from problem
    return sha256


def made_anew(data: bytes) -> bytes:
    """The pixels of a JPEG, PNG or WebP as a new JPEG of at most LONGEST_SIDE; raises UnfitPhotograph."""
    if not data:
        raise UnfitPhotograph(Unfit.NOTHING)
    if len(data) > LARGEST_FILE:
        raise UnfitPhotograph(Unfit.LARGE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=_KINDS) as picture:
                return _encoded(picture)
    except UnidentifiedImageError as problem:
        raise UnfitPhotograph(Unfit.OTHER_KIND) from problem
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as problem:
        raise UnfitPhotograph(Unfit.PIXELS) from problem
    except UnfitPhotograph:
        raise
    except Exception as problem:  # decoders fail on broken files in ways nobody can list
        raise UnfitPhotograph(Unfit.BROKEN) from problem


def gift_fault(folder: DataFolder, sha256: str) -> str:
    """What is wrong with a photograph; "" if it is as it was stored."""
    try:
        digest = hash_of(folder.gift(sha256))
    except OSError as problem:
        return f"the photograph {sha256} cannot be read ({problem.strerror})"
    return "" if digest == sha256 else f"the photograph {sha256} is not what was stored"


def _encoded(picture: Image.Image) -> bytes:
    if picture.width * picture.height > _MOST_PIXELS:
        raise UnfitPhotograph(Unfit.PIXELS)
    picture.draft("RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    if upright.has_transparency_data:
        # Transparent parts of a drawing become paper, not black.
        solid = upright.convert("RGBA")
        upright = Image.new("RGBA", solid.size, "white")
        upright.alpha_composite(solid)
    upright = upright.convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clean = Image.frombytes("RGB", upright.size, upright.tobytes())  # carries no metadata along
    data = BytesIO()
    clean.save(data, "JPEG", quality=_QUALITY, optimize=True)
    return data.getvalue()
