"""Fit the weights by which a reading's certainty is told, and show how reliable it then is.

    python -m tests.rendering FIT --pages 100 --seed 6000 --layouts ruled,spread,paired,compound
    python -m tests.rendering HELD --pages 100 --seed 7000 --layouts ruled,spread,paired,compound
    python -m tests.benchmarks.certainty FIT... HELD [--write]

All folders hold pages that the project rendered and degraded itself, with their truth; the last is never
fitted on. Each page is read once, and what was seen is kept beside it as `<scan>.transcript.json`. With
--write the weights replace those of `ingest/certainty.toml`; without, the present ones are judged.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from archive.records import Reading
from ingest import certainty, doubt, glyph_certainty, transcripts
from ingest.carry import Context
from ingest.interpret import interpret
from ingest.pages import CellText, Transcript
from ingest.parse.characters import is_han
from ingest.parse.evidence import Doubt
from ingest.parse.pieces import Piece, glyph_at
from ingest.pipeline import default_readers, read_page
from ingest.scans import decode
from tests.benchmarks.score import SCORED, fold, likeness, match

WEIGHTS = Path(__file__).parents[2] / "ingest" / "certainty.toml"
RIDGE = 1e-3
CONFUSED = 0.1
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 1.0)


@dataclass(frozen=True, slots=True)
class Case:
    """One field of one entry: what was seen where it has characters, and whether the text was right."""

    damage: str
    field: str
    seen: CellText | None
    reading: Reading
    printed: str

    @property
    def read(self) -> str:
        """The text as it is compared."""
        return fold(self.reading.text)

    @property
    def right(self) -> bool:
        """Whether it was read exactly."""
        return self.printed == self.read


def main() -> int:
    """Fit if asked, then print the reliability of the weights in use."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("fit", type=Path, nargs="+")
    parser.add_argument("held", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if options.write:
        known = [case for folder in options.fit for case in cases(folder)]
        characters = fitted_to_characters(known)
        write(characters, fitted_to_texts(known, characters), confused(known))
        certainty._table.cache_clear()
    report(list(cases(options.held)))
    return 0


def cases(folder: Path) -> Iterator[Case]:
    """Every printed field of every entry of a folder's pages that was found, with what was read."""
    for page in json.loads((folder / "truth.json").read_text("utf-8")):
        seen: dict[int, CellText] = {}
        judge = doubt.reading

        def recording(
            piece: Piece, value: str | None, doubts: tuple[Doubt, ...] = (), *, _to: Any = seen, _judge: Any = judge
        ) -> Reading:
            reading: Reading = _judge(piece, value, doubts)
            if glyph_at(piece.text):
                _to[id(reading)] = piece.text
            return reading

        with patch.object(doubt, "reading", recording):
            entries = interpret(transcript_of(folder, page["scan"]), Context()).record.entries
        yield from _paired(page, entries, seen)


def _paired(page: dict[str, Any], entries: Any, seen: dict[int, CellText]) -> Iterator[Case]:
    names = [name for name in SCORED if any(name in person for person in page["records"])]
    wants = [{name: fold((person.get(name) or {}).get("text")) for name in names} for person in page["records"]]
    haves = [
        dict.fromkeys(names, "") | {r.field: fold(r.text) for r in e.readings if r.field in names} for e in entries
    ]
    alike = [[likeness(want, have) for have in haves] for want in wants]
    for i, j in match(alike, len(haves)):
        if i is None or j is None:
            continue
        for reading in entries[j].readings:
            want, have = wants[i].get(reading.field), fold(reading.text)
            if want is not None and (want or have):
                yield Case(page["damage"], reading.field, seen.get(id(reading)), reading, want)


def transcript_of(folder: Path, scan: str) -> Transcript:
    """What the readers saw on a page, read now or kept from before."""
    kept = folder / f"{scan}.transcript.json"
    if kept.exists():
        return transcripts.loads(kept.read_text("utf-8"))
    seen = read_page(decode(folder / scan, 1), default_readers())
    kept.write_text(transcripts.dumps(seen), "utf-8")
    return seen


def fitted_to_characters(known: list[Case]) -> dict[str, float]:
    """Weights of the measures of single characters, from the texts in which each has its printed one beside it."""
    measured: list[tuple[float, ...]] = []
    right: list[float] = []
    for case in known:
        if case.seen is None or not (case.right or len(case.printed) == len(case.read) == len(case.seen.glyphs)):
            continue
        measured += [tuple(each.values()) for each in glyph_certainty.measures(case.seen, glyph_at(case.seen))]
        alike = zip(case.read, case.printed, strict=True)
        right += [1.0] * (len(measured) - len(right)) if case.right else [float(one == other) for one, other in alike]
    return _fitted(measured, right, glyph_certainty.FEATURES, frozenset(), glyph_certainty.IN_FAVOUR)


def fitted_to_texts(known: list[Case], characters: dict[str, float]) -> dict[str, float]:
    """Weights of the measures of whole texts, those of their characters given."""
    told = [(case, case.seen) for case in known if case.seen is not None]
    measures = (certainty.measures(case.field, seen, characters) for case, seen in told)
    measured = [tuple(each[name] for name in certainty.FEATURES) for each in measures]
    right = [float(case.right) for case, _ in told]
    return _fitted(measured, right, certainty.FEATURES, certainty.AGAINST, certainty.IN_FAVOUR)


def _fitted(
    measured: list[tuple[float, ...]],
    right: list[float],
    features: tuple[str, ...],
    against: frozenset[str],
    in_favour: frozenset[str],
) -> dict[str, float]:
    """Weights by iteratively reweighted least squares with a small ridge (Green, 1984)."""
    x, y = np.array(measured), np.array(right)
    spread = np.maximum(x.std(axis=0), 1e-6)
    spread[0] = 1.0
    speaks = np.ones(len(features), bool)
    no_more, no_less = (np.array([name in some for name in features]) for some in (against, in_favour))
    while True:
        weights = np.zeros(len(speaks))
        weights[speaks] = _regression(x[:, speaks] / spread[speaks], y) / spread[speaks]
        # What is rare may by chance go with right readings; yet a doubt never makes one surer, nor a score less sure.
        perverse = (no_more & (weights > 0)) | (no_less & (weights < 0))
        if not perverse.any():
            break
        speaks &= ~perverse
    print(f"fitted on {len(y)}, {int((1 - y).sum())} of them wrong")
    return dict(zip(features, weights.tolist(), strict=True))


def _regression(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        curvature = np.maximum(p * (1 - p), 1e-9)
        step = np.linalg.solve(
            (x * curvature[:, None]).T @ x + RIDGE * len(y) * np.eye(x.shape[1]) * 0.01,
            x.T @ (y - p) - RIDGE * len(y) * weights * 0.01,
        )
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def confused(known: list[Case]) -> str:
    """The characters that the first reader gives for others in a tenth of the cases and thrice, however sure it is."""
    seen, wrong = Counter[str](), Counter[str]()
    for case in known:
        if len(case.printed) == len(case.read):
            seen.update(case.read)
            wrong.update(read for read, printed in zip(case.read, case.printed, strict=True) if read != printed)
    often = (char for char, times in wrong.items() if times >= 3 and times >= CONFUSED * seen[char] and is_han(char))
    return "".join(sorted(often))


def write(characters: dict[str, float], texts: dict[str, float], confused_ones: str) -> None:
    """Keep weights and confused characters where `ingest.certainty` looks for them."""
    lines = ["# Fitted by `python -m tests.benchmarks.certainty FIT... HELD --write`; not to be changed by hand."]
    for title, weights in (("characters", characters), ("texts", texts)):
        lines += ["", f"[{title}]", *(f'"{name}" = {weight:.5f}' for name, weight in weights.items())]
    lines += ["", "[confused]", f'characters = "{confused_ones}"']
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def report(held: list[Case]) -> None:
    """Print the reliability diagram as a table, and what acceptance costs and lets through."""
    print(f"{'certainty':>18}{'fields':>9}{'right':>10}")
    told = [case.reading.confidence for case in held]
    right = np.array([case.right for case in held])
    place = np.clip(np.searchsorted(BINS, told, side="right") - 1, 0, len(BINS) - 2)
    for number, (low, high) in enumerate(itertools.pairwise(BINS)):
        if (here := place == number).any():
            print(f"{low:>9.4f}–{high:<8.4f}{int(here.sum()):>9}{right[here].mean():>10.4f}")
    for damage in ("light", "medium", "heavy"):
        some = [case for case in held if case.damage == damage]
        accepted = [case for case in some if case.reading.status != "flagged"]
        wrong = [case for case in accepted if not case.right]
        flagged = len(some) - len(accepted)
        print(
            f"{damage:>8}: {len(some)} fields, {flagged} flagged ({flagged / max(1, len(some)):.2%}), "
            f"{len(wrong)} wrong among {len(accepted)} accepted"
        )
        for case in wrong[:20]:
            print(f"{'':10}{case.field} {case.reading.text} {case.reading.confidence}")


if __name__ == "__main__":
    sys.exit(main())
