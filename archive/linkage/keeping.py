"""The proposals of one archive, kept beside it: derived, made again when the archive or this package has changed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, TextIO

from archive.authority.local import using
from archive.folder import DataFolder
from archive.linkage.claims import Lore
from archive.linkage.proposals import Proposal, proposals
from archive.store import ArchiveReader, refuse_snapshot
from archive.store.authority import local_lines
from archive.writing import write_whole

_FORM: Final = 1
"""Raise it when proposals are found otherwise, or written otherwise."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was proposed, the likeliest first, and of which generation of the archive."""

    generation: int
    found: tuple[Proposal, ...]


NOTHING: Final = Kept(-1, ())
"""Where proposals were never made, or by another version of the program."""


def refresh(folder: DataFolder, lore: Lore, *, rebuild: bool = False) -> bool:
    """Make the proposals of an archive again where it has changed; says whether they had to be made."""
    refuse_snapshot(folder)
    with ArchiveReader.open(folder) as archive:
        # Asked before the entries: what changes meanwhile makes the proposals old, never wrong.
        generation = archive.generation()
        if not rebuild and read(folder).generation == generation:
            return False
        with archive.asking() as ask:
            authority = local_lines(ask)
        with using(authority):
            found = proposals(archive.entries(), lore)
    kept = Kept(generation, tuple(found))
    write_whole(folder.proposals, "list of proposals", lambda stream: _write(kept, stream))
    return True


def read(folder: DataFolder) -> Kept:
    """The proposals that are kept; NOTHING where there are none that this program understands."""
    try:
        stat = folder.proposals.stat()
    except FileNotFoundError:
        return NOTHING
    return _read(folder.proposals, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int, _size: int) -> Kept:
    try:
        head, *lines = path.read_text("utf-8").splitlines()
        stamp = json.loads(head)
        if stamp["form"] != _FORM:
            return NOTHING
        return Kept(stamp["generation"], tuple(Proposal(**json.loads(line)) for line in lines))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return NOTHING


def _write(kept: Kept, stream: TextIO) -> None:
    stream.write(json.dumps({"form": _FORM, "generation": kept.generation}) + "\n")
    for one in kept.found:
        stream.write(json.dumps(asdict(one)) + "\n")
