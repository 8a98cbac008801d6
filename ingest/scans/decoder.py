"""The child process that decodes: answers questions on standard input until it is closed.

    python -m ingest.scans.decoder

A question is a line of JSON: {"do": "count" or "decode", "path", "kind", "number"}. An answer is
the length of a JSON object in four bytes, the object, and as many bytes of pixels as its "bytes" says.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from archive.errors import BohaiError
from ingest.scans import documents, pictures, whole
from ingest.scans.kinds import Format
from ingest.scans.limits import MEMORY, refuse_too_many

DAMAGED = "copy the file again from where it came, save it again as PNG or TIFF, or scan it again"


def main() -> None:
    """Answers one question after another; ends when the parent closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    _limit_memory()
    answers, complaints = _silence()
    warnings.simplefilter("ignore")
    for question in sys.stdin.buffer:
        complaints.seek(0)
        complaints.truncate()
        answer, payload = _answer(json.loads(question), complaints)
        head = json.dumps(answer | {"bytes": len(payload)}).encode("ascii")
        try:
            answers.write(len(head).to_bytes(4, "big") + head)
            answers.write(payload)
            answers.flush()
        except BrokenPipeError:
            os._exit(0)  # the parent is gone, nobody is left to tell


def _answer(question: dict[str, Any], complaints: BinaryIO) -> tuple[dict[str, Any], bytes]:
    try:
        with Path(question["path"]).open("rb") as file:
            return _ROOMS[question["do"]](question, file, complaints)
    except BohaiError as fault:
        return {"error": fault.what, "remedy": fault.remedy}, b""
    except MemoryError:
        return {"error": "needs more memory than a page may take", "remedy": "save it again as PNG"}, b""
    except OSError as fault:
        reason = fault.strerror or str(fault)
        return {"error": f"cannot be read ({_brief(reason)})", "remedy": DAMAGED}, b""
    except Exception as fault:  # decoders raise anything on hostile bytes
        return {
            "error": f"cannot be decoded ({_brief(str(fault)) or type(fault).__name__})",
            "remedy": DAMAGED,
        }, b""


def _count(question: dict[str, Any], file: BinaryIO, _complaints: BinaryIO) -> tuple[dict[str, Any], bytes]:
    kind = Format(question["kind"])
    pages = documents.count(file) if kind is Format.PDF else pictures.count(file, kind)
    refuse_too_many(pages)
    return {"pages": pages}, b""


def _decode(question: dict[str, Any], file: BinaryIO, complaints: BinaryIO) -> tuple[dict[str, Any], bytes]:
    kind, number = Format(question["kind"]), question["number"]
    page = documents.decode(file, number) if kind is Format.PDF else pictures.decode(file, kind, number)
    if kind is Format.TIFF:
        complaints.seek(0)
        whole.refuse_complaints(complaints.read())
    return {"shape": page.pixels.shape, "orientation": page.orientation}, page.pixels.tobytes()


_Room = Callable[[dict[str, Any], BinaryIO, BinaryIO], tuple[dict[str, Any], bytes]]
_ROOMS: dict[str, _Room] = {"count": _count, "decode": _decode}


def _silence() -> tuple[BinaryIO, BinaryIO]:
    """Keeps the pipe for answers alone, and sends what C libraries print to a file that we can read."""
    answers = os.fdopen(os.dup(1), "wb")
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
    os.dup2(complaints.fileno(), 2)
    os.dup2(complaints.fileno(), 1)
    return answers, complaints


def _limit_memory() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    ceilings = [n for n in (soft, hard, MEMORY) if n != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(ceilings), hard))


def _brief(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= 120 else line[:117] + "…"


if __name__ == "__main__":
    main()
