"""What one worker does with one page: from the archived file to a transcript, and nothing else.

A worker touches no database. It is given plain values, writes only derived pictures (tiles,
overlays), and gives back a transcript or the reason why there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from archive.errors import InputError
from archive.folder import DataFolder
from ingest import tiles
from ingest.carry import Context
from ingest.pages import PageImage, Transcript
from ingest.scans import decode


@dataclass(frozen=True, slots=True)
class Stages:
    """The steps of reading a page, by dotted name, so that they can be sent to another process."""

    read: str = "ingest.pipeline:read_page"
    interpret: str = "ingest.interpret:interpret"
    overlay: str = "ingest.overlay:draw"


@dataclass(frozen=True, slots=True)
class PageTask:
    """One page to read.

    `name` is the scan's name, `context` what its roster says, `overlay` the folder for a picture of
    what the machine saw, and `afresh` says that derived pictures are to be made again.
    """

    id: int
    folder: DataFolder
    sha256: str
    name: str
    number: int
    stages: Stages
    context: Context
    overlay: Path | None
    afresh: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that cannot be read, with the reason in words."""

    reason: str


def read(task: PageTask) -> Transcript | Unread:
    """Read the page of `task`; raises MissingProgram if something the readers need is not there."""
    try:
        page = decode(task.folder.original(task.sha256), task.number)
        if task.afresh or not task.folder.tiles(task.sha256, task.number).exists():
            tiles.store(task.folder, task.sha256, task.number, tiles.cut(page.pixels))
        transcript: Transcript = named(task.stages.read)(page)
        if task.overlay is not None:
            _draw(task, task.overlay, page, transcript)
    except InputError as problem:
        # Its place is told beside it, and is the scan's own name and not that of its original.
        return Unread(f"{problem.what}; {problem.remedy}" if problem.remedy else problem.what)
    except OSError as problem:
        return Unread(f"its pictures cannot be written ({problem.strerror}); see that the disk has room")
    return transcript


def named(dotted: str) -> Any:
    """The object of a dotted name, "package.module:object"."""
    module, _, name = dotted.partition(":")
    return getattr(import_module(module), name)


def _draw(task: PageTask, folder: Path, page: PageImage, transcript: Transcript) -> None:
    record = named(task.stages.interpret)(transcript, task.context).record
    picture = named(task.stages.overlay)(page, transcript, record)
    place = folder / f"{task.name}.{task.number}.jpg"
    place.parent.mkdir(parents=True, exist_ok=True)
    picture.convert("RGB").save(place, quality=85)
