"""A ditto mark means what stands over it by now."""

from __future__ import annotations

from dataclasses import replace

from archive.corrections import Correction
from archive.records import Box, Entry, PageRecord, Status, entry_id
from archive.structure import Added, Decision, Keyed, Laid, Removed, lay
from archive.structure.readings import Corrections
from tests.archive.structure.pages import SHA256, cell, decision, frame, page, seen

NEW = f"{SHA256[:16]}-1-a1"


def line(row: int, name: str, place: str, means: str | None = "=", at: float | None = None) -> Entry:
    where = row if at is None else at
    told = cell("native_place", place, where, 1)
    value = (place or None) if means == "=" else means
    return Entry(row, frame(where), (cell("name", name, where, 0), replace(told, value=value)))


FIRST = line(1, "王德胜", "惠民县")
STAIN = line(2, "一", "丨")
BELOW, LAST = line(3, "李三", "〃", "丨"), line(4, "赵四", "〃", "丨")
PAGE = page(FIRST, STAIN, BELOW, LAST)


def means(*made: Decision, on: PageRecord = PAGE, corrections: Corrections | None = None) -> list[str | None]:
    return [one.entry.keyed()["native_place"].value for one in laid(*made, on=on, corrections=corrections).entries]


def laid(*made: Decision, on: PageRecord = PAGE, corrections: Corrections | None = None) -> Laid:
    return lay(on, SHA256, made, corrections or {})


def added(at: float, place: str, means: str) -> Decision:
    fields = (Keyed("name", "孙五", "孙五"), Keyed("native_place", place, means))
    return decision(Added(frame(at), fields, id=NEW))


def test_under_a_phantom_it_means_what_the_line_over_the_phantom_says_and_so_do_those_below() -> None:
    assert means(decision(Removed(seen(STAIN)))) == ["惠民县", "惠民县", "惠民县"]


def test_under_a_missed_line_it_means_what_that_line_says() -> None:
    tight = page(FIRST, line(2, "李三", "〃", "惠民县", at=3), line(3, "赵四", "〃", "惠民县", at=4))
    assert means(added(2, "阳信县", "阳信县"), on=tight) == ["惠民县", "阳信县", "阳信县", "阳信县"]
    assert means(added(5, "阳信县", "阳信县"), on=tight) == ["惠民县", "惠民县", "惠民县", "阳信县"]


def test_under_nothing_it_means_nothing_and_waits_for_a_person() -> None:
    found = laid(decision(Removed(seen(FIRST))), on=page(FIRST, line(2, "李三", "〃", "惠民县")))
    reading = found.entries[0].entry.keyed()["native_place"]
    assert (reading.text, reading.value, reading.status) == ("〃", None, Status.FLAGGED)


def test_it_means_what_a_person_decided_of_the_line_over_it() -> None:
    id = entry_id(SHA256, 1, 1)
    made = Correction(id, "native_place", "t", "李梅", "", "惠民县", "惠民县", "惠民", "惠民", FIRST.box, id=1)
    assert means(decision(Removed(seen(STAIN))), corrections={id: [made]})[1:] == ["惠民", "惠民"]


def test_what_two_people_side_by_side_repeat_stays_in_their_own_column() -> None:
    def half(row: int, name: str, place: str, means: str, *, right: bool) -> Entry:
        told = line(row, name, place, means, at=(row + 1) // 2)
        return replace(told, box=Box(500 if right else 100, told.box.y, 390, told.box.height))

    left, right = half(1, "王", "惠民县", "惠民县", right=False), half(2, "李", "阳信县", "阳信县", right=True)
    on = page(left, right, half(3, "赵", "〃", "惠民县", right=False), half(4, "钱", "〃", "阳信县", right=True))
    assert means(decision(Removed(seen(right))), on=on) == ["惠民县", "惠民县", None]
