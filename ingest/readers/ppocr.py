"""First reader: the PP-OCR recogniser that ships in the rapidocr wheel, asked for its second thoughts too.

The wheel's own wrapper gives a text and one score. Doubt needs more: for each character its score, the
runner-up and its place, so the network is run here and its output decoded here.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, cached_property
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from archive.errors import MissingProgram
from ingest.pages import Glyph
from ingest.readers.lines import LineReading
from ingest.rectify.light import Grey
from ingest.rectify.shades import Shades

_MODEL = "PP-OCRv6_rec_small.onnx"
_HEIGHT = 48
"""Pixels; the network was trained on lines of this height."""
_ROUND = 32
"""Widths are rounded up to this many pixels, so that lines of like length share a batch."""
_AIR = 0.16
"""Line heights of paper put round a line: with it the network reads rare characters better."""
_BATCH_WIDTH = 1024
"""Pixels of line per run of the network: more is no faster, takes more memory, and leaves cores idle at the end."""


class PpOcr:
    """The recogniser on `threads` processor cores; the same lines give the same readings on any number of them."""

    def __init__(self, threads: int = 1) -> None:
        self._session, self._alphabet = _load()
        self._threads = threads

    @cached_property
    def name(self) -> str:
        """The network with the version of the wheel that carries it."""
        return f"{Path(_MODEL).stem}/{version('rapidocr')}"

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        """A reading for each picture, in order; pictures are uint8 (height, width), dark on white."""
        inputs = [_as_input(line) for line in lines]
        by_width: dict[int, list[int]] = {}
        for index, (picture, _) in enumerate(inputs):
            by_width.setdefault(picture.shape[1], []).append(index)
        batches = [
            indices[start : start + size]
            for width, indices in sorted(by_width.items(), reverse=True)
            for size in [max(1, _BATCH_WIDTH // width)]
            for start in range(0, len(indices), size)
        ]

        def decoded(batch: list[int]) -> list[LineReading]:
            scores = self._run(np.stack([inputs[i][0] for i in batch]))
            return [_decoded(steps, self._alphabet, inputs[i][1]) for i, steps in zip(batch, scores, strict=True)]

        with ThreadPoolExecutor(self._threads) as threads:
            found = dict(
                pair
                for batch, read in zip(batches, threads.map(decoded, batches), strict=True)
                for pair in zip(batch, read, strict=True)
            )
        return [found[index] for index in range(len(lines))]

    def _run(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores (lines, steps, characters) of a batch (lines, height, width)."""
        tensor = np.repeat(batch[:, None], 3, axis=1)
        return np.asarray(self._session.run(None, {self._session.get_inputs()[0].name: tensor})[0])


@cache
def _load() -> tuple[onnxruntime.InferenceSession, list[str]]:
    """The network, once a process, on one thread so that its sums never change, and its alphabet."""
    path = files("rapidocr") / "models" / _MODEL
    if not path.is_file():
        raise MissingProgram(
            f"the model {_MODEL} is not in the installed rapidocr",
            remedy="pip install --force-reinstall rapidocr",
        )
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Its last product, with all characters of the alphabet, is the slower for being joined with a transposition.
    session = onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=["MatmulTransposeFusion"]
    )
    characters = session.get_modelmeta().custom_metadata_map["character"].splitlines()
    return session, ["", *characters, " "]


def _as_input(line: Grey) -> tuple[NDArray[np.float32], tuple[float, float]]:
    """The line with air round it at the network's height, −1 black to 1 white, white to the right up to a round width.

    Also where the line itself starts and ends in that picture, as fractions of its width.
    """
    air, paper = round(_AIR * line.shape[0]), Shades.of(line).median
    framed = cv2.copyMakeBorder(line, air, air, air, air, cv2.BORDER_CONSTANT, value=(paper,))
    height, width = framed.shape
    scaled = max(1, round(width * _HEIGHT / height))
    shrink = height > _HEIGHT
    resized = cv2.resize(framed, (scaled, _HEIGHT), interpolation=cv2.INTER_AREA if shrink else cv2.INTER_CUBIC)
    padded = np.full((_HEIGHT, -(-scaled // _ROUND) * _ROUND), 255, np.uint8)
    padded[:, :scaled] = resized
    share = scaled / padded.shape[1] / width
    return padded.astype(np.float32) / 127.5 - 1, (air * share, (width - air) * share)


def _decoded(steps: NDArray[np.float32], alphabet: list[str], place: tuple[float, float]) -> LineReading:
    """Characters from the scores of each step, (steps, characters): best path of CTC (Graves et al., 2006).

    A character's score is its best over the steps it holds; its runner-up is the next character there.
    `place` is where the line starts and ends, as fractions of the steps.
    """
    best = steps.argmax(axis=1)
    begins, ends = place
    glyphs = []
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start]:
            held = steps[start:end]
            peak = held[int(held[:, best[start]].argmax())]
            other = _runner_up(peak, int(best[start]))
            glyphs.append(
                Glyph(
                    char=alphabet[best[start]],
                    score=round(float(peak[best[start]]), 4),
                    other=alphabet[other],
                    other_score=round(float(peak[other]), 4),
                    at=round(((start + end) / 2 / len(best) - begins) / (ends - begins), 4),
                )
            )
        start = end
    return LineReading("".join(g.char for g in glyphs), min((g.score for g in glyphs), default=0.0), tuple(glyphs))


def _runner_up(scores: NDArray[np.float32], best: int) -> int:
    others = scores.copy()
    others[best] = -1
    return int(others.argmax())
