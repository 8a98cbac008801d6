"""The child process that decodes, seen from the parent: one for each process, started when needed.

Files come from anywhere, and decoders are written in C. In a process of its own a decoder can be
given a deadline and a memory limit, may crash, and may print what it likes; here all that becomes
one InputError. pdfium, which is not thread-safe, has the process to itself.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any, Final

import numpy as np

from archive.errors import InputError
from ingest.pages import PageImage
from ingest.scans.kinds import Format
from ingest.scans.limits import SECONDS

_HOUSE: Final = Path(__file__).resolve().parents[2]


def count_pages(path: Path, kind: Format, where: str) -> int:
    """How many pages the file holds, at least 1; raises InputError."""
    pages: int = _helper.ask({"do": "count", "path": _absolute(path), "kind": kind}, where)[0]["pages"]
    return pages


def decode(path: Path, kind: Format, number: int, where: str) -> PageImage:
    """The pixels of one page; raises InputError."""
    answer, pixels = _helper.ask({"do": "decode", "path": _absolute(path), "kind": kind, "number": number}, where)
    return PageImage(number, np.frombuffer(pixels, np.uint8).reshape(answer["shape"]), answer["orientation"])


def _absolute(path: Path) -> str:
    # The child keeps the folder it was started in. JSON carries foreign bytes as lone surrogates.
    return str(path.absolute())


class Helper:
    """A child process and the pipes to it. One question at a time; a child that fails is replaced."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, question: dict[str, Any], where: str) -> tuple[dict[str, Any], bytearray]:
        """The child's answer and the bytes that follow it; raises InputError at `where`."""
        with self._lock:
            answer, payload = self._exchange(question, where)
        if "error" in answer:
            raise InputError(answer["error"], where=where, remedy=answer["remedy"])
        return answer, payload

    def close(self) -> None:
        """Ends the child, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        process.wait()

    def forget(self) -> None:
        """In a forked process: the child belongs to the parent, so let go of it without ending it."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()
        process.returncode = 0  # else Popen warns that its child still runs

    def _exchange(self, question: dict[str, Any], where: str) -> tuple[dict[str, Any], bytearray]:
        late = threading.Event()
        try:
            process = self._process = self._process or _start()
            timer = threading.Timer(self._seconds, _give_up, (process, late))
            timer.daemon = True
            timer.start()
            try:
                return _converse(process, question)
            finally:
                timer.cancel()
        except (OSError, EOFError, ValueError):
            self.close()
            if late.is_set():
                what = f"takes longer than {self._seconds:.0f} s to decode"
            else:
                what = "breaks the decoder or needs more memory than a page may take"
            raise InputError(what, where=where, remedy="save it again as PNG, or scan it again") from None
        except BaseException:
            self.close()  # interrupted half-way: the next answer would belong to this question
            raise


def _start() -> subprocess.Popen[bytes]:
    inherited = os.environ.get("PYTHONPATH", "")
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, (str(_HOUSE), inherited))),
        # Each thread of OpenBLAS reserves address space, which is limited.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.Popen(  # our own interpreter and our own module
        [sys.executable, "-m", "ingest.scans.decoder"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        env=environment,
    )


def _converse(process: subprocess.Popen[bytes], question: dict[str, Any]) -> tuple[dict[str, Any], bytearray]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    _write(process.stdin, json.dumps(question).encode("ascii") + b"\n")
    length = int.from_bytes(_read(process.stdout, 4), "big")
    answer: dict[str, Any] = json.loads(_read(process.stdout, length))
    return answer, _read(process.stdout, answer.get("bytes", 0))


def _write(pipe: IO[bytes], data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[pipe.write(view) :]


def _read(pipe: IO[bytes], length: int) -> bytearray:
    data = bytearray(length)
    view = memoryview(data)
    while view:
        got = pipe.readinto(view)  # type: ignore[attr-defined]  # an unbuffered pipe is a FileIO
        if not got:
            raise EOFError
        view = view[got:]
    return data


def _give_up(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    with contextlib.suppress(OSError):
        process.kill()


_helper = Helper()
atexit.register(_helper.close)
os.register_at_fork(after_in_child=_helper.forget)
