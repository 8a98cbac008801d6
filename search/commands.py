"""The commands that find people and keep the index."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from typing import Any, Final

import click

import search as finding
from archive.errors import UsageError
from archive.folder import DataFolder
from archive.linkage.keeping import read
from archive.linkage.open import still_open
from archive.records import Status
from archive.store import ArchiveReader
from archive.store.links import distinctions, linked
from archive.words import some
from search import linkage
from search.index.standing import SEXES
from search.kin import KinMatch, new_matches
from search.questions.answering import BY_RELEVANCE, LARGEST_PAGE, PAGE, SORTS, Search
from search.questions.question import Filters

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
@click.argument("words", nargs=-1)
@click.option("--county", default="", help="Only people of that county, or of those whose name holds it.")
@click.option("--unit", default="", help="Only people of that unit, or of those whose name holds it.")
@click.option("--from", "since", type=int, help="Only who died in that year or later.")
@click.option("--to", "until", type=int, help="Only who died in that year or earlier.")
@click.option("--sex", type=click.Choice(SEXES), help="Only men or women.")
@click.option("--roster", default="", help="Only people of the roster of that title.")
@click.option("--state", type=click.Choice([*map(str, Status)]), help="Only people whose readings stand so.")
@click.option("--surname", default="", help="Only people of that surname.")
@click.option(
    "--township", default="", help="Only people of that township or village: 惠民县/沙窝乡, 惠民县/沙窝乡/小赵庄."
)
@click.option("--month", type=click.IntRange(1, 12), help="Only who died in that month, of whatever year.")
@click.option("--day", type=click.IntRange(1, 31), help="Only who died on that day of the --month.")
@click.option("--sort", type=click.Choice(SORTS), default=BY_RELEVANCE, show_default=True, help="The order.")
@click.option("--slips", is_flag=True, help="Take zh for z, n for l, ang for an, and so on.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, as the site's API does.")
@click.option("--limit", type=click.IntRange(1, LARGEST_PAGE), default=PAGE, show_default=True, help="People at most.")
@click.option("--page", type=click.IntRange(1), default=1, help="Which of the pages of so many people.")
@click.pass_obj
def search(folder: DataFolder, /, words: tuple[str, ...], as_json: bool, limit: int, page: int, **more: Any) -> None:
    """Find people by name, part of a name, pinyin, place, unit or year; several WORDS must all match.

    A character you do not know is □ or *. Without WORDS, an option says whom to find.
    """
    sort, slips = more.pop("sort"), more.pop("slips")
    filters = Filters(**{name: value for name, value in more.items() if value is not None})
    asked = Search(" ".join(words), filters, sort, slips, limit, (page - 1) * limit)
    _bring_up_to_date(folder)
    results = finding.find(folder, asked)
    if results.stale:
        click.echo("The archive has changed since the index was built; run `bohai index`.", err=True)
    if as_json:
        click.echo(json.dumps(results.as_json(), ensure_ascii=False, indent=2))
    elif results.total == 0:
        click.echo("Nobody found. Try fewer words, pinyin, or * for a character you are not sure of.")
        if results.nearest:
            click.echo(f"Did you mean {' '.join(results.nearest)}?")
    else:
        _print(results, asked)


def kin_matches(folder: DataFolder) -> list[KinMatch]:
    """Which people match an open kin notice, for `bohai moderate matches`: by all that was read until now."""
    _bring_up_to_date(folder)
    return new_matches(folder)


def _bring_up_to_date(folder: DataFolder) -> None:
    """An outdated or broken index answers nobody: it is made again first, where that is possible."""
    try:
        if finding.refresh(folder):
            click.echo("The search index was brought up to date.", err=True)
    except (OSError, UsageError):
        # A folder that may only be read, or a snapshot: its index answers as it is, and says so where it is old.
        return


@click.command(epilog="Example: bohai index")
@click.option("--rebuild", is_flag=True, help="Build it even if it is up to date.")
@click.pass_obj
def index(folder: DataFolder, rebuild: bool) -> None:
    """Bring the search index up to date with the archive."""
    built = finding.refresh(folder, rebuild=rebuild)
    click.echo("The search index is built." if built else "The search index is up to date.")


@click.command(epilog="Example: bohai propose")
@click.option("--rebuild", is_flag=True, help="Compare all entries again even if nothing has changed.")
@click.pass_obj
def propose(folder: DataFolder, rebuild: bool) -> None:
    """Find pairs of entries that may speak of one person, for people to decide on at `bohai desk`.

    Nothing is linked by this. The pairs are derived from the archive and kept beside it; `bohai ingest` and the
    desk bring them up to date by themselves.
    """
    made = linkage.refresh(folder, rebuild=rebuild)
    with ArchiveReader.open(folder) as archive, archive.asking() as ask:
        waiting = still_open(read(folder).found, linked(ask), distinctions(ask))
    click.echo(f"{some(len(waiting), 'pair')} to decide on" + ("" if made else "; nothing has changed since"))


def _print(results: finding.Results, asked: Search) -> None:
    shown = len(results.hits)
    if shown:
        for line in _table([_HEADINGS, *map(_row, results.hits)]):
            click.echo(line)
    which = f"{asked.offset + 1} to {asked.offset + shown}" if shown else "none of them on this page"
    others = "" if shown == results.total else f", {which}; --limit and --page show others"
    click.echo(f"{results.total} found{others}")


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
