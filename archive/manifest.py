"""The list of all that a snapshot holds, and the signature that vouches for it.

manifest.json   every file with its SHA-256 and size, when it was published, by which program, and what it holds
manifest.sig    the Ed25519 signature of the bytes of manifest.json, 64 bytes as they are
manifest.pub    the public key that belongs to it, in PEM; the same stands in the manifest
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from archive.errors import IntegrityFailure
from archive.folder import DataFolder
from archive.originals import hash_of
from archive.signing import is_signed, public_key

FORM: Final = "bohai snapshot 1"
"""Names what it is, and counts up when a snapshot comes to hold something else."""
MANIFEST: Final = DataFolder(Path()).manifest.name
SIGNATURE: Final = "manifest.sig"
KEY: Final = "manifest.pub"
VOUCHING: Final = (MANIFEST, SIGNATURE, KEY)
"""The files of a snapshot that the manifest does not list."""


class Mark(NamedTuple):
    """What a file is known by: the SHA-256 of its bytes, and how many there are."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot holds; `published` is an ISO 8601 time in UTC, `files` go by their path from the snapshot."""

    published: str
    program: str
    generation: int
    holds: Mapping[str, int]
    key: str
    files: Mapping[str, Mark]

    def as_bytes(self) -> bytes:
        """The text of manifest.json, which is what is signed."""
        files = {path: mark._asdict() for path, mark in sorted(self.files.items())}
        told = {"form": FORM} | asdict(self) | {"files": files}
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A manifest whose signature is right, and the key it was made with."""

    manifest: Manifest
    key: Ed25519PublicKey


def mark_of(file: Path) -> Mark:
    """What a file is known by; raises OSError."""
    return Mark(hash_of(file), file.stat().st_size)


def is_snapshot(place: Path) -> bool:
    """Whether there is a snapshot in the folder `place`, be it whole or not."""
    try:
        return _told(place).get("form") == FORM
    except IntegrityFailure:
        return False


def sealed_manifest(place: Path, trusted: Ed25519PublicKey | None = None) -> Sealed:
    """The manifest of the snapshot in `place`, signed with the key `trusted`, or with the one that it names itself.

    Raises IntegrityFailure if it is not there, not signed so, or no manifest.
    """
    told = _told(place)
    if told.get("form") != FORM:
        raise IntegrityFailure("it is no manifest that this bohai knows", where=str(place / MANIFEST), remedy=_AGAIN)
    try:
        manifest = Manifest(
            published=str(told["published"]),
            program=str(told["program"]),
            generation=int(told["generation"]),
            holds={str(name): int(number) for name, number in told["holds"].items()},
            key=str(told["key"]),
            files={_inside(path): Mark(str(mark["sha256"]), int(mark["size"])) for path, mark in told["files"].items()},
        )
    except (LookupError, TypeError, ValueError, AttributeError) as problem:
        raise IntegrityFailure("it is no whole manifest", where=str(place / MANIFEST), remedy=_AGAIN) from problem
    key = trusted or public_key(manifest.key.encode(), str(place / MANIFEST))
    if not is_signed(key, _read(place / SIGNATURE), _read(place / MANIFEST)):
        whose = "the key given" if trusted else "the key that it names"
        raise IntegrityFailure(f"it is not signed with {whose}", where=str(place / MANIFEST), remedy=_AGAIN)
    return Sealed(manifest, key)


_AGAIN: Final = "take the snapshot again from whoever published it"


def _told(place: Path) -> dict[str, Any]:
    try:
        told = json.loads(_read(place / MANIFEST))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise IntegrityFailure("it is no manifest", where=str(place / MANIFEST), remedy=_AGAIN)
    return told


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        raise IntegrityFailure(
            f"it cannot be read ({problem.strerror}), so nothing vouches for this folder",
            where=str(file),
            remedy="name a folder that `bohai publish` wrote",
        ) from problem


def _inside(path: str) -> str:
    """A path that leads nowhere but into the snapshot; raises ValueError for any other."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or str(PurePosixPath(*parts)) != path:
        raise ValueError(path)
    return path
