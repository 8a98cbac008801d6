"""Whole pages: which kinds there are, and one page of a kind from its seed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PIL import Image

from tests.rendering.damage.scan import Scan, scan
from tests.rendering.dice import Dice
from tests.rendering.layouts import (
    borderless,
    compound,
    form,
    name_blocks,
    paired,
    ruled,
    run_in,
    spread,
    vertical,
)
from tests.rendering.layouts.setting import Leaf
from tests.rendering.strengths import STRENGTHS, Strength
from tests.rendering.truth import PageTruth
from tests.rendering.words.names import BEYOND, RARE, rare_characters

LAYOUTS: Final[Mapping[str, Callable[[Dice, Strength], list[Leaf]]]] = {
    "ruled": ruled.compose,
    "spread": spread.compose,
    "paired": paired.compose,
    "compound": compound.compose,
    "borderless": borderless.compose,
    "vertical": vertical.compose,
    "run_in": run_in.compose,
    "names": name_blocks.compose,
    "form": form.compose,
}
"""The kinds of pages by name."""


@dataclass(frozen=True, slots=True)
class Order:
    """What one page is to be; the same order always gives the same page.

    `rare` is the share of the characters of given names that come from anywhere in GB 2312, `beyond` of those that it
    lacks.
    """

    seed: int
    number: int
    layout: str
    damage: str
    rare: float = RARE
    beyond: float = BEYOND

    @property
    def name(self) -> str:
        """The page's file name without its ending."""
        return f"{self.layout}-{self.seed}-{self.number:03d}"


def orders(
    pages: int,
    seed: int,
    layouts: Sequence[str],
    damages: Sequence[str],
    *,
    rare: float = RARE,
    beyond: float = BEYOND,
) -> list[Order]:
    """`pages` orders that go round the layouts, each layout meeting every damage in turn."""
    kinds = len(layouts)
    return [
        Order(seed, n, layouts[n % kinds], damages[(n // kinds + n % kinds) % len(damages)], rare, beyond)
        for n in range(pages)
    ]


def render(order: Order) -> Scan:
    """The page of an order. Raises MissingTypefaceError where a typeface is not installed."""
    strength = STRENGTHS[order.damage]
    dice = Dice.of(order.seed, order.number, order.layout, order.damage)
    with rare_characters(order.rare, order.beyond):
        leaves = LAYOUTS[order.layout](dice, strength)
    return scan(dice, strength, leaves)


def write(order: Order, folder: Path) -> PageTruth:
    """Renders a page into a file in `folder`; what the page truly says."""
    rendered = render(order)
    dice, strength = Dice.of("file", order.seed, order.number), STRENGTHS[order.damage]
    picture = Image.fromarray(rendered.pixels)
    if dice.chance(strength.png):
        name = f"{order.name}.png"
        picture.save(folder / name, compress_level=1)
    else:
        name = f"{order.name}.jpg"
        picture.save(folder / name, quality=dice.count(strength.quality))
    return PageTruth(name, order.layout, order.damage, rendered.rotated, rendered.records)


def write_all(wanted: Sequence[Order], folder: Path) -> Iterator[PageTruth]:
    """Renders every page into `folder` and, when the last is done, writes truth.json beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    truths: list[Any] = []
    for order in wanted:
        page = write(order, folder)
        truths.append(page.as_json())
        yield page
    text = json.dumps(truths, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
