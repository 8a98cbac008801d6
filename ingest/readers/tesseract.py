"""Second reader: Tesseract through pytesseract, hundreds of lines in one call."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import cv2
import pytesseract

from archive.errors import BohaiError, MissingProgram
from ingest.readers.lines import LineReading
from ingest.rectify.light import Grey

_LANGUAGE = "chi_sim"
_AIR = 12
"""Pixels of white round each line; Tesseract reads nothing that touches the edge of a picture."""
_PACKAGES = "apt-get install tesseract-ocr tesseract-ocr-chi-sim"


class Tesseract:
    """Debian's Tesseract, on one processor core a call."""

    @cached_property
    def name(self) -> str:
        """The engine with its version, such as `tesseract/5.3.0`."""
        return f"tesseract/{_version()}"

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        """A reading for each picture, in order; pictures are uint8 (height, width), dark on white."""
        if not lines:
            return []
        _version()
        with tempfile.TemporaryDirectory(prefix="bohai-lines-") as folder:
            listing = Path(folder) / "lines.txt"
            names = []
            for number, line in enumerate(lines):
                name = Path(folder) / f"{number}.png"
                framed = cv2.copyMakeBorder(line, _AIR, _AIR, _AIR, _AIR, cv2.BORDER_CONSTANT, value=(255.0,))
                cv2.imwrite(str(name), framed, [cv2.IMWRITE_PNG_COMPRESSION, 1])
                names.append(str(name))
            listing.write_text("\n".join(names) + "\n", encoding="utf-8")
            return _readings(str(listing), len(lines))


def _version() -> str:
    try:
        version = str(pytesseract.get_tesseract_version())
        if _LANGUAGE not in pytesseract.get_languages():
            raise MissingProgram(f"Tesseract has no {_LANGUAGE} language data", remedy=_PACKAGES)
    except pytesseract.TesseractNotFoundError:
        raise MissingProgram("Tesseract, the second reader, is not installed", remedy=_PACKAGES) from None
    return version


def _readings(listing: str, count: int) -> list[LineReading]:
    before = os.environ.get("OMP_THREAD_LIMIT")
    os.environ["OMP_THREAD_LIMIT"] = "1"
    try:
        table = pytesseract.image_to_data(
            listing, lang=_LANGUAGE, config="--psm 7", output_type=pytesseract.Output.DICT
        )
    except pytesseract.TesseractError as error:
        raise BohaiError(f"Tesseract failed: {error.message}".strip(), remedy="run bohai ingest again") from error
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
