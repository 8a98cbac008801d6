"""The desk's words for lines of a page and for what people decide of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from archive import structure
from archive.records import FIELDS, LineKind

LINES: Final[Mapping[LineKind, str]] = MappingProxyType(
    {
        LineKind.ENTRY: "条目",
        LineKind.TITLE: "标题",
        LineKind.HEADING: "表头",
        LineKind.GROUP_HEADING: "分组标题",
        LineKind.SUBTOTAL: "合计",
        LineKind.BLANK: "空行",
        LineKind.STRUCK_OUT: "划去",
        LineKind.FURNITURE: "页码、页眉或附注",
        LineKind.CONTINUED: "接上一条（或上页）",
        LineKind.REMOVED: "不是条目",
        LineKind.UNEXPLAINED: "未能解释",
        LineKind.UNREAD: "有字未读",
    }
)
_ENOUGH: Final = 12
"""Characters by which a line is known again."""
_REASONS: Final[tuple[tuple[str, str], ...]] = (
    ("the line that was seen is not there", "当时看的那一行已不在原处，这个决定没有套用"),
    ("the line now reads", "这一行现在读得不一样了，决定照旧，请再看一眼"),
    ("an entry stands there by now", "机器后来在这里也读出了一条，以补录的为准，请再看一眼"),
    ("the page has no column", "这一页已没有这一栏"),
)
_REFUSALS: Final[tuple[tuple[str, str], ...]] = (
    ("an entry stands there by now", "这里已经有一条了"),
    ("the line", "这一行刚刚变过"),
    ("the page has no column", "这一页没有这一栏了"),
)


def field_word(field: str) -> str:
    """A field's word; a column that fits none goes by its heading."""
    return FIELDS.get(field, field)


def deed(act: structure.Act) -> str:
    """What was done, in a few words."""
    match act:
        case structure.Added(fields=fields):
            told = f"补录一条：{_name(fields)}"
        case structure.Removed(line=line):
            told = f"核定为非条目：{_short(line.words)}"
        case structure.Split(line=line, rest=rest):
            told = f"拆出一条：{_short(line.words)} → {_name(rest.fields)}"
        case structure.Merged(first=first, second=second):
            told = f"合并两条：{_short(first.words)}＋{_short(second.words)}"
        case structure.Marked(line=line, kind=kind, text=text):
            told = f"标为{LINES[kind]}：{_short(text or line.words)}"
        case structure.Renamed(heading=heading, becomes=becomes, whole_roster=whole):
            told = f"“{heading}”一栏作“{field_word(becomes)}”" + ("（全册）" if whole else "")
        case structure.Settled(points=points):
            told = f"核平：{'；'.join(points)}"
        case structure.Undone():
            told = "撤销"
    return told


def reason(english: str) -> str:
    """Why a decision needs a person again."""
    return next((told for start, told in _REASONS if english.startswith(start)), english)


def refused(english: str) -> str:
    """Why a decision could not be made of what is there."""
    return next((told for start, told in _REFUSALS if english.startswith(start)), english)


def _name(fields: tuple[structure.Keyed, ...]) -> str:
    return next((each.text for each in fields if each.field == "name"), "□")


def _short(words: str) -> str:
    """The beginning of a line, which is mostly the name."""
    return words if len(words) <= _ENOUGH else f"{words[:_ENOUGH]}…"
