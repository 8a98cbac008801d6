"""Whether a snapshot is what was published; every fault is one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from archive.errors import BohaiError, InputError, IntegrityFailure
from archive.folder import DataFolder
from archive.manifest import KEY, VOUCHING, Mark, Sealed, mark_of, sealed_manifest
from archive.signing import public_key
from archive.snapshot import paths_in
from archive.store import ArchiveReader

_TRUSTED: Final = ("archive.db", "index/")
"""What is opened as soon as a kiosk starts; the pictures are looked at by `bohai verify`."""


def key_in(file: Path) -> Ed25519PublicKey:
    """The public key in a file; raises InputError if there is none."""
    try:
        return public_key(file.read_bytes(), str(file))
    except OSError as problem:
        raise InputError(
            f"the key cannot be read ({problem.strerror})", where=str(file), remedy="name a manifest.pub"
        ) from problem


def snapshot_faults(place: Path, sealed: Sealed, step: Callable[[], None] = lambda: None) -> list[str]:
    """What is wrong with the files and the database of the snapshot in `place`, whose manifest is `sealed`.

    Reads every file whole, and calls `step` after each that the manifest lists.
    """
    listed = sealed.manifest.files
    there = paths_in(place)
    found = [f"{path}: it is not in the manifest" for path in sorted(there - listed.keys() - {*VOUCHING})]
    for path, mark in sorted(listed.items()):
        if fault := _file_fault(place / path, mark):
            found.append(f"{path}: {fault}")
        step()
    found += _key_fault(place, sealed)
    return found or _database_faults(place)


def open_to_serve(place: Path, trusted: Ed25519PublicKey | None = None) -> Sealed:
    """The manifest of a snapshot whose signature is right, and whose database and index are as it says.

    Pictures are not looked at: hashing all of them would keep visitors waiting. Raises IntegrityFailure.
    """
    sealed = sealed_manifest(place, trusted)
    for path, mark in sealed.manifest.files.items():
        if path.startswith(_TRUSTED) and (fault := _file_fault(place / path, mark)):
            raise IntegrityFailure(fault, where=str(place / path), remedy="run `bohai verify`, or take it again")
    for path in sorted(paths_in(place / "index")):
        if f"index/{path}" not in sealed.manifest.files:
            raise IntegrityFailure(
                "it is not in the manifest", where=str(place / "index" / path), remedy="take the snapshot again"
            )
    return sealed


def _file_fault(file: Path, mark: Mark) -> str:
    """What is wrong with one file; "" if it is byte for byte what was published."""
    if file.is_symlink() or not file.is_file():
        return "it is missing" if not file.exists() else "it is no plain file"
    try:
        found = mark_of(file)
    except OSError as problem:
        return f"it cannot be read ({problem.strerror})"
    return "" if found == mark else "it is not what was published"


def _key_fault(place: Path, sealed: Sealed) -> Iterator[str]:
    try:
        beside = (place / KEY).read_text("ascii")
    except (OSError, UnicodeDecodeError):
        yield f"{KEY}: it cannot be read"
        return
    if beside != sealed.manifest.key:
        yield f"{KEY}: it is not the key that the manifest names"


def _database_faults(place: Path) -> list[str]:
    try:
        with ArchiveReader.open(DataFolder(place), immutable=True) as archive:
            return [f"archive.db: {fault}" for fault in archive.faults()]
    except BohaiError as problem:
        return [str(problem)]
