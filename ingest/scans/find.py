"""Which files of a folder are scans.

Within a folder, at any depth and through links to folders:

- hidden files and folders (a leading dot) are passed over;
- a file is taken if its name ends like a picture or PDF, or if its first bytes are those of a scan
  format. What is taken and cannot be read is reported by `inspect`, never passed over;
- everything else beside the scans (roster.toml, truth.json, notes.txt, Thumbs.db) is a side file and
  is passed over in silence.

A file given directly is always taken. So is a path that does not exist, a folder that cannot be
opened and a folder without scans: `inspect` says what is wrong with it, and the rest is done.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.scans.kinds import HEAD_LENGTH, OTHER_PICTURE_SUFFIXES, SCAN_SUFFIXES, Format, scan_format


@dataclass(frozen=True, slots=True)
class Found:
    """A file to look at. `name` is its POSIX path relative to the folder given, or its file name.

    `name` is printable Unicode whatever bytes the file system holds; `path` opens the file.
    """

    path: Path
    name: str


def find(paths: Iterable[Path]) -> list[Found]:
    """The scans under `paths`, sorted by name (then path), each path once. Never raises for bad input."""
    found: dict[str, Found] = {}
    for given in paths:
        for one in _under(given):
            found.setdefault(os.path.abspath(one.path), one)  # noqa: PTH100 - resolve() would follow links
    return sorted(found.values(), key=lambda one: (one.name, os.fsencode(one.path)))


def printable(words: str | os.PathLike[str]) -> str:
    """A path as one printable line: foreign bytes and control characters are escaped."""
    text = os.fsencode(words).decode("utf-8", "backslashreplace")
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text
    )


def _under(given: Path) -> Iterator[Found]:
    if not given.is_dir():
        yield Found(given, printable(given.name or str(given)))
        return
    empty = True
    for path in _walk(given):
        empty = False
        yield Found(path, printable(path.relative_to(given).as_posix()) if path != given else printable(given))
    if empty:
        yield Found(given, printable(given))


def _walk(root: Path) -> Iterator[Path]:
    """Scans below `root`. Real folders come before linked ones, so that a link never names their files."""
    seen: set[tuple[int, int]] = set()
    waiting = deque([root])
    links: deque[Path] = deque()
    while waiting or links:
        folder = waiting.popleft() if waiting else links.popleft()
        try:
            about = folder.stat()
            if (about.st_dev, about.st_ino) in seen:
                continue
            seen.add((about.st_dev, about.st_ino))
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: os.fsencode(entry.name))
        except OSError:
            yield folder
            continue
        for entry in entries:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if path.is_dir():
                (links if entry.is_symlink() else waiting).append(path)
            elif _looks_like_scan(path):
                yield path


def _looks_like_scan(path: Path) -> bool:
    suffix = path.suffix.lower()
    if suffix in SCAN_SUFFIXES or suffix in OTHER_PICTURE_SUFFIXES:
        return True
    try:
        # A pipe would wait for a writer for ever; only a plain file is opened to look inside.
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            head = file.read(HEAD_LENGTH)
    except OSError:
        return False
    # Prose may speak of %PDF-; without the name to say so, a PDF has to begin with it.
    kind = scan_format(head)
    return kind is not None and (kind is not Format.PDF or head.startswith(b"%PDF-"))
