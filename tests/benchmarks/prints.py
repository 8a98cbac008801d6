"""Derive what characters look like in print (`ingest/readers/prints.npz`), and show how well it tells them apart.

    python -m tests.benchmarks.prints [--write]

Characters of several typefaces (of `tests.rendering`, all under the SIL Open Font License or the Arphic Public
License) are printed between others, damaged as pages are, and cut out as the reader cuts them. Told by the
slopes of their ink, they are projected to where the examples of one character in one style lie close together and
different characters far apart (linear discriminant analysis: Fisher, 1936; Rao, 1948); kept are the middle of each
character's examples in each style, and the projection. A dozen faces of `tests.rendering` are kept out, so that
pages set in them show how well it does on type it has not seen.

Which characters names are written with beyond GB 2312 is told by the Table of General Standard Chinese Characters
(通用规范汉字表, 2013), whose third level is made of those of surnames, given names and places. `--write` reads it from
the Unihan database that Debian's package unicode-data installs.
"""

from __future__ import annotations

import argparse
import bz2
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
from ingest.readers.prints import DATA, Prints, styles
from tests.rendering.damage.surface import as_grey, expose, fade
from tests.rendering.dice import Dice
from tests.rendering.sheet import BASELINE
from tests.rendering.strengths import STRENGTHS
from tests.rendering.typefaces import FACES, SIMPLIFIED, TRADITIONAL, Typeface
from tests.rendering.words.characters import traditional

TAUGHT: Final = {
    SIMPLIFIED: {
        "Noto Serif CJK SC Light": 0, "Noto Serif CJK SC Regular": 0, "Noto Serif CJK SC SemiBold": 0,
        "Noto Sans CJK SC Regular": 1, "AR PL UMing CN": 0, "AR PL UKai CN": 2,
    },
    TRADITIONAL: {
        "Noto Serif CJK TC Light": 0, "Noto Serif CJK TC Regular": 0, "Noto Serif CJK TC SemiBold": 0,
        "Noto Sans CJK TC Regular": 1, "AR PL UMing TW": 0, "AR PL UKai TW": 2, "TW-Kai": 2, "TW-Sung": 0,
    },
}  # fmt: skip
"""The faces by whose characters it is learnt, each with its style; the others show what was learnt."""
UNIHAN: Final = Path("/usr/share/unicode/Unihan_OtherMappings.txt.bz2")
STYLES: Final = 3
"""Song, sans serif and regular script."""
SEED: Final = 1
EXAMPLES: Final = 2
"""Examples of each character in each face."""
DIMENSIONS: Final = 144
_RIDGE: Final = 0.05
"""Share of their mean spread that all directions are given beside their own."""
_PRIOR: Final = 2.0
"""Examples that what a character looks like in all styles counts for where its look in one of them is told."""
_PART: Final = 5000
"""Examples that are worked on at once: bounds the memory."""
_SLACK: Final = 0.05
"""How far the reader's middle of a character lies from where it is, in character heights, one standard deviation."""


def main() -> int:
    """Derive and keep the table if asked, then try it on the faces that were kept out."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true")
    if parser.parse_args().write:
        simple, old = seen(SIMPLIFIED), seen(TRADITIONAL)
        write({SIMPLIFIED: learnt(simple, old), TRADITIONAL: learnt(old, simple)})
    for script, faces in FACES.items():
        for face in faces:
            if face.name not in TAUGHT[script]:
                numbers, told = examples((script, face, 1))
                right = np.mean([_nearest(table, told) == numbers for table in styles(script)], axis=1).max()
                print(f"{face.name}: {right:.2%} of {len(numbers)} characters")
    return 0


def _nearest(table: Prints, told: Floats) -> NDArray[np.int64]:
    return np.concatenate(
        [table.distances(table.placed(part)).argmin(axis=1) for part in np.array_split(told, -(-len(told) // _PART))]
    )


@cache
def chars(script: str = "") -> tuple[str, ...]:
    """The characters that are learnt of a script, or of both: the common ones, and those of names beyond them."""
    if not script:
        return tuple(sorted({*chars(SIMPLIFIED), *chars(TRADITIONAL)}))
    names = list(map(traditional, standard())) if script == TRADITIONAL else standard()
    return tuple(dict.fromkeys([*common(script), *names]))


@cache
def standard() -> tuple[str, ...]:
    """The Table of General Standard Chinese Characters (8,105 characters), in the order of their code points."""
    try:
        with bz2.open(UNIHAN, "rt", encoding="utf-8") as lines:
            found = re.findall(r"^U\+([0-9A-F]+)\tkTGH\t", lines.read(), re.MULTILINE)
    except FileNotFoundError as missing:
        raise SystemExit(f"{UNIHAN} is missing; apt-get install unicode-data") from missing
    return tuple(chr(int(code, 16)) for code in found)


@cache
def common(script: str) -> tuple[str, ...]:
    """The characters that any text of a script is set in: GB 2312, or its older forms and Big5's first level."""
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
    return tuple(sorted({*big5, *map(traditional, simple)}))


def _decoded(row: int, cell: int, code: str) -> str:
    return bytes((row, cell)).decode(code, errors="ignore")


def examples(order: tuple[str, Typeface, int]) -> tuple[NDArray[np.int64], Floats]:
    """What `times` examples of each character of a script in one face look like: their numbers, and their rows."""
    script, face, times = order
    cv2.setNumThreads(1)
    dice = Dice.of(SEED, face.name, times)
    places = {char: place for place, char in enumerate(chars())}
    beside = [char for char in common(script) if face.has(char)]
    found = [
        (places[char], picture)
        for char in chars(script)
        if face.has(char)
        for _ in range(times)
        if (picture := _example(dice, face, char, beside)) is not None
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
    glyphs = [Glyph(char, 1.0, "", 0.0, (middle + place * pitch) / width) for place in (-1, 0, 1)]
    return framed(cut(seen, glyphs, size, lies=False)[1])


@dataclass(frozen=True, slots=True)
class Seen:
    """The examples of one script, face by face with its style, and what was counted of them."""

    styles: Sequence[int]
    parts: Sequence[tuple[NDArray[np.int64], Floats]]
    count: Floats
    """Examples (STYLES, characters)."""
    means: Floats
    """What they look like on average (STYLES, characters, FEATURES)."""

    @property
    def whole(self) -> Floats:
        """What characters look like in all styles together (characters, FEATURES)."""
        count = np.maximum(self.count.sum(axis=0), 1)[:, None]
        return np.asarray((self.count[:, :, None] * self.means).sum(axis=0) / count, np.float32)


def seen(script: str) -> Seen:
    """Examples of all characters of a script in the faces that it is learnt from."""
    faces = [face for face in FACES[script] if face.name in TAUGHT[script]]
    styles = [TAUGHT[script][face.name] for face in faces]
    with Pool() as workers:
        parts = list(workers.imap(examples, [(script, face, EXAMPLES) for face in faces]))
    count = np.zeros((STYLES, len(chars())), np.float32)
    sums = np.zeros((STYLES, len(chars()), FEATURES), np.float32)
    for style, (numbers, told) in zip(styles, parts, strict=True):
        np.add.at(count[style], numbers, 1)
        for start in _starts(numbers):
            np.add.at(sums[style], numbers[start : start + _PART], told[start : start + _PART].astype(np.float32))
    return Seen(styles, parts, count, np.asarray(sums / np.maximum(count, 1)[:, :, None], np.float32))


def learnt(own: Seen, other: Seen) -> tuple[Floats, Floats, Floats]:
    """The table of a script: the middle of its examples, the projection, and rows (STYLES, characters, DIMENSIONS).

    Characters of which it has no example look as they do in the `other` script.
    """
    within = sum(
        (
            _spread(told[start : start + _PART] - own.means[style, numbers[start : start + _PART]])
            for style, (numbers, told) in zip(own.styles, own.parts, strict=True)
            for start in _starts(numbers)
        ),
        np.zeros((FEATURES, FEATURES)),
    )
    within /= own.count.sum()
    within += _RIDGE * np.trace(within) / FEATURES * np.eye(FEATURES)
    known = own.count.sum(axis=0) > 0
    middle = own.whole[known].mean(axis=0)
    inverse = np.linalg.inv(np.linalg.cholesky(within))
    _, directions = np.linalg.eigh(inverse @ _spread(own.whole[known] - middle) @ inverse.T)
    projection = (inverse.T @ directions[:, ::-1][:, :DIMENSIONS]).astype(np.float32)
    whole = np.where(known[:, None], own.whole, other.whole)
    rows = [(_in_style(whole, *style) - middle) @ projection for style in zip(own.means, own.count, strict=True)]
    return middle, projection, np.stack(rows)


def _in_style(whole: Floats, means: Floats, count: Floats) -> Floats:
    """What characters look like in a style, (characters, FEATURES), few examples eked out by those of all styles."""
    expected = whole + (means - whole)[count > 0].mean(axis=0)
    return np.asarray((count[:, None] * means + _PRIOR * expected) / (count[:, None] + _PRIOR), np.float32)


def _starts(numbers: NDArray[np.int64]) -> range:
    return range(0, len(numbers), _PART)


def _spread(rows: Floats) -> NDArray[np.float64]:
    return np.asarray(rows.T @ rows, np.float64)


def write(tables: Mapping[str, tuple[Floats, Floats, Floats]]) -> None:
    """Keep the tables of the scripts where `ingest.readers.prints` looks for them."""
    kept: dict[str, NDArray[np.generic]] = {
        "characters": np.array("".join(chars())),
        "simplified": np.array("".join(chars(SIMPLIFIED))),
    }
    for script, (middle, projection, rows) in tables.items():
        step = np.float32(np.abs(rows).max() / 127)
        kept |= {
            f"{script} middle": middle.astype(np.float16),
            f"{script} projection": projection.astype(np.float32),
            f"{script} rows": np.round(rows / step).astype(np.int8),
            f"{script} step": np.array(step),
        }
    with (Path(__file__).parents[2] / "ingest" / "readers" / DATA).open("wb") as file:
        np.savez_compressed(file, **kept)  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
