"""Read a folder of scans into an empty archive and print how well it was read.

    python -m tests.benchmarks.accuracy FOLDER [--layouts ruled,spread] [--damages light] [--wrong 20] [--keep FILE]

FOLDER holds scans and a `truth.json` (its form: scans/README.md). The archive is made in a temporary
folder by the `bohai` command itself, so that what is measured is what people run.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.kept import keep
from tests.benchmarks.score import Tally, read_export, score

SOME_INPUT_UNREADABLE = 3
DAMAGES = ("light", "medium", "heavy")
MARK = "accuracy"
LEFT_OUT = ("people whole", "char errors")
"""Figures that are printed and not kept: the table would be wider than a page."""


def main() -> int:
    """Run the measurement; the exit code is that of a failed `bohai`, else 0."""
    options = _options()
    if not (options.folder / "truth.json").is_file():
        sys.exit(f"{options.folder}: no truth.json here; name a folder of scans that has one")
    truth = _chosen(json.loads((options.folder / "truth.json").read_text("utf-8")), options)
    with tempfile.TemporaryDirectory(prefix="bohai-accuracy-") as temporary:
        scans, data, export = (Path(temporary) / name for name in ("scans", "data", "export.jsonl"))
        _lay_out(truth, options.folder, scans)
        began = time.monotonic()
        _bohai(data, "ingest", str(scans))
        seconds = time.monotonic() - began
        _bohai(data, "export", "jsonl", str(export))
        tallies = score(truth, read_export(export))
    print(table(tallies))
    if options.keep:
        keep(options.keep, MARK, f"Of {len(truth)} scans:\n\n{_markdown(tallies)}")
    print(f"{len(truth)} scans in {seconds:.0f} s on {os.cpu_count()} cores")
    for wrong in sum(tallies.values(), Tally()).wrong[: options.wrong]:
        print(
            f"  {wrong.scan}  {wrong.field}  {wrong.printed!r} read as {wrong.read!r}  "
            f"{wrong.confidence}  {wrong.status}"
        )
    return 0


def table(tallies: Mapping[tuple[str, str], Tally]) -> str:
    """The score by layout and damage as lines of text; "-" where there is nothing to count."""
    layouts = list(dict.fromkeys(layout for layout, _ in tallies))
    damages = [damage for damage in DAMAGES if any(key[1] == damage for key in tallies)]
    blocks = (
        [(layout, damage) for layout in layouts for damage in damages if (layout, damage) in tallies],
        [(layout, "all") for layout in layouts],
        [("all", damage) for damage in (*damages, "light+medium", "all")],
    )
    scored = ("\n".join(_row(*group, _figures(_over(tallies, *group))) for group in block) for block in blocks)
    return "\n".join((_row("layout", "damage", [head for head, _ in COLUMNS]), "\n\n".join(scored)))


def _markdown(tallies: Mapping[tuple[str, str], Tally]) -> str:
    layouts = list(dict.fromkeys(layout for layout, _ in tallies))
    damages = [damage for damage in DAMAGES if any(key[1] == damage for key in tallies)]
    groups = [*((layout, "all") for layout in layouts), *(("all", d) for d in (*damages, "light+medium", "all"))]
    shown = [number for number, (head, _) in enumerate(COLUMNS) if head not in LEFT_OUT]
    heads = ["layout", "damage", *(COLUMNS[number][0] for number in shown)]
    rows = [[*group, *(_figures(_over(tallies, *group))[number] for number in shown)] for group in groups]
    return "\n".join("| " + " | ".join(row) + " |" for row in (heads, ["---"] * len(heads), *rows))


def _share(part: str, whole: str) -> Callable[[Tally], str]:
    def figure(tally: Tally) -> str:
        return f"{100 * getattr(tally, part) / getattr(tally, whole):.2f}%" if getattr(tally, whole) else "-"

    return figure


COLUMNS: tuple[tuple[str, Callable[[Tally], str]], ...] = (
    ("people", lambda tally: str(tally.people)),
    ("lost", lambda tally: str(tally.lost)),
    ("phantom", lambda tally: str(tally.phantom)),
    ("names", _share("names_exact", "names")),
    ("fields", _share("exact", "fields")),
    ("people whole", _share("whole", "people")),
    ("char errors", _share("edits", "chars")),
    ("values", _share("values_exact", "values")),
    ("boxes", _share("boxes_good", "boxes")),
    ("flagged", _share("flagged", "fields")),
    ("accepted", lambda tally: str(tally.accepted)),
    ("of them wrong", lambda tally: str(tally.silent)),
)


def _figures(tally: Tally) -> list[str]:
    return [figure(tally) for _, figure in COLUMNS]


def _row(layout: str, damage: str, figures: Sequence[str]) -> str:
    cells = (f"{cell:>{max(8, len(head) + 2)}}" for cell, (head, _) in zip(figures, COLUMNS, strict=True))
    return f"{layout:<11}{damage:<13}" + "".join(cells)


def _over(tallies: Mapping[tuple[str, str], Tally], layout: str, damage: str) -> Tally:
    """The counts of one layout and damage; "all" and "light+medium" take in several."""
    return sum(
        (
            tally
            for (its_layout, its_damage), tally in tallies.items()
            if layout in (its_layout, "all") and (damage == "all" or its_damage in damage.split("+"))
        ),
        Tally(),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="scans with a truth.json beside them")
    parser.add_argument("--layouts", help="only these, with commas between")
    parser.add_argument("--damages", help="only these, with commas between")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="put the table into this document")
    parser.add_argument("--wrong", type=int, default=0, metavar="N", help="list up to N wrong fields")
    return parser.parse_args()


def _chosen(truth: list[dict[str, Any]], options: argparse.Namespace) -> list[dict[str, Any]]:
    chosen = [
        page
        for page in truth
        if page["layout"] in (options.layouts or page["layout"]).split(",")
        and page["damage"] in (options.damages or page["damage"]).split(",")
    ]
    return chosen or sys.exit("no scan of the truth file is of these layouts and damages")


def _lay_out(truth: list[dict[str, Any]], folder: Path, scans: Path) -> None:
    """Copy the scans of `truth`, and what `roster.toml` says of them, into a folder of their own."""
    for page in truth:
        there = scans / page["scan"]
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / page["scan"], there)
        told = (folder / page["scan"]).parent / "roster.toml"
        if told.is_file():
            shutil.copyfile(told, there.parent / "roster.toml")


def _bohai(data: Path, *words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "bohai", "--data", str(data), *words], check=False)  # noqa: S603 - our own command
    if done.returncode not in (0, SOME_INPUT_UNREADABLE):
        sys.exit(done.returncode)


if __name__ == "__main__":
    sys.exit(main())
