"""How well an export tells what the pages hold.

`truth.json` lists scans with what is printed on them; an export (`bohai export jsonl`) lists what was
read. The people of a page are matched in reading order, and every field that either side has counts.
What carries no meaning (width, spaces, look-alike punctuation) is folded away before comparing.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from archive.records import DATE_FIELDS, FIELDS

UNSCORED: Final = {"honors", "alias", "remarks"}
SCORED: Final = tuple(name for name in FIELDS if name not in UNSCORED)
DITTO: Final = ("〃", "同上")
MATCH: Final = 0.4
"""Two people less alike than this are two people."""

# Zeros, dots, commas and dashes are set in whatever form the typeface has; 鎭 is another form of 鎮.
_LOOKALIKES: Final = str.maketrans(
    dict.fromkeys("○零O", "〇") | dict.fromkeys("·。", ".") | {"、": ","} | dict.fromkeys("—―-", "一") | {"鎭": "鎮"}
)

Record = Mapping[str, Any]


@dataclass
class Tally:
    """Counts over any number of pages; `+` joins two."""

    people: int = 0
    lost: int = 0
    phantom: int = 0
    whole: int = 0
    fields: int = 0
    exact: int = 0
    names: int = 0
    names_exact: int = 0
    chars: int = 0
    edits: int = 0
    values: int = 0
    values_exact: int = 0
    boxes: int = 0
    boxes_good: int = 0
    flagged: int = 0
    accepted: int = 0
    silent: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


@dataclass(frozen=True)
class Wrong:
    """One field that was not read as printed."""

    scan: str
    field: str
    printed: str
    read: str
    confidence: float | None
    status: str


def fold(text: str | None) -> str:
    """`text` without what carries no meaning."""
    return "".join(unicodedata.normalize("NFKC", text or "").split()).translate(_LOOKALIKES)


@functools.lru_cache(maxsize=1 << 18)
def distance(one: str, other: str) -> int:
    """How many characters must be put in, taken out or changed (Levenshtein 1966)."""
    if one == other:
        return 0
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        line = [i]
        for j, b in enumerate(other, 1):
            line.append(min(above[j] + 1, line[j - 1] + 1, above[j - 1] + (a != b)))
        above = line
    return above[-1]


def likeness(printed: Mapping[str, str], read: Mapping[str, str]) -> float:
    """How alike two people are, 0 to 1, from folded texts; a name weighs as much as three other fields."""
    alike = weight = 0.0
    for name, want in printed.items():
        have = read[name]
        if want or have:
            share = 3.0 if name == "name" else 1.0
            alike += share * (1 - distance(want, have) / max(len(want), len(have)))
            weight += share
    return alike / weight if weight else 0.0


def match(alike: Sequence[Sequence[float]], read: int) -> list[tuple[int | None, int | None]]:
    """Pairs (printed, read) in reading order with the greatest likeness in all; None has no partner.

    `alike[i][j]` is the likeness of printed person i and read person j of `read`.
    """
    printed = len(alike)
    best = [[0.0] * (read + 1) for _ in range(printed + 1)]

    def joined(i: int, j: int) -> float:
        return best[i + 1][j + 1] + (alike[i][j] if alike[i][j] >= MATCH else -1)

    for i in reversed(range(printed)):
        for j in reversed(range(read)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], joined(i, j))
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < printed or j < read:
        if i < printed and j < read and alike[i][j] >= MATCH and best[i][j] == joined(i, j):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif i < printed and (j == read or best[i][j] == best[i + 1][j]):
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return pairs


def shows(shown: Sequence[float], wanted: Sequence[float]) -> bool:
    """Whether a box `[x, y, width, height]` shows what stands in another.

    Either they agree (half of their union is common), or nine tenths of the wanted box are
    shown by one not much larger (a cell round its text).
    """
    across = min(shown[0] + shown[2], wanted[0] + wanted[2]) - max(shown[0], wanted[0])
    down = min(shown[1] + shown[3], wanted[1] + wanted[3]) - max(shown[1], wanted[1])
    common = max(0.0, across) * max(0.0, down)
    area, wanted_area = shown[2] * shown[3], wanted[2] * wanted[3]
    if common and common / (area + wanted_area - common) >= 0.5:
        return True
    return area <= 6 * wanted_area + 4000 and common >= 0.9 * wanted_area


def score_page(page: Record, read: Sequence[Record]) -> Tally:
    """The counts of one scan of a truth file; `read` are its exported entries in order."""
    printed = page["records"]
    names = [name for name in SCORED if any(name in person for person in printed)]
    wants = [{name: fold(_of(person, name).get("text")) for name in names} for person in printed]
    haves = [{name: fold(_of(entry["fields"], name).get("text")) for name in names} for entry in read]
    tally = Tally()
    for i, j in match([[likeness(want, have) for have in haves] for want in wants], len(read)):
        if i is None:
            tally.phantom += 1
        elif j is None:
            tally += _lost(wants[i])
        else:
            tally += _met(page["scan"], printed[i], read[j]["fields"], names)
    return tally


def _lost(want: Mapping[str, str]) -> Tally:
    texts = [text for text in want.values() if text]
    letters = sum(map(len, texts))
    return Tally(people=1, lost=1, fields=len(texts), names=int(bool(want.get("name"))), chars=letters, edits=letters)


def _met(scan: str, printed: Record, read: Record, names: Iterable[str]) -> Tally:
    tally = Tally(people=1)
    for name in names:
        tally += _field(scan, name, _of(printed, name), _of(read, name))
    tally.whole = int(tally.exact == tally.fields)
    return tally


def _field(scan: str, name: str, printed: Record, read: Record) -> Tally:
    want, have = fold(printed.get("text")), fold(read.get("text"))
    if not want and not have:
        return Tally()
    right = want == have
    status = read.get("status", "flagged")
    tally = Tally(fields=1, exact=int(right), chars=len(want), edits=distance(want, have))
    if name == "name":
        tally.names, tally.names_exact = 1, int(right)
    if status == "flagged":
        tally.flagged = 1
    else:
        tally.accepted, tally.silent = 1, int(not right)
    if not right:
        texts = printed.get("text", ""), read.get("text", "")
        tally.wrong.append(Wrong(scan, name, *texts, read.get("confidence"), status))
    if want and (name in DATE_FIELDS or printed["text"] in DITTO):
        tally.values, tally.values_exact = 1, int(fold(printed["value"]) == fold(read.get("value")))
    if want and printed.get("box"):
        tally.boxes, tally.boxes_good = 1, int(bool(read.get("box")) and shows(read["box"], printed["box"]))
    return tally


def _of(fields_of_one: Record, name: str) -> Record:
    return fields_of_one.get(name) or {}


def read_export(path: Path) -> dict[str, list[Record]]:
    """The entries of a JSON Lines export by the file name of their scan, in reading order."""
    by_scan: defaultdict[str, list[Record]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            by_scan[entry["scan"].split("/")[-1]].append(entry)
    return {scan: sorted(rows, key=lambda e: (e["page"], e["row"])) for scan, rows in by_scan.items()}


def score(truth: Iterable[Record], export: Mapping[str, Sequence[Record]]) -> dict[tuple[str, str], Tally]:
    """The counts of each (layout, damage) of a truth file."""
    tallies: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    for page in truth:
        tallies[page["layout"], page["damage"]] += score_page(page, export.get(page["scan"].split("/")[-1], []))
    return dict(tallies)
