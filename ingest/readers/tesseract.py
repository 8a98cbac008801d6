"""Second reader: Tesseract through pytesseract, hundreds of lines in one call."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import cv2
import pytesseract

from archive.errors import BohaiError, MissingProgram
from ingest.readers.lines import LineReading
from ingest.rectify.light import Grey

SIMPLIFIED = "chi_sim"
TRADITIONAL = "chi_tra"
_PACKAGES = {
    SIMPLIFIED: "apt-get install tesseract-ocr tesseract-ocr-chi-sim",
    TRADITIONAL: "apt-get install tesseract-ocr tesseract-ocr-chi-tra",
}
_AIR = 12
"""Pixels of white round each line; Tesseract reads nothing that touches the edge of a picture."""
_BROKE_DOWN = tuple(-number for number in (signal.SIGFPE, signal.SIGSEGV, signal.SIGABRT))
"""How the program ends where a picture is too much for it."""


class Tesseract:
    """Debian's Tesseract with the data of one language, on one processor core a call."""

    def __init__(self, language: str = SIMPLIFIED) -> None:
        self._language = language

    @cached_property
    def name(self) -> str:
        """The engine with its version and, unless it is the usual one, its language: `tesseract-chi_tra/5.3.0`."""
        language = "" if self._language == SIMPLIFIED else f"-{self._language}"
        return f"tesseract{language}/{_version(self._language)}"

    @cached_property
    def _data(self) -> str:
        """The language, once it is known that the program is there with its data, which takes a while to ask."""
        _version(self._language)
        return self._language

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        """A reading for each picture, in order; pictures are uint8 (height, width), dark on white."""
        if not lines:
            return []
        data = self._data
        with tempfile.TemporaryDirectory(prefix="bohai-lines-") as folder:
            names = []
            for number, line in enumerate(lines):
                name = Path(folder) / f"{number}.png"
                framed = cv2.copyMakeBorder(line, _AIR, _AIR, _AIR, _AIR, cv2.BORDER_CONSTANT, value=(255.0,))
                cv2.imwrite(str(name), framed, [cv2.IMWRITE_PNG_COMPRESSION, 1])
                names.append(str(name))
            return _of_pictures(names, data, Path(folder) / "lines.txt")


def is_installed(language: str) -> bool:
    """Whether Tesseract is there with the data of a language."""
    try:
        return language in pytesseract.get_languages()
    except pytesseract.TesseractNotFoundError:
        return False


def _version(language: str) -> str:
    packages = _PACKAGES[language]
    try:
        version = str(pytesseract.get_tesseract_version())
        if language not in pytesseract.get_languages():
            raise MissingProgram(f"Tesseract has no {language} language data", remedy=packages)
    except pytesseract.TesseractNotFoundError:
        raise MissingProgram("Tesseract, the second reader, is not installed", remedy=packages) from None
    return version


def _of_pictures(names: list[str], language: str, listing: Path) -> list[LineReading]:
    """The readings of pictures by their names; a picture on which the program breaks down has none.

    It divides by zero on some smudges, and all lines of a call are lost then; halves of the list find the one.
    """
    listing.write_text("\n".join(names) + "\n", encoding="utf-8")
    try:
        return _readings(str(listing), len(names), language)
    except pytesseract.TesseractError as error:
        if error.status not in _BROKE_DOWN:
            raise BohaiError(f"Tesseract failed: {error.message}".strip(), remedy="run bohai ingest again") from error
    if len(names) == 1:
        return [LineReading("", 0.0)]
    half = len(names) // 2
    return [reading for part in (names[:half], names[half:]) for reading in _of_pictures(part, language, listing)]


def _readings(listing: str, count: int, language: str) -> list[LineReading]:
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        table = pytesseract.image_to_data(listing, lang=language, config="--psm 7", output_type=pytesseract.Output.DICT)
    finally:
        if before is None:
            del os.environ["OMP_THREAD_LIMIT"]
        else:
            os.environ["OMP_THREAD_LIMIT"] = before
    words: list[list[tuple[str, float]]] = [[] for _ in range(count)]
    for page, text, confidence in zip(table["page_num"], table["text"], table["conf"], strict=True):
        if str(text).strip():
            words[int(page) - 1].append((str(text).strip(), float(confidence) / 100))
    return [LineReading("".join(text for text, _ in line), min((c for _, c in line), default=0.0)) for line in words]
