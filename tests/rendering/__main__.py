"""Writes rendered roster pages and their truth into a folder.

Example: python -m tests.rendering /tmp/pages --pages 12 --seed 7 --layouts ruled,paired --damage light,heavy
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.rendering.pages import LAYOUTS, orders, write_all
from tests.rendering.strengths import STRENGTHS
from tests.rendering.typefaces import MissingTypefaceError
from tests.rendering.words.names import BEYOND, RARE

MISSING_PROGRAM = 4


def main() -> int:
    """Runs the command line; the exit code, as the project's own commands give it."""
    description, example = (__doc__ or "").strip().split("\n\n")
    parser = argparse.ArgumentParser(prog="python -m tests.rendering", description=description, epilog=example)
    parser.add_argument("dest", type=Path, help="folder for the scans and truth.json; made if missing")
    parser.add_argument("--pages", type=int, default=12, help="how many pages (12)")
    parser.add_argument("--seed", type=int, default=0, help="the same seed gives the same pages (0)")
    parser.add_argument("--layouts", type=_names(LAYOUTS), default=list(LAYOUTS), help=",".join(LAYOUTS))
    parser.add_argument("--damage", type=_names(STRENGTHS), default=list(STRENGTHS), help=",".join(STRENGTHS))
    rare = f"share of the characters of given names from anywhere in GB 2312, 0 to 1 ({RARE})"
    parser.add_argument("--rare", type=_share, default=RARE, help=rare)
    beyond = f"share of those that GB 2312 lacks, 0 to 1 ({BEYOND})"
    parser.add_argument("--beyond", type=_share, default=BEYOND, help=beyond)
    given = parser.parse_args()
    try:
        wanted = orders(given.pages, given.seed, given.layouts, given.damage, rare=given.rare, beyond=given.beyond)
        for page in write_all(wanted, given.dest):
            print(page.scan, page.damage, f"{page.rotated}°", f"{len(page.records)} entries", flush=True)
    except MissingTypefaceError as error:
        print(error, file=sys.stderr)
        return MISSING_PROGRAM
    return 0


def _names(known: Iterable[str]) -> Callable[[str], list[str]]:
    """Reads a list with commas between, whose every item must be known."""

    def read(text: str) -> list[str]:
        names = text.split(",")
        unknown = set(names) - set(known)
        if unknown:
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(unknown))} is none of {', '.join(known)}")
        return names

    return read


def _share(text: str) -> float:
    share = float(text)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text} is no share from 0 to 1")
    return share


if __name__ == "__main__":
    sys.exit(main())
