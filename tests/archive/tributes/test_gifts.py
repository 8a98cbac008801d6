from __future__ import annotations

import hashlib
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from archive.folder import DataFolder
from archive.tributes.gifts import LARGEST_FILE, LONGEST_SIDE, Unfit, UnfitPhotograph, gift_fault, keep, made_anew

COLLECTION = Path(__file__).resolve().parents[4] / "shared" / "hostile"
HOSTILE = sorted(COLLECTION.glob("*")) if COLLECTION.is_dir() else []
"""The collection of hostile files beside the project, where it is there."""
MODEL, LATITUDE = "Camera 3000", 2


def photograph(size: tuple[int, int] = (400, 300), kind: str = "JPEG", orientation: int = 1) -> bytes:
    """A picture whose left half is red, with all that a camera tells of itself and of the place."""
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    told = Image.Exif()
    told[0x0110], told[0x0112] = MODEL, orientation
    told.get_ifd(0x8825)[LATITUDE] = (37.0, 29.0, 12.0)
    data = BytesIO()
    picture.save(data, kind, exif=told, quality=90, **({"comment": b"taken at home"} if kind == "JPEG" else {}))
    return data.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG whose head tells that size, and nothing after it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)

    head = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def refused(data: bytes) -> Unfit:
    with pytest.raises(UnfitPhotograph) as refusal:
        made_anew(data)
    return refusal.value.unfit


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_is_made_anew_without_what_the_camera_tells(kind: str) -> None:
    before = photograph(kind=kind)
    assert MODEL.encode() in before
    after = made_anew(before)
    with Image.open(BytesIO(after)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (400, 300))
        assert dict(picture.getexif()) == {}
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(picture.info)
    assert MODEL.encode() not in after
    assert b"taken at home" not in after


def test_a_photograph_that_lies_on_its_side_stands_upright() -> None:
    with Image.open(BytesIO(made_anew(photograph(orientation=6)))) as picture:
        assert picture.size == (300, 400)
        assert picture.getpixel((150, 20)) != picture.getpixel((150, 380))


def test_a_large_photograph_becomes_smaller_and_keeps_its_shape() -> None:
    with Image.open(BytesIO(made_anew(photograph((4000, 2000))))) as picture:
        assert picture.size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_what_is_transparent_becomes_paper() -> None:
    data = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(data, "PNG")
    with Image.open(BytesIO(made_anew(data.getvalue()))) as picture:
        assert picture.getpixel((10, 10)) == (255, 255, 255)


def test_a_photograph_is_kept_under_the_hash_of_its_bytes(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    sha256 = keep(folder, BytesIO(photograph()))
    assert keep(folder, BytesIO(photograph())) == sha256
    assert hashlib.sha256(folder.gift(sha256).read_bytes()).hexdigest() == sha256
    assert [file.name for file in folder.gifts.iterdir()] == [f"{sha256}.jpg"]
    assert gift_fault(folder, sha256) == ""


def test_a_photograph_that_changed_or_is_gone_is_a_fault(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    sha256 = keep(folder, BytesIO(photograph()))
    folder.gift(sha256).chmod(0o644)
    folder.gift(sha256).write_bytes(b"x")
    assert "is not what was stored" in gift_fault(folder, sha256)
    folder.gift(sha256).unlink()
    assert "cannot be read" in gift_fault(folder, sha256)


def test_what_is_no_photograph_is_refused_with_its_reason() -> None:
    gif = BytesIO()
    Image.new("P", (10, 10)).save(gif, "GIF")
    assert refused(b"") is Unfit.NOTHING
    assert refused(b"x" * (LARGEST_FILE + 1)) is Unfit.LARGE
    assert refused(gif.getvalue()) is Unfit.OTHER_KIND
    assert refused(b"<svg onload='alert(1)'/>") is Unfit.OTHER_KIND
    assert refused(photograph()[:2000]) is Unfit.BROKEN
    assert refused(png(60_000, 60_000)) is Unfit.PIXELS
    assert refused(png(9_000, 9_000)) is Unfit.PIXELS


if HOSTILE:

    @pytest.mark.parametrize("file", HOSTILE, ids=lambda file: file.name)
    def test_a_hostile_file_is_taken_as_a_picture_or_refused_and_nothing_else(file: Path) -> None:
        try:
            data = made_anew(file.read_bytes())
        except UnfitPhotograph:
            return
        with Image.open(BytesIO(data)) as picture:
            assert (picture.format, picture.mode) == ("JPEG", "RGB")
            assert max(picture.size) <= LONGEST_SIDE
            assert dict(picture.getexif()) == {}
