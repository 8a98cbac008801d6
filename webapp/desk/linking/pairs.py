"""Two entries side by side: what each says, and where they agree."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Final

from archive.linkage.claims import claims_of
from archive.linkage.decisions import told_apart
from archive.linkage.frequencies import Frequencies
from archive.linkage.keeping import read
from archive.linkage.likeness import Comparing
from archive.linkage.open import still_open
from archive.linkage.places import Kin
from archive.linkage.proposals import Proposal
from archive.records import FIELDS, ArchivedEntry, Person, Status
from archive.store import Sheet, SheetKey, links
from search.linkage import LORE
from webapp.desk.linking.contexts import Claim, Column, Named, PairPage, Row
from webapp.desk.words import field, moment
from webapp.scraps import Strip
from webapp.shelf import archive, sheets_of, shelf

_COMPARED: Final = frozenset(
    ("name", "sex", "birth", "native_place", "enlisted", "unit", "position", "death", "death_place")
)


def open_proposals() -> list[Proposal]:
    """Those that wait for a person, the likeliest first."""
    with archive().asking() as ask:
        return still_open(read(shelf().folder).found, links.linked(ask), links.distinctions(ask))


def another(archived: ArchivedEntry) -> str | None:
    """The id of an entry to put beside this one: of the same person, else the likeliest proposed; None without any."""
    person = archive().person(archived.person)
    linked = [each.id for each in person.entries if each.id != archived.id] if person else []
    proposed = ({each.one, each.other} - {archived.id} for each in open_proposals())
    return next(chain(linked, (pair.pop() for pair in proposed if len(pair) == 1)), None)


def pair_page(one: ArchivedEntry, other: ArchivedEntry) -> PairPage:
    """The comparison of two entries."""
    people = archive().persons((one.person, other.person))
    entries = _beside([one, other], people)
    sheets = sheets_of(entries)
    waiting = open_proposals()
    here = next((at for at, each in enumerate(waiting) if {each.one, each.other} == {one.id, other.id}), None)
    columns = tuple(_column(each, 1 if each.person == one.person else 2, sheets) for each in entries)
    return PairPage(
        one=columns[0],
        other=next(column for column in columns if column.entry == other.id),
        columns=columns,
        rows=_rows(one, other, entries, sheets),
        likely=None if here is None else percent(waiting[here].probability),
        together=one.person == other.person,
        apart=_apart(people[one.person], people[other.person]),
        waiting=len(waiting),
        place=0 if here is None else here + 1,
    )


def percent(probability: float) -> int:
    """A probability in whole per cent; nothing is ever certain."""
    return min(99, round(100 * probability))


def named(archived: ArchivedEntry) -> Named:
    """An entry in a word or two."""
    told = {key: reading for key in ("name", "native_place", "death") if (reading := archived.entry.reading(key))}
    words = {key: reading.value or reading.text for key, reading in told.items()}
    roster = archived.roster.title if archived.roster else archived.scan
    return Named(
        entry=archived.id,
        name=words.get("name") or "姓名未载",
        place=words.get("native_place", ""),
        death=words.get("death", ""),
        source=f"{roster} · {archived.scan} 第 {archived.page} 页第 {archived.entry.row} 条",
    )


def _beside(both: Sequence[ArchivedEntry], people: dict[str, Person]) -> list[ArchivedEntry]:
    """The first of both with all that are linked with it, then the other likewise."""
    found: dict[str, ArchivedEntry] = {}
    for each in both:
        found[each.id] = each
        found |= {beside.id: beside for beside in people[each.person].entries if beside.id not in found}
    return list(found.values())


def _column(archived: ArchivedEntry, side: int, sheets: dict[SheetKey, Sheet]) -> Column:
    sheet = sheets.get((archived.sha256, archived.page))
    title = archived.roster.title if archived.roster else (sheet.title if sheet else "")
    return Column(
        entry=archived.id,
        person=archived.person,
        side=side,
        title=title,
        scan=archived.scan,
        page=archived.page,
        row=archived.entry.row,
        line=Strip(archived, sheet.quarter_turns if sheet else 0).whole(),
    )


def _rows(
    one: ArchivedEntry, other: ArchivedEntry, entries: Sequence[ArchivedEntry], sheets: dict[SheetKey, Sheet]
) -> tuple[Row, ...]:
    both = claims_of(one, LORE), claims_of(other, LORE)
    agreements = Comparing(Frequencies(both), LORE, Kin()).agreements(*both)
    keys = dict.fromkeys(key for each in entries for key in each.entry.keyed())
    ordered = sorted(keys, key=lambda key: list(FIELDS).index(key) if key in FIELDS else len(FIELDS))
    claimed = {key: tuple(_claim(each, key, sheets) for each in entries) for key in ordered}
    return tuple(
        Row(
            label=field(key),
            state=str(agreements[key]) if key in _COMPARED else "",
            claims=claims,
        )
        for key, claims in claimed.items()
        if any(claim and (claim.words or claim.doubtful) for claim in claims)
    )


def _claim(archived: ArchivedEntry, key: str, sheets: dict[SheetKey, Sheet]) -> Claim | None:
    reading = archived.entry.keyed().get(key)
    if reading is None:
        return None
    sheet = sheets.get((archived.sha256, archived.page))
    words = reading.value or reading.text
    return Claim(
        words=words,
        printed=reading.text if reading.text != words else "",
        doubtful=reading.status is Status.FLAGGED,
        checked=reading.status is Status.VERIFIED,
        scrap=Strip(archived, sheet.quarter_turns if sheet else 0).piece(key),
    )


def _apart(one: Person, other: Person) -> str:
    ones, others = ([entry.id for entry in person.entries] for person in (one, other))
    with archive().asking() as ask:
        found = told_apart(ones, others, links.distinctions(ask))
    if found is None:
        return ""
    why = f"：{found.signed.why}" if found.signed.why else ""
    return f"{found.signed.who}（{moment(found.signed.at)}）{why}"
