"""Readings as they stand → cells of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from archive.bilingual import against, doubt_words, field_label
from archive.corrections import REREAD_DIFFERS, Act, Correction, Loose, Misfit, in_force, may_have_seen
from archive.records import DATE_FIELDS, ArchivedEntry, Box, Reading, Status
from archive.review.doubts import LOOSE, UNCLEAR
from archive.store import StoredPage
from webapp.dates import date_words
from webapp.desk.review.contexts import Cell, Corners, Emended, Past, Said
from webapp.desk.words import moment
from webapp.scraps import turned

_LOOSE: Final[Mapping[Misfit, str]] = {
    Misfit.GONE: "这一条已不在本页，原来的决定没有着落",
    Misfit.SHIFTED: "本页行次有变，原来的决定没有采用",
    Misfit.REREAD: "机器重读与所见不同，决定照旧，请复核",
    Misfit.UNSHOWN: "原文的读法已变，编者按没有显示",
}
_WHAT: Final[Mapping[Act, str]] = {Act.READ: "定为", Act.EMEND: "编者按：应为", Act.UNDO: "撤销，恢复为"}


def said(field: str, text: str, value: str | None) -> Said:
    """A text with its meaning in words."""
    dated = date_words(value) if value and field in DATE_FIELDS else None
    return Said(text, value, dated.zh if dated else value or "")


def upright(box: Box, sheet: StoredPage) -> Corners:
    """A box on the page set upright."""
    placed = turned(box, sheet.width, sheet.height, sheet.quarter_turns)
    return (round(placed.x, 1), round(placed.y, 1), round(placed.width, 1), round(placed.height, 1))


def cell_of(
    archived: ArchivedEntry, key: str, reading: Reading, sheet: StoredPage, unfit: Iterable[Loose] = ()
) -> Cell:
    """One reading of an entry; `unfit` are the entry's decisions that need a person again."""
    machine = reading.machine
    emended = reading.emended
    return Cell(
        entry=archived.id,
        key=key,
        row=archived.entry.row,
        label=label_of(reading.field, key),
        said=said(reading.field, reading.text, reading.value),
        seen=may_have_seen(reading)[-1],
        status=reading.status.value,
        certainty=int(100 * reading.confidence),
        doubts=_doubts(reading),
        box=upright(reading.box, sheet) if reading.box else None,
        machine=said(reading.field, machine.text, machine.value) if machine else None,
        emended=Emended(emended.text, said(reading.field, emended.text, emended.value).words, emended.note)
        if emended
        else None,
        loose=next((loose_words(each) for each in unfit if each.correction.field == key), ""),
        dated=reading.field in DATE_FIELDS or (reading.text[:1].isascii() and reading.text[:1].isdigit()),
    )


def label_of(field: str, key: str) -> str:
    """A field's word, with its number where it is printed twice."""
    return f"{field_label(field).zh}{key.removeprefix(field)}"


def past(made: Sequence[Correction], key: str | None = None) -> tuple[Past, ...]:
    """What was decided of a cell, last first; of all cells of the entry where `key` is None."""
    chosen = [each for each in made if key is None or each.field == key]
    standing = {(each.field, each.act): each.id for each in in_force(chosen)}
    return tuple(_past(each, each.id in standing.values()) for each in reversed(chosen))


def loose_words(loose: Loose) -> str:
    """Why a decision needs a person again."""
    return _LOOSE[loose.misfit]


def kind_words(kind: str) -> str:
    """A kind of doubt in words."""
    read, arrow, other = kind.partition("→")
    if arrow:
        return f"“{read}”可能是“{other}”"
    return {UNCLEAR: "字迹不清", LOOSE: "决定与现在的行次不合"}.get(kind) or doubt_words(kind).zh


def _doubts(reading: Reading) -> tuple[str, ...]:
    if reading.status is Status.FLAGGED:
        return tuple(both.zh for both in against(reading))
    return tuple(doubt_words(doubt).zh for doubt in reading.doubts if doubt == REREAD_DIFFERS)


def _past(made: Correction, standing: bool) -> Past:
    confirms = made.act is Act.READ and made.confirms
    removed = made.act is Act.EMEND and made.confirms
    what = "确认" if confirms else "取消编者按" if removed else _WHAT[made.act]
    return Past(
        id=made.id or 0,
        what=what,
        who=made.who,
        at=moment(made.at),
        saw=made.saw_text,
        text=made.text,
        words=said(made.field, made.text, made.value).words,
        why=made.why,
        standing=standing,
        field=made.field,
    )
