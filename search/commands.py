"""The commands that find people and keep the index."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from typing import Final

import click

import search as finding
from archive.folder import DataFolder
from search.finder import LARGEST_PAGE, PAGE

_IN_WORDS: Final = {
    "name": "姓名",
    "variant": "异体",
    "pinyin": "拼音",
    "initials": "首字母",
    "lookalike": "形近",
    "missing": "缺字",
    "place": "地名",
    "unit": "部队",
    "alias": "又名",
    "text": "原文",
}
_UNCHECKED: Final = "待核对"
"""Stands beside what the machine is not sure of, here as on the site."""
_HEADINGS: Final = ("姓名", "籍贯", "牺牲", "符合", "编号")


@click.command(epilog="Example: bohai search 王德胜 惠民 1947")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, as the site's API does.")
@click.option("--limit", type=click.IntRange(1, LARGEST_PAGE), default=PAGE, show_default=True, help="People at most.")
@click.pass_obj
def search(folder: DataFolder, words: tuple[str, ...], as_json: bool, limit: int) -> None:
    """Find people by name, part of a name, pinyin, place, unit or year; several WORDS must all match.

    A character you do not know is □ or *.
    """
    results = finding.find(folder, " ".join(words), limit=limit)
    if results.stale:
        click.echo("The archive has changed since the index was built; run `bohai index`.", err=True)
    if as_json:
        click.echo(json.dumps(results.as_json(), ensure_ascii=False, indent=2))
    elif results.total == 0:
        click.echo("Nobody found. Try fewer words, pinyin, or * for a character you are not sure of.")
    else:
        _print(results)


@click.command(epilog="Example: bohai index")
@click.option("--rebuild", is_flag=True, help="Build it even if it is up to date.")
@click.pass_obj
def index(folder: DataFolder, rebuild: bool) -> None:
    """Bring the search index up to date with the archive."""
    built = finding.refresh(folder, rebuild=rebuild)
    click.echo("The search index is built." if built else "The search index is up to date.")


def _print(results: finding.Results) -> None:
    for line in _table([_HEADINGS, *map(_row, results.hits)]):
        click.echo(line)
    more = results.total - len(results.hits)
    click.echo(f"{results.total} found" + (f", {more} more with --limit" if more else ""))


def _row(hit: finding.Hit) -> tuple[str, ...]:
    told = [
        f"{words}（{_UNCHECKED}）" if field in hit.flagged else words
        for field, words in (("name", hit.name), ("native_place", hit.native_place), ("death", hit.death))
    ]
    return (*told, " ".join(_IN_WORDS[reason] for reason in hit.why), hit.id)


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their cells one under the other, as wide as a terminal shows them."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
