"""What kiosks and replicas carry: all that the public may see, in one folder that is only ever read.

    archive.db      the public part of the database (`archive.store.published`)
    index/          the search index, made from it
    tiles/          the pictures of the pages
    kiosk/          what a kiosk's machine is set up with
    manifest.json   the list of all these files, with its signature beside it (`archive.manifest`)

A snapshot is made beside its place and put there whole, so that whoever reads finds the last one or the new.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from archive.errors import BohaiError, IntegrityFailure, UsageError
from archive.exchange import beside, put_in_place, restore_place
from archive.folder import DataFolder
from archive.manifest import KEY, MANIFEST, SIGNATURE, Manifest, Mark, is_snapshot, mark_of
from archive.pieces import hide_in_tiles
from archive.records import Box
from archive.signing import public_pem, signing_key
from archive.store import ArchiveReader, SheetKey, publish_database, refuse_snapshot

Make = Callable[[DataFolder], Any]
"""Makes something in a snapshot from what already stands there."""


def publish(
    folder: DataFolder, dest: Path, makers: Iterable[Make] = (), step: Callable[[], None] = lambda: None
) -> Manifest:
    """Write the public part of the archive of `folder` into the folder `dest`, in place of the last snapshot there.

    `makers` are called one after another with the snapshot, once its database and pictures stand; `step` after
    each page. The archive may be in use. Raises UsageError if something else than a snapshot is in `dest`, or a
    snapshot in `folder`, IntegrityFailure if the picture of a page is missing, BohaiError if it cannot be written.
    """
    refuse_snapshot(folder)
    key = signing_key(folder)
    with _place_beside(dest.absolute()) as place:
        copy = DataFolder(place)
        hidden = publish_database(folder, copy)
        files = _copy_pictures(folder, copy, hidden, step)
        for make in makers:
            make(copy)
        for path in sorted(paths_in(place) - files.keys()):
            files[path] = mark_of(place / path)
        pem = public_pem(key.public_key())
        manifest = _manifest(copy, files, pem)
        text = manifest.as_bytes()
        (place / MANIFEST).write_bytes(text)
        (place / SIGNATURE).write_bytes(key.sign(text))
        (place / KEY).write_bytes(pem)
        os.sync()  # one call for a hundred thousand pictures: what is put in place must outlast a power cut
    return manifest


def paths_in(place: Path) -> set[str]:
    """The paths of all that lies in a folder, at any depth, but for folders themselves; links are not followed."""
    return {
        (Path(above) / name).relative_to(place).as_posix()
        for above, folders, names in os.walk(place)
        for name in (*names, *(each for each in folders if (Path(above) / each).is_symlink()))
    }


@contextmanager
def _place_beside(dest: Path) -> Iterator[Path]:
    """An empty folder beside `dest` that takes its place when all went well."""
    part = beside(dest, "part")
    try:
        part.mkdir(exist_ok=True)
        with _alone(part, dest):
            try:
                restore_place(dest)
                _refuse_other(dest)
                _empty(part)
                yield part
                put_in_place(part, dest)
            finally:
                shutil.rmtree(part, ignore_errors=True)
    except OSError as problem:
        raise BohaiError(
            f"the snapshot cannot be written ({problem.strerror})",
            where=str(dest),
            remedy="see that its folder exists and has room",
        ) from problem


@contextmanager
def _alone(part: Path, dest: Path) -> Iterator[None]:
    """While this lasts nobody else publishes there; a process that ends, however it does, lets go."""
    handle = os.open(part, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise BohaiError("another bohai is publishing there", where=str(dest), remedy="wait for it") from problem
        yield
    finally:
        os.close(handle)


def _empty(place: Path) -> None:
    for path in place.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def _refuse_other(dest: Path) -> None:
    """Nothing but a snapshot is ever replaced by one."""
    if dest.is_symlink() or (dest.exists() and not dest.is_dir()):
        raise UsageError("there is something else by that name", where=str(dest), remedy="name another folder")
    if dest.exists() and any(dest.iterdir()) and not is_snapshot(dest):
        raise UsageError(
            "this folder holds something else than a snapshot, and is left as it is",
            where=str(dest),
            remedy="name a new or empty folder, or a snapshot",
        )


def _copy_pictures(
    folder: DataFolder, copy: DataFolder, hidden: Mapping[SheetKey, Sequence[Box]], step: Callable[[], None]
) -> dict[str, Mark]:
    """Copy the tiles of every page of the snapshot, what is `hidden` painted over; what each is known by."""
    files: dict[str, Mark] = {}
    with ArchiveReader.open(copy) as archive:
        pages = archive.pages_read()
    for sha256, number in pages:
        source, target = folder.tiles(sha256, number), copy.tiles(sha256, number)
        tiles = sorted(source.iterdir()) if source.is_dir() else []
        if not tiles:
            raise IntegrityFailure(
                f"the picture of page {number} is missing, so there is no snapshot",
                where=str(source),
                remedy="make it again from the original: bohai ingest --reread",
            )
        target.mkdir(parents=True)
        for tile in tiles:
            shutil.copyfile(tile, target / tile.name)
        if regions := hidden.get((sha256, number)):
            hide_in_tiles(copy, sha256, number, regions)
        for kept in sorted(target.iterdir()):
            files[kept.relative_to(copy.root).as_posix()] = mark_of(kept)
        step()
    return files


def _manifest(copy: DataFolder, files: dict[str, Mark], pem: bytes) -> Manifest:
    with ArchiveReader.open(copy) as archive:
        counts, generation = archive.counts(), archive.generation()
    return Manifest(
        published=datetime.now(UTC).isoformat(timespec="seconds"),
        program=_program(),
        generation=generation,
        holds={
            "persons": counts.persons,
            "entries": counts.entries,
            "pages": counts.pages_read,
            "rosters": counts.rosters,
        },
        key=pem.decode(),
        files=files,
    )


def _program() -> str:
    try:
        return f"bohai {metadata.version('bohai')}"
    except metadata.PackageNotFoundError:
        return "bohai, run from its sources"
