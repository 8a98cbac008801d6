"""What the authority knows of a place or a unit, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from archive.authority.local import in_force
from archive.authority.spells import EARLIER, LATER, Spell
from archive.authority.table import AnyRecord, Membership, Record, Succession, cited
from webapp.browsing.contexts import Kin, Known

_OPEN: Final = Spell(None, None)


def known_of(
    record: AnyRecord, records: Mapping[str, AnyRecord], table: Path, forms: Callable[[AnyRecord], Iterable[str]]
) -> Known:
    """One record of `table` in words; `forms` are the names under which it is printed."""
    holds = [
        Kin(other.name, spell_words(link.during), part=False, unproven=link.unproven)
        for other in records.values()
        for link in other.within
        if link.of == record.id
    ]
    texts = cited(table, in_force().of(table.stem))
    return Known(
        name=record.name,
        level=record.level,
        years=spells_words(record.spells),
        forms=tuple(form for form in forms(record) if form != record.name),
        within=tuple(_within(records, link) for link in record.within),
        came_from=tuple(_kin(records, link) for link in record.came_from),
        became=tuple(_kin(records, link) for link in record.became),
        holds=tuple(dict.fromkeys(holds)),
        note=record.note,
        sources=tuple(texts[key] for key in record.sources),
    )


def spells_words(spells: Iterable[Spell]) -> str:
    """Spells of years as they are printed: 1913—1958，1961—1987; "" where no year is known."""
    return "，".join(filter(None, map(spell_words, spells)))


def spell_words(spell: Spell) -> str:
    """1943—1956; a side that nobody knows is left blank, and what lasts is said to last."""
    if spell == _OPEN:
        return ""
    first = {EARLIER: "早已有之", None: ""}.get(spell.first, str(spell.first))
    last = {LATER: "今", None: ""}.get(spell.last, str(spell.last))
    return first if first == last else f"{first}—{last}"


def _within(records: Mapping[str, AnyRecord], link: Membership) -> Kin:
    return Kin(records[link.of].name, spell_words(link.during), part=False, unproven=link.unproven)


def _kin(records: Mapping[str, AnyRecord], link: Succession) -> Kin:
    other: Record = records[link.other]
    return Kin(other.name, "" if link.year is None else str(link.year), link.part, link.unproven)
