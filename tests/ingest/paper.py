"""Clean ruled paper drawn from a picture of it in letters, with the truth of where every rule and cell lies.

| 姓名   | 籍贯   |
| 沙窝乡 | <      |      < continues the cell to the left: no rule stands between them
| 王德胜 | 东李村 |
| ^      | 西李村 |      ^ continues the cell above
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.layout.grid import Span
from ingest.rectify.flatten import FlatTable
from ingest.rectify.light import darkness
from tests.rendering.damage.geometry import Lie
from tests.rendering.dice import Dice
from tests.rendering.sheet import Face, Press, Sheet
from tests.rendering.truth import Box
from tests.rendering.typefaces import FACES, SIMPLIFIED, Typeface

Grey = NDArray[np.uint8]

INK = 20
SIZE = 36
"""Pixels an em of the print, unless a test asks for another."""
PRESS = Press(ink=(INK, INK), rule_ink=(INK, INK), broken=0.0, loses_zero=False)
FACE = next(face for face in FACES[SIMPLIFIED] if face.name == "AR PL UMing CN")


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a table is ruled, in pixels; `double` draws a second frame outside the first.

    `dashes` are how long the dashes of its rules are, and the white between them; (0, 0) draws rules whole.
    """

    thin: int = 2
    frame: int = 2
    double: bool = False
    open_sides: bool = False
    dashes: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn table: the picture, the places of its rules and its cells in reading order."""

    pixels: Grey
    xs: NDArray[np.float64]
    ys: NDArray[np.float64]
    spans: list[Span]

    @property
    def nodes(self) -> NDArray[np.float64]:
        """Every crossing of two rules, (n, 2), x and y; the middle of a rule two pixels thick lies between them."""
        return np.array([(x - 0.5, y - 0.5) for y in self.ys for x in self.xs])

    def flat(self) -> FlatTable:
        """The table as if it had just been pulled straight, its print 0.9 em high."""
        height, width = self.pixels.shape
        x, y = np.meshgrid(np.arange(0, width + 32, 16.0), np.arange(0, height + 32, 16.0))
        back = np.stack([x, y], axis=-1).astype(np.float32)
        dark = darkness(self.pixels, 0.9 * SIZE)
        return FlatTable(self.pixels, 0.9 * SIZE, dark, back, self.xs, self.ys)


def blank(width: int, height: int) -> Sheet:
    """White paper to print on."""
    return Sheet(width, height, PRESS, Dice.of("paper"))


def pixels_of(sheet: Sheet) -> Grey:
    """The picture of a sheet, which may be drawn on."""
    return np.array(sheet.image)


def line_of(text: str, size: float = SIZE, typeface: Typeface = FACE, ink: int = INK, air: float = 0.3) -> Grey:
    """A picture of one line of print, an em and a little high, `air` ems of paper at its ends."""
    face = Face(typeface, size)
    sheet = blank(round(face.width(text) + 2 * air * size), round(1.3 * size))
    sheet.line(text, air * size, 0.12 * size, face, ink)
    return pixels_of(sheet)


def ruled(
    drawing: str,
    *,
    ruling: Ruling | None = None,
    size: int = SIZE,
    column: float = 4.6,
    row: float = 1.8,
    leading: float = 1.1,
    margin: int = 80,
) -> Drawn:
    """The table of a drawing on a page of its own; columns, rows and lines as wide and high as told in ems."""
    texts = [[cell.strip() for cell in line.strip()[1:-1].split("|")] for line in drawing.strip().splitlines()]
    rows, columns = len(texts), len(texts[0])
    xs = margin + np.round(np.arange(columns + 1) * column * size)
    ys = margin + np.round(np.arange(rows + 1) * row * size)
    sheet = blank(int(xs[-1]) + margin, int(ys[-1]) + margin)
    spans = [_span(texts, r, c) for r in range(rows) for c in range(columns) if texts[r][c] not in ("<", "^")]
    for span in spans:
        _set(sheet, texts[span.row][span.column], Face(FACE, size), _place(xs, ys, span), leading)
    pixels = pixels_of(sheet)
    _rule(pixels, xs, ys, texts, ruling or Ruling())
    return Drawn(pixels, xs, ys, spans)


def _span(texts: list[list[str]], row: int, column: int) -> Span:
    wide = high = 1
    while column + wide < len(texts[0]) and texts[row][column + wide] == "<":
        wide += 1
    while row + high < len(texts) and texts[row + high][column] == "^":
        high += 1
    return Span(row, column, high, wide)


def _place(xs: NDArray[np.float64], ys: NDArray[np.float64], span: Span) -> Box:
    return xs[span.column], ys[span.row], xs[span.column + span.columns], ys[span.row + span.rows]


def _set(sheet: Sheet, text: str, face: Face, place: Box, leading: float) -> None:
    """Prints a text, its lines parted by /, in the middle of a cell."""
    left, top, right, bottom = place
    lines = text.split("/")
    first = (top + bottom) / 2 - leading / 2 * face.size * len(lines)
    for number, line in enumerate(lines):
        sheet.line(line, (left + right - face.width(line)) / 2, first + leading * face.size * number, face, INK)


def _rule(
    pixels: Grey, xs: NDArray[np.float64], ys: NDArray[np.float64], texts: list[list[str]], ruling: Ruling
) -> None:
    rows, columns = len(texts), len(texts[0])
    for r in range(rows + 1):
        for c in range(columns):
            if r in (0, rows) or texts[r][c] != "^":
                weight = ruling.frame if r in (0, rows) else ruling.thin
                stroke(pixels, (xs[c], ys[r]), (xs[c + 1], ys[r]), weight, dashes=ruling.dashes)
    for c in range(columns + 1):
        for r in range(rows):
            side = c in (0, columns)
            if (side and not ruling.open_sides) or (not side and not _joined(texts, r, c)):
                weight = ruling.frame if side else ruling.thin
                stroke(pixels, (xs[c], ys[r]), (xs[c], ys[r + 1]), weight, dashes=ruling.dashes)
    if ruling.double:
        left, top, right, bottom = xs[0] - 7, ys[0] - 7, xs[-1] + 7, ys[-1] + 7
        corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
        for start, end in zip(corners, [*corners[1:], corners[0]], strict=True):
            stroke(pixels, start, end, ruling.thin)


def _joined(texts: list[list[str]], row: int, column: int) -> bool:
    """Whether the cells before and at `column` are one; a cell that goes on from above is as that one."""
    while texts[row][column] == "^":
        row -= 1
    return texts[row][column] == "<"


def stroke(
    pixels: Grey,
    start: tuple[float, float],
    end: tuple[float, float],
    weight: int,
    ink: int = INK,
    *,
    dashes: tuple[int, int] = (0, 0),
) -> None:
    """Draws a straight upright or level rule, its middle at the given places; of `dashes`, as `Ruling` has them."""
    (x0, x1), (y0, y1) = (sorted(ends) for ends in zip(start, end, strict=True))
    before, behind = weight // 2, weight - weight // 2
    rule = pixels[round(y0) - before : round(y1) + behind, round(x0) - before : round(x1) + behind]
    along = rule if x1 > x0 else rule.T
    dash, white = dashes if dashes[0] else (along.shape[1], 1)
    for place in range(0, along.shape[1], dash + white):
        along[:, place : place + dash] = ink


def erased(pixels: Grey, left: float, top: float, right: float, bottom: float) -> Grey:
    """The picture with a rectangle of it gone white."""
    worn = pixels.copy()
    worn[round(top) : round(bottom), round(left) : round(right)] = 255
    return worn


def without_rules_across(drawn: Drawn, *, kept: tuple[int, ...] = (0, 1, -1)) -> Grey:
    """The drawing with only those of its rules that run across which are kept."""
    pixels, count = drawn.pixels, len(drawn.ys)
    for number in set(range(count)) - {place % count for place in kept}:
        for left, right in itertools.pairwise(drawn.xs):
            pixels = erased(pixels, left + 3, drawn.ys[number] - 3, right - 3, drawn.ys[number] + 3)
    return pixels


def without_uprights(drawn: Drawn) -> Grey:
    """The drawing without uprights but those of its sides."""
    pixels = drawn.pixels
    for x in drawn.xs[1:-1]:
        for top, bottom in itertools.pairwise(drawn.ys):
            pixels = erased(pixels, x - 3, top + 3, x + 3, bottom - 3)
    return pixels


def bent(pixels: Grey, lying: Lie) -> Grey:
    """The picture of a page that lies so in the scanner."""
    height, width = pixels.shape
    seen = cv2.remap(pixels, *lying.maps(width, height), cv2.INTER_LINEAR, borderValue=(255,))
    return np.asarray(seen, np.uint8)


def slanted(pixels: Grey, lines: float, uprights: float) -> Grey:
    """The picture sheared about its middle: `lines` rise over run, `uprights` run over rise."""
    height, width = pixels.shape
    shear = np.array([[1.0, uprights], [lines, 1.0]])
    middle = np.array([width / 2, height / 2])
    matrix = np.hstack([shear, (middle - shear @ middle)[:, None]])
    return np.asarray(cv2.warpAffine(pixels, matrix, (width, height), borderValue=(255,)), np.uint8)


ROSTER = """
    | 姓名   | 性别 | 籍贯   | 职务 | 牺牲时间 |
    | 王德胜 | 男   | 东李村 | 战士 | 1947年   |
    | 张玉山 | 男   | 西赵庄 | 班长 | 1946年   |
    | 刘长河 | 男   | 南孙村 | 战士 | 1948年   |
    | 陈桂兰 | 女   | 北周家 | 护士 | 1945年   |
    | 赵连生 | 男   | 后马寨 | 排长 | 1947年   |
    | 孙立成 | 男   | 前杨庄 | 战士 | 1948年   |
    | 周文田 | 男   | 小高村 | 战士 | 1940年   |
"""
"""A plain roster, eight rows of five columns."""

LONG_ROSTER = "\n".join(
    f"{line} 战士 | 无 |" for line in [*ROSTER.strip().splitlines(), *ROSTER.strip().splitlines()[1:] * 2]
)
"""As long and as wide as a page of a book: twenty-two rows of seven columns."""
WRAPPED_ROSTER = """
    | 姓名   | 性别 | 籍贯               | 部别               | 牺牲时间           |
    | 王德胜 | 男   | 惠民县何坊/区东李村 | 渤海军区/警备团     | 1947年             |
    | 张玉山 | 男   | 西赵庄             | 独立团             | 一九四六/年十二月   |
    | 刘长河 | 男   | 惠民县石庙/区南孙村 | 渤海军区/警备团     | 1948年             |
    | 陈桂兰 | 女   | 北周家             | 渤海军区/卫生部     | 1945年             |
    | 赵连生 | 男   | 阳信县城关/区后马寨 | 独立团             | 一九四七/年十一月   |
    | 孙立成 | 男   | 前杨庄             | 独立团             | 1948年             |
"""
"""Columns whose cells have one line or two, as their words want."""
