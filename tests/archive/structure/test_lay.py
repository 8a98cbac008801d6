"""What people decide of lines is laid over the page as the machine read it, and over no other line than they saw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive import points
from archive.corrections import Correction
from archive.records import Box, Entry, Ledger, Line, LineKind, PageRecord, Status, entry_id
from archive.structure import (
    AS_PRINTED,
    Added,
    Decision,
    Laid,
    Marked,
    Meaning,
    Merged,
    Removed,
    Renamed,
    Seen,
    Settled,
    Split,
    Undone,
    lay,
)
from tests.archive.structure.pages import SHA256, cell, decision, frame, keyed, page, person, seen

WANG, LI, ZHAO = person(1, "王德胜"), person(2, "李三"), person(3, "赵四")
PAGE = page(WANG, LI, ZHAO, open_points=("印有 4 人，列出 3 人",))
NEW = f"{SHA256[:16]}-1-a1"


def id_of(row: int) -> str:
    return entry_id(SHA256, 1, row)


def laid(*made: Decision, on: PageRecord = PAGE) -> Laid:
    return lay(on, SHA256, made)


def ids(found: Laid) -> list[str]:
    return [one.id for one in found.entries]


def text(found: Laid, row: int, field: str) -> str:
    reading = found.entries[row - 1].entry.reading(field)
    assert reading
    return reading.text


def in_step(found: Laid) -> bool:
    """Whether the ledger tells of just the entries there are, in their order."""
    rows = [line.row for line in found.ledger.lines if line.kind is LineKind.ENTRY]
    return rows == [one.entry.row for one in found.entries] == list(range(1, len(rows) + 1))


def test_a_page_of_which_nobody_decided_is_as_the_machine_read_it() -> None:
    found = laid()
    assert [one.entry for one in found.entries] == [WANG, LI, ZHAO]
    assert found.ledger == PAGE.ledger
    assert not found.loose


def test_a_missed_line_is_sorted_in_with_an_id_of_its_own_and_moves_no_other_id() -> None:
    tight = page(WANG, person(2, "赵四", 3))
    found = laid(decision(Added(frame(2), keyed(name="李三"), id=NEW)), on=tight)
    assert ids(found) == [id_of(1), NEW, id_of(2)]
    name = found.entries[1].entry.reading("name")
    assert name
    assert (name.text, name.status, name.box) == ("李三", Status.VERIFIED, Box(100, 200, 200, 50))
    assert in_step(found)


def test_a_missed_line_stands_where_the_person_put_it() -> None:
    found = laid(decision(Added(frame(7), keyed(name="孙五"), follows=seen(WANG), id=NEW)))
    assert ids(found) == [id_of(1), NEW, id_of(2), id_of(3)]


def test_a_line_that_was_taken_for_something_else_becomes_an_entry() -> None:
    note = Seen("", frame(9), "赵 兰女")
    found = laid(decision(Added(frame(9), keyed(name="赵兰", sex="女"), instead_of=note, id=NEW)))
    assert ids(found)[-1] == NEW
    assert LineKind.UNEXPLAINED not in {line.kind for line in found.ledger.lines}
    assert in_step(found)


def test_a_missed_line_closes_the_point_about_what_it_was_taken_for() -> None:
    point = "表外有一行没有得到解释：“赵 兰女”"
    on = page(WANG, LI, open_points=(point, "印有 4 人，列出 2 人"))
    note = Seen("", frame(9), "赵 兰女")
    act = Added(frame(9), keyed(name="赵兰"), instead_of=note, id=NEW)
    assert laid(decision(act), on=on).ledger.open == ("印有 4 人，列出 2 人",)
    assert laid(decision(Marked(note, LineKind.FURNITURE)), on=on).ledger.open == ("印有 4 人，列出 2 人",)
    assert laid(decision(act), decision(Undone(1), 2), on=on).ledger.open == (point, "印有 4 人，列出 2 人")


def left_open(*places: Box) -> tuple[PageRecord, tuple[str, ...]]:
    """A page with print that was not read, and the points about it."""
    whole = page(WANG, LI)
    unread = tuple(Line(LineKind.UNREAD, "", place) for place in places)
    told = tuple(points.unread(place, whole.width, whole.height, 0) for place in places)
    return replace(whole, ledger=Ledger((*whole.ledger.lines, *unread), told)), told


def test_a_missed_line_closes_the_points_about_its_print_and_no_others() -> None:
    on, told = left_open(Box(110, 410, 300, 30), Box(600, 412, 200, 30), Box(110, 460, 300, 30))
    found = laid(decision(Added(frame(6), keyed(name="孙五"), id=NEW)), on=on)
    assert found.ledger.open == told[2:]
    assert [line.box for line in found.ledger.lines if line.kind is LineKind.UNREAD] == [Box(110, 460, 300, 30)]
    assert in_step(found)


def test_a_frame_round_two_lines_closes_the_point_about_neither() -> None:
    on, told = left_open(Box(110, 410, 300, 30), Box(110, 460, 300, 30))
    found = laid(decision(Added(frame(6, 100), keyed(name="孙五"), id=NEW)), on=on)
    assert found.ledger.open == told


def test_a_phantom_is_explained_in_the_ledger() -> None:
    found = laid(decision(Removed(seen(LI))))
    assert ids(found) == [id_of(1), id_of(3)]
    assert [line.text for line in found.ledger.lines if line.kind is LineKind.REMOVED] == ["李三男七连"]
    assert found.former == {id_of(2): None}
    assert in_step(found)


def test_a_line_is_marked_as_what_it_is() -> None:
    found = laid(decision(Marked(seen(LI), LineKind.SUBTOTAL)))
    assert ids(found) == [id_of(1), id_of(3)]
    assert LineKind.SUBTOTAL in {line.kind for line in found.ledger.lines}
    heading = laid(decision(Marked(seen(LI), LineKind.GROUP_HEADING, "李家乡")))
    assert [line.text for line in heading.ledger.lines if line.kind is LineKind.GROUP_HEADING] == ["李家乡"]
    note = laid(decision(Marked(Seen("", frame(9), "赵 兰女"), LineKind.FURNITURE)))
    assert note.ledger.lines[-1].kind is LineKind.FURNITURE


def test_one_entry_becomes_two() -> None:
    both = Entry(2, frame(2, 100), (cell("name", "李三孙五", 2, 0), cell("sex", "男", 2, 1)))
    act = Split(seen(both), frame(2), keyed(name="李三"), Added(frame(3), keyed(name="孙五", sex="男"), id=NEW))
    found = laid(decision(act), on=page(WANG, both))
    assert ids(found) == [id_of(1), id_of(2), NEW]
    assert [text(found, row, "name") for row in (1, 2, 3)] == ["王德胜", "李三", "孙五"]
    assert found.entries[1].entry.box == frame(2)
    assert in_step(found)


def test_two_halves_become_one_and_what_both_had_waits_for_a_person() -> None:
    found = laid(decision(Merged(seen(LI), seen(ZHAO), keyed(name="李三四"))))
    assert ids(found) == [id_of(1), id_of(2)]
    name, sex = (found.entries[1].entry.reading(field) for field in ("name", "sex"))
    assert name
    assert sex
    assert (name.text, name.status) == ("李三四", Status.VERIFIED)
    assert (sex.text, sex.status) == ("男男", Status.FLAGGED)
    assert found.former == {id_of(3): id_of(2)}
    assert in_step(found)


def test_a_column_means_another_field_and_keeps_its_print() -> None:
    act = Renamed("牌号", "牌号", "unit")
    found = lay(
        PAGE,
        SHA256,
        [decision(act)],
        {},
        replace(AS_PRINTED, renamed=lambda field, reading: Meaning(f"{field} {reading.text}")),
    )
    units = [one.entry.reading("unit") for one in found.entries]
    assert [(unit.text, unit.value, unit.heading) for unit in units if unit] == [("七连", "unit 七连", "牌号")] * 3


def test_what_is_not_understood_in_its_new_field_waits_for_a_person() -> None:
    not_at_all = replace(AS_PRINTED, renamed=lambda _field, _reading: Meaning(None, doubtful=True))
    found = lay(PAGE, SHA256, [decision(Renamed("牌号", "牌号", "death"))], {}, not_at_all)
    death = found.entries[0].entry.reading("death")
    assert death
    assert (death.text, death.value, death.status) == ("七连", None, Status.FLAGGED)


def test_a_settled_ledger_is_open_again_where_something_else_is() -> None:
    settled = decision(Settled(("印有 4 人，列出 3 人",)))
    assert laid(settled).ledger.balanced
    otherwise = replace(PAGE, ledger=Ledger(PAGE.ledger.lines, ("序号 3 之后是 5",)))
    assert laid(settled, on=otherwise).ledger.open == ("序号 3 之后是 5",)


@pytest.mark.parametrize(
    "act",
    [
        Added(frame(7), keyed(name="孙五"), id=NEW),
        Removed(seen(LI)),
        Merged(seen(LI), seen(ZHAO), ()),
        Renamed("牌号", "牌号", "unit"),
        Marked(seen(LI), LineKind.HEADING),
        Settled(PAGE.ledger.open),
    ],
)
def test_what_is_taken_back_leaves_the_page_as_it_was_and_can_be_brought_back(act: Added) -> None:
    made = [decision(act), decision(Undone(1), 2), decision(Undone(2), 3)]
    assert laid(*made[:2]) == replace(laid(), former={})
    assert laid(*made) == laid(made[0])


def test_a_decision_stays_with_the_line_when_rows_are_counted_anew() -> None:
    above = person(1, "新见", 0.0)
    again = page(above, person(2, "王德胜", 1), person(3, "李三", 2), person(4, "赵四", 3))
    found = laid(decision(Removed(seen(LI))), on=again)
    assert [text(found, row, "name") for row in (1, 2, 3)] == ["新见", "王德胜", "赵四"]
    assert not found.loose


def test_a_decision_never_moves_to_another_person() -> None:
    again = page(person(1, "王德胜"), person(2, "孙五", 2.4), person(3, "赵四"))
    for act in (Removed(seen(LI)), Marked(seen(LI), LineKind.HEADING), Merged(seen(LI), seen(ZHAO), ())):
        found = laid(decision(act), on=again)
        assert len(found.entries) == 3
        assert [each.reason for each in found.loose] == [
            "the line that was seen is not there any more; the decision is not applied"
        ]


def test_a_line_that_is_read_otherwise_in_the_same_frame_keeps_the_decision_and_is_told() -> None:
    again = page(WANG, person(2, "木子三"), ZHAO)
    found = laid(decision(Removed(seen(LI))), on=again)
    assert ids(found) == [id_of(1), id_of(3)]
    assert [each.reason for each in found.loose] == ["the line now reads '木子三男七连'; the decision stands"]


def test_a_missed_line_that_the_machine_finds_later_stands_once_and_is_told() -> None:
    added = decision(Added(frame(4), keyed(name="孙五"), id=NEW))
    found = laid(added, on=page(WANG, LI, ZHAO, person(4, "孙伍")))
    assert ids(found) == [id_of(1), id_of(2), id_of(3), NEW]
    assert found.former == {id_of(4): NEW}
    assert [each.reason for each in found.loose] == [
        "an entry stands there by now ('孙伍男七连'); the added one stands"
    ]


def correction(id: int, row: int, saw: str, said: str) -> Correction:
    line = (WANG, LI, ZHAO)[row - 1].box
    return Correction(id_of(row), "name", "t", "李梅", "", saw, saw, said, said, line, id=id)


def test_what_was_decided_of_a_half_goes_with_it_into_the_whole() -> None:
    made = {id_of(3): [correction(1, 3, "赵四", "赵司")], id_of(2): [correction(2, 2, "李三", "李叁")]}
    found = lay(PAGE, SHA256, [decision(Merged(seen(LI), seen(ZHAO), ()), corrections=2)], made)
    assert text(found, 2, "name") == "李叁赵司"
    assert found.entries[1].settled == 2
    assert [one.settled for one in found.entries] == [0, 2]


def test_what_is_decided_later_is_left_to_whoever_reads_the_entry() -> None:
    made = {id_of(2): [correction(5, 2, "李三赵四", "李叁")]}
    found = lay(PAGE, SHA256, [decision(Merged(seen(LI), seen(ZHAO), ()), corrections=2)], made)
    assert text(found, 2, "name") == "李三赵四"
