"""Readers and interpreters that fail on purpose: the grey of a page's first pixel says how.

They stand where the real ones stand, named by `STAGES`, in processes of their own.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from enum import IntEnum
from pathlib import Path

from PIL import Image

from archive.errors import InputError, MissingProgram
from archive.folder import DataFolder
from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord, Reading, Status, Vote
from ingest.carry import Context
from ingest.interpret import Interpretation
from ingest.pages import CellText, PageImage, TextLine, Transcript
from ingest.worker import Stages

STAGES = Stages(read=f"{__name__}:read_page", interpret=f"{__name__}:interpret", overlay=f"{__name__}:draw")
BOX = Box(1.0, 2.0, 30.5, 4.0)


class Page(IntEnum):
    """What a page does to whoever reads it."""

    FINE = 200
    SLOW = 201
    CONTINUES = 202
    UNREADABLE = 203
    CRASHES = 204
    NOT_INSTALLED = 205
    BREAKS = 206
    NOT_UNDERSTOOD = 207
    IMPOSSIBLE = 208
    """Gives a record that the archive does not take."""
    BLANK = 209
    """Is read without trouble, and nobody is on it."""


def scan(path: Path, kind: Page = Page.FINE, mark: int = 0) -> Path:
    """Write a scan of one page; scans of another `mark` have another content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.new("L", (40, 30), kind)
    picture.putpixel((39, 29), mark)
    picture.save(path)
    return path


def book(path: Path, kinds: list[Page]) -> Path:
    """Write a TIFF with a page of each of `kinds`."""
    pages = [Image.new("L", (40 + number, 30), kind) for number, kind in enumerate(kinds)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    return path


def read_page(page: PageImage) -> Transcript:
    kind = int(page.pixels[0, 0])
    if kind == Page.SLOW:
        time.sleep(0.2)
    if kind == Page.UNREADABLE:
        raise InputError("nothing is printed on it", remedy="scan the other side")
    if kind == Page.CRASHES:
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == Page.NOT_INSTALLED:
        raise MissingProgram("there is no tesseract", remedy="apt install tesseract-ocr")
    if kind == Page.BREAKS:
        raise ZeroDivisionError("a fault of the program")
    height, width = page.pixels.shape[:2]
    words = [str(kind), f"{page.pixels[-1, -1]} of {width}"]
    outside = tuple(TextLine(BOX, CellText(text, 0.9)) for text in words)
    return Transcript(page.number, width, height, 0, "fake", (), outside, "fake 1")


def interpret(transcript: Transcript, context: Context) -> Interpretation:
    """One entry, named after the page, whose place shows what came from outside it."""
    kind, words = (line.text.text for line in transcript.outside)
    if int(kind) == Page.NOT_UNDERSTOOD:
        raise KeyError("no such heading")
    if int(kind) == Page.BLANK:
        size = transcript.width, transcript.height
        return Interpretation(PageRecord(transcript.number, *size, 0, "fake", "", (), Ledger(())), None, False)
    continues = int(kind) == Page.CONTINUES
    place = f"{context.default_place}{context.county}{context.carry}" if continues else context.county
    confidence = 2.0 if int(kind) == Page.IMPOSSIBLE else 0.9
    readings = (
        Reading("name", "姓名", words, words, confidence, Status.ACCEPTED, BOX, (Vote("fake", words, 0.9),)),
        Reading("native_place", "籍贯", "", place, 1.0, Status.FLAGGED, None, (), ("readers differ",)),
    )
    lines = (Line(LineKind.ENTRY, words, BOX, 1), Line(LineKind.FURNITURE, "1", None))
    ledger = Ledger(lines, ("the total is missing",) if continues else ())
    record = PageRecord(
        transcript.number,
        transcript.width,
        transcript.height,
        0,
        transcript.kind,
        "英名录",
        (Entry(1, BOX, readings),),
        ledger,
    )
    carry = f"{context.carry} > {words}" if continues else words
    return Interpretation(record, carry, continues)  # type: ignore[arg-type]  # a carry only the fake reads


def draw(page: PageImage, transcript: Transcript, record: PageRecord) -> Image.Image:
    return Image.new("RGB", (page.pixels.shape[1], len(record.entries)))


def refuse(page: PageImage) -> Transcript:
    raise InputError("it is dark today")


if __name__ == "__main__":
    # A run of its own, for tests to kill: data folder, scans, and what its readers are.
    from concurrent.futures import ThreadPoolExecutor

    from ingest.batch import Wishes, ingest
    from ingest.crew import Crew

    data, scans, readers = sys.argv[1:]
    stages = Stages(read="tests.ingest.faults:read_page", interpret="tests.ingest.faults:interpret")
    crew = Crew(lambda: ThreadPoolExecutor(2), 2) if readers == "threads" else Crew.of_processes(2)
    ingest(DataFolder(Path(data)), [Path(scans)], Wishes(stages=stages), crew)
