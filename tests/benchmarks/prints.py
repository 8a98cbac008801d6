"""Derive what characters look like in print (`ingest/readers/prints.npz`), and show how well it tells them apart.

    python -m tests.benchmarks.prints [--write]

Characters of several typefaces (of `tests.rendering`, all under the SIL Open Font License or the Arphic Public
License) are printed between others, damaged as pages are, and cut out as the reader cuts them. Told by the
slopes of their ink, they are projected to where the examples of one character lie close together and different
characters far apart (linear discriminant analysis: Fisher, 1936; Rao, 1948); kept are the middle of each
character's examples and the projection. A dozen faces of `tests.rendering` are kept out, so that pages set in
them show how well it does on type it has not seen.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from ingest.pages import Glyph
from ingest.readers.cutting import FEATURES, Floats, cut, framed, slopes
from ingest.readers.prints import DATA, closest
from tests.rendering.damage.surface import as_grey, expose, fade
from tests.rendering.dice import Dice
from tests.rendering.sheet import BASELINE
from tests.rendering.strengths import STRENGTHS
from tests.rendering.typefaces import FACES, SIMPLIFIED, TRADITIONAL, Typeface
from tests.rendering.words.characters import traditional

TAUGHT: Final = {
    SIMPLIFIED: (
        "Noto Serif CJK SC Light", "Noto Serif CJK SC Regular", "Noto Serif CJK SC SemiBold",
        "Noto Sans CJK SC Regular", "AR PL UMing CN", "AR PL UKai CN",
    ),
    TRADITIONAL: (
        "Noto Serif CJK TC Light", "Noto Serif CJK TC Regular", "Noto Serif CJK TC SemiBold",
        "Noto Sans CJK TC Regular", "AR PL UMing TW", "AR PL UKai TW", "TW-Kai", "TW-Sung",
    ),
}  # fmt: skip
"""The faces by whose characters it is learnt; the others show what was learnt."""
SEED: Final = 1
EXAMPLES: Final = 2
"""Examples of each character in each face."""
DIMENSIONS: Final = 144
_RIDGE: Final = 0.05
"""Share of their mean spread that all directions are given beside their own."""
_SLACK: Final = 0.05
"""How far the reader's middle of a character lies from where it is, in character heights, one standard deviation."""


def main() -> int:
    """Derive and keep the table if asked, then try it on the faces that were kept out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        write(*learnt())
    for script, faces in FACES.items():
        for face in faces:
            if face.name not in TAUGHT[script]:
                number, told = examples((script, face, 1))
                right = [chars()[place] == near[0] for place, (near, _) in zip(number, closest(told, 1), strict=True)]
                print(f"{face.name}: {np.mean(right):.2%} of {len(right)} characters")
    return 0


@cache
def chars(script: str = "") -> tuple[str, ...]:
    """The characters that are learnt of a script, or of both: GB 2312, and its older forms and Big5's first level."""
    simple = [
        char for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) if (char := _decoded(row, cell, "gb2312"))
    ]
    if script == SIMPLIFIED:
        return tuple(simple)
    big5 = [
        char
        for row in range(0xA4, 0xC7)
        for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
        if (char := _decoded(row, cell, "big5")) and "\u4e00" <= char <= "\u9fff"
    ]
    old = sorted({*big5, *map(traditional, simple)})
    return tuple(old) if script == TRADITIONAL else tuple(sorted({*simple, *old}))


def _decoded(row: int, cell: int, code: str) -> str:
    return bytes((row, cell)).decode(code, errors="ignore")


def examples(order: tuple[str, Typeface, int]) -> tuple[NDArray[np.int64], Floats]:
    """What `times` examples of each character of a script in one face look like: their numbers, and their rows."""
    script, face, times = order
    cv2.setNumThreads(1)
    dice = Dice.of(SEED, face.name, times)
    places = {char: place for place, char in enumerate(chars())}
    have = [char for char in chars(script) if face.has(char)]
    found = [
        (places[char], picture)
        for char in have
        for _ in range(times)
        if (picture := _example(dice, face, char, have)) is not None
    ]
    pictures = np.stack([picture for _, picture in found])
    told = np.concatenate([slopes(part) for part in np.array_split(pictures, -(-len(pictures) // 500))])
    return np.array([place for place, _ in found]), told.astype(np.float16)


def _example(dice: Dice, face: Typeface, char: str, others: Sequence[str]) -> Floats | None:
    """One character, printed between others, damaged, and cut out."""
    strength = STRENGTHS[dice.pick(list(STRENGTHS))]
    dpi = dice.between(strength.dpi)
    size = round(dice.between((8.8, 11.0)) * dpi / 72)
    stretch = dice.weighed({1.0: 6, 0.92: 1, 0.85: 1, 1.08: 0.7})
    pitch = size * (1 + dice.pick((0, 0, 0, 0.04, 0.1, 0.3))) * stretch
    width, height = round(2.7 * size), round(1.4 * size)
    wide = round(width / stretch)
    line = Image.new("L", (wide, height), 0)
    for place in (-1, 0, 1):
        if place and dice.chance(0.25):
            continue
        text = dice.pick(others) if place else char
        left = (wide - size) / 2 + place * pitch / stretch
        ImageDraw.Draw(line).text((left, size * (BASELINE + 0.2)), text, fill=255, font=face.at(size), anchor="ls")
    lean = [dice.gauss(0, 0.012) for _ in range(2)]
    held = np.array(
        [
            [width / wide, lean[0], dice.random() - lean[0] * height / 2],
            [lean[1], 1, dice.random() - lean[1] * wide / 2],
        ]
    )
    ink = as_grey(cv2.warpAffine(np.asarray(line, np.float32) / 255, held, (width, height), flags=cv2.INTER_LINEAR))
    ink *= 1 - dice.between(strength.ink) / 255
    seen = expose(dice, strength, as_grey(1 - fade(dice, strength, ink)), dpi)
    _, packed = cv2.imencode(".jpg", seen, [cv2.IMWRITE_JPEG_QUALITY, dice.count(strength.quality)])
    seen = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    middle = width / 2 + dice.gauss(0, _SLACK) * size
    glyphs = [Glyph("", 1.0, "", 0.0, (middle + place * pitch) / width) for place in (-1, 0, 1)]
    return framed(cut(seen, glyphs, size, lies=False)[1])


def learnt() -> tuple[Floats, Floats, Floats]:
    """The middle of all examples, the projection (FEATURES, DIMENSIONS), and the projected middle of each character."""
    orders = [(script, face, EXAMPLES) for script in FACES for face in FACES[script] if face.name in TAUGHT[script]]
    with Pool() as workers:
        parts = list(workers.imap(examples, orders))
    count = np.zeros(len(chars()))
    sums = np.zeros((len(chars()), FEATURES))
    for numbers, told in parts:
        np.add.at(count, numbers, 1)
        np.add.at(sums, numbers, told)
    means = (sums / np.maximum(count, 1)[:, None]).astype(np.float32)
    within = sum((_spread(told - means[numbers]) for numbers, told in _slices(parts)), np.zeros((FEATURES, FEATURES)))
    within /= count.sum()
    within += _RIDGE * np.trace(within) / FEATURES * np.eye(FEATURES)
    middle = means.mean(axis=0)
    inverse = np.linalg.inv(np.linalg.cholesky(within))
    _, directions = np.linalg.eigh(inverse @ _spread(means - middle) @ inverse.T)
    projection = (inverse.T @ directions[:, ::-1][:, :DIMENSIONS]).astype(np.float32)
    return middle, projection, (means - middle) @ projection


def _slices(parts: Sequence[tuple[NDArray[np.int64], Floats]]) -> Iterator[tuple[NDArray[np.int64], Floats]]:
    for numbers, told in parts:
        for start in range(0, len(numbers), 5000):
            yield numbers[start : start + 5000], told[start : start + 5000].astype(np.float32)


def _spread(rows: Floats) -> NDArray[np.float64]:
    return np.asarray(rows.T @ rows, np.float64)


def write(middle: Floats, projection: Floats, rows: Floats) -> None:
    """Keep the table where `ingest.readers.prints` looks for it."""
    step = np.float32(np.abs(rows).max() / 127)
    np.savez_compressed(
        Path(__file__).parents[2] / "ingest" / "readers" / DATA,
        characters=np.array("".join(chars())),
        middle=middle.astype(np.float16),
        projection=projection.astype(np.float32),
        rows=np.round(rows / step).astype(np.int8),
        step=step,
    )


if __name__ == "__main__":
    sys.exit(main())
