"""What the authority knows of a place or a unit, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from archive.authority.lines import AnyRecord, Membership, Record, Succession
from archive.authority.local import in_force
from archive.authority.spells import EARLIER, LATER, Spell
from archive.authority.table import cited
from archive.bilingual import Both
from webapp.browsing.contexts import Kin, Known
from webapp.languages import Words, told

_OPEN: Final = Spell(None, None)
_LEVELS: Final[Mapping[str, str]] = {
    **{"省": "province", "行政区": "administrative district", "专区": "prefecture", "地区": "prefecture"},
    **{"特区": "special district", "地级市": "prefecture-level city", "县": "county", "市": "city", "区": "district"},
    **{"镇": "town", "总部": "general headquarters", "野战军": "field army", "兵团": "army group"},
    **{"军区": "military region", "军分区": "military subdistrict", "纵队": "column", "军": "army", "师": "division"},
    **{"旅": "brigade", "支队": "detachment", "团": "regiment"},
}
"""What places and units may be, in the words of the authority, and in English."""


def known_of(
    record: AnyRecord, records: Mapping[str, AnyRecord], table: Path, forms: Callable[[AnyRecord], Iterable[str]]
) -> Known:
    """One record of `table` in words; `forms` are the names under which it is printed."""
    holds = [
        Kin(other.name, _during(link), part=False, unproven=link.unproven)
        for other in records.values()
        for link in other.within
        if link.of == record.id
    ]
    texts = cited(table, in_force().of(table.stem))
    return Known(
        name=record.name,
        level=told(Both(record.level, _LEVELS[record.level])),
        years=years_of([record]),
        forms=tuple(form for form in forms(record) if form != record.name),
        within=tuple(_within(records, link) for link in record.within),
        came_from=tuple(_kin(records, link) for link in record.came_from),
        became=tuple(_kin(records, link) for link in record.became),
        holds=tuple(dict.fromkeys(holds)),
        note=record.note,
        sources=tuple(texts[key] for key in record.sources),
    )


def years_of(records: Iterable[AnyRecord]) -> Words:
    """The years of what bears one name: 1913—1958，1961—1987; "" where no year is known."""
    spells = [[words for spell in record.spells if (words := spell_words(spell))] for record in records]
    zh = "；".join(dict.fromkeys("，".join(words.zh for words in each) for each in spells if each))
    en = "; ".join(dict.fromkeys(", ".join(words.en for words in each) for each in spells if each))
    return told(Both(zh, en)) if zh else ""


def spell_words(spell: Spell) -> Both | None:
    """1943—1956; a side that nobody knows is left blank, and what lasts is said to last."""
    if spell == _OPEN:
        return None
    first = {EARLIER: Both("早已有之", "of old"), None: Both("")}.get(spell.first, Both(str(spell.first)))
    last = {LATER: Both("今", "today"), None: Both("")}.get(spell.last, Both(str(spell.last)))
    if first == last:
        return Both(first.zh, first.en or first.zh)
    return Both(f"{first.zh}—{last.zh}", f"{first.en or first.zh}–{last.en or last.zh}")


def _within(records: Mapping[str, AnyRecord], link: Membership) -> Kin:
    return Kin(records[link.of].name, _during(link), part=False, unproven=link.unproven)


def _during(link: Membership) -> Words:
    words = spell_words(link.during)
    return told(words) if words else ""


def _kin(records: Mapping[str, AnyRecord], link: Succession) -> Kin:
    other: Record = records[link.other]
    return Kin(other.name, "" if link.year is None else str(link.year), link.part, link.unproven)
