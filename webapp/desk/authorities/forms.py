"""The form of one record, and the line that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from archive.authority.lines import COLUMNS, LocalLine
from archive.authority.tables import Table
from webapp.desk.authorities.contexts import Part

_LONGEST: Final = 500
"""Characters of one column."""
_PARTS: Final = {
    "years": (
        "年份",
        "起/止，两头都算；几段用空格隔开。起止不明的一边空着，向来就有写 ..，至今仍在也写 ..：../1948 1961/..",
    ),
    "within": ("隶属", "隶属于谁、哪些年，几项用分号隔开：惠民专区 1950/1958;惠民地区 1967/1992"),
    "became": ("后来", "变成了什么、哪一年，用分号隔开：高青县 1948。只划去一部分的加“部分”，没有文字可据的加“待证”"),
    "also": ("又名", "印本上还写作什么，用分号隔开"),
    "note": ("说明", "一句话，写别的栏放不下的"),
    "sources": ("出处", "下面列出的出处简称，用空格隔开；每一行都要有出处"),
}
_OF_POSITIONS: Final = ("also", "note", "sources")


@dataclass(frozen=True, slots=True)
class Given:
    """What the form holds, or will hold; `decision` is the last on the line when the form was handed out."""

    id: str = ""
    level: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    source_key: str = ""
    source_text: str = ""
    why: str = ""
    decision: int = 0


def given_in(form: Mapping[str, str]) -> Given:
    """What somebody sent; longer texts than a column takes are cut."""

    def told(name: str) -> str:
        return " ".join(form.get(name, "").split())[:_LONGEST]

    decision = form.get("decision", "0")
    return Given(
        id=told("id"),
        level=told("level"),
        columns={name: told(name).replace("；", ";") for name in _PARTS},
        source_key=told("source_key").replace(" ", ""),
        source_text=told("source_text"),
        why=told("why"),
        decision=int(decision) if decision.isdecimal() else 0,
    )


def standing(line: LocalLine) -> Given:
    """The form for a line as it stands."""
    told = dict(zip(COLUMNS, line.cells, strict=True))
    return Given(id=line.id, level=told["level"], columns={name: told[name] for name in _PARTS})


def line_given(table: Table, id: str, given: Given) -> LocalLine:
    """The line that the form makes; a new source is named by it, and those of the line before stay its own."""
    known = table.line_of(id)
    cited = dict(known.cited) if known else {}
    keys = given.columns.get("sources", "").split()
    if given.source_key and given.source_text:
        cited[given.source_key] = given.source_text
        keys += [given.source_key]
    others = table.sources()
    cited |= {key: others[key] for key in keys if key in others and key not in cited}
    columns = {**given.columns, "sources": " ".join(dict.fromkeys(keys))}
    return LocalLine(
        tuple({"id": id, "level": given.level, **columns}.get(name, "") for name in COLUMNS),
        tuple((key, cited[key]) for key in dict.fromkeys(keys) if key in cited),
    )


def parts_of(table: Table, given: Given) -> tuple[Part, ...]:
    """The columns that a table fills."""
    names = _OF_POSITIONS if table.name == "positions" else tuple(_PARTS)
    return tuple(Part(name, _PARTS[name][0], given.columns.get(name, ""), _PARTS[name][1]) for name in names)
