"""Entries as different rosters may tell of people, and plain lore to compare them by."""

from __future__ import annotations

import hashlib

from archive.linkage.claims import Lore
from archive.records import ArchivedEntry, Box, Entry, Reading, Roster, Status, Vote, entry_id

_PLAIN = str.maketrans({"勝": "胜", "劉": "刘"})
_ALIKE = {"胜": "性", "性": "胜"}
_SOUNDS = {"生": ("sheng",), "胜": ("sheng",)}

LORE = Lore(
    fold=lambda text: text.translate(_PLAIN).replace(" ", ""),
    lookalikes=lambda char: _ALIKE.get(char, ""),
    faintly=lambda one, other: {one, other} == {"胜", "朥"},
    sounds=lambda char: _SOUNDS.get(char, (char,)),
    at_county=lambda place: (
        (place[: place.index("县") + 1], place[place.index("县") + 1 :]) if "县" in place else ("", place)
    ),
    full_unit=str,
)


def told(roster: str, row: int, flagged: str = "", seen: str = "", **fields: str) -> ArchivedEntry:
    """One line of a roster's only page; `flagged` is a field in doubt, `seen` what else its name was read as."""
    sha256 = hashlib.sha256(roster.encode()).hexdigest()
    box = Box(0, 100.0 * row, 900, 80)
    votes = (Vote("other", seen, 0.5),) if seen else ()
    readings = tuple(
        Reading(
            field, field, text, text, 0.9, Status.FLAGGED if field == flagged else Status.ACCEPTED, box,
            votes if field == "name" else (),
        )
        for field, text in fields.items()
    )  # fmt: skip
    id = entry_id(sha256, 1, row)
    return ArchivedEntry(id, id, f"{roster}.png", sha256, 1, Roster(roster, roster), Entry(row, box, readings))


def crowd(size: int = 300) -> list[ArchivedEntry]:
    """People of other names, among whom those of a test stand."""
    surnames, given = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨", "国建文武仁义礼智信忠孝廉勇刚毅"
    return [
        told(
            "众",
            row,
            name=surnames[row % 15] + given[row // 15 % 15] + given[row // 7 % 15],
            sex="男",
            native_place=f"{'甲乙丙丁'[row % 4]}县村{row}",
            death=str(1938 + row % 15),
        )
        for row in range(1, size)
    ]
