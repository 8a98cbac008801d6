"""What waits for a person comes in the order in which it matters."""

from __future__ import annotations

from dataclasses import replace

from archive.corrections import Correction, Loose, Misfit
from archive.records import ArchivedEntry, Box, Entry, Reading, Status, Vote
from archive.review.choices import confusions, runners_up
from archive.review.doubts import LOOSE, UNCLEAR, What, doubts_of

BOX = Box(0, 0, 100, 20)


def read(field: str, text: str, confidence: float = 1.0, *votes: str, doubts: tuple[str, ...] = ()) -> Reading:
    status = Status.ACCEPTED if confidence > 0.9 else Status.FLAGGED
    return Reading(
        field, field, text, text, confidence, status, BOX, tuple(Vote("r", vote, 0.5) for vote in votes), doubts
    )


def line(row: int, *readings: Reading) -> ArchivedEntry:
    return ArchivedEntry(f"e-1-{row}", "p", "a.png", "e", 1, None, Entry(row, BOX, readings))


def order(*entries: ArchivedEntry) -> list[tuple[int, str]]:
    return [(doubt.row, doubt.field) for doubt in doubts_of(entries, {})]


def test_names_come_before_places_before_dates_before_all_else() -> None:
    fields = ("position", "death", "native_place", "name")
    assert order(line(1, *(read(field, "甲", 0.5) for field in fields))) == [(1, field) for field in reversed(fields)]


def test_what_is_least_certain_comes_first() -> None:
    lines = (line(row, read("name", "甲", certainty)) for row, certainty in ((1, 0.8), (2, 0.2), (3, 0.5)))
    assert order(*lines) == [(2, "name"), (3, "name"), (1, "name")]


def test_a_doubt_on_which_ditto_marks_lean_comes_earlier() -> None:
    lines = (
        line(1, read("death", "1947", 0.6)),
        line(2, read("death", "1948", 0.8)),
        line(3, read("death", "〃")),
        line(4, read("death", "同上")),
        line(5, read("death", "1949", 0.7)),
    )
    assert order(*lines) == [(2, "death"), (1, "death"), (5, "death")]


def test_only_what_no_person_has_settled_waits() -> None:
    settled = replace(read("name", "甲", 0.2), status=Status.VERIFIED)
    assert order(line(1, settled, read("sex", "男"))) == []


def test_a_doubt_tells_what_it_may_be_taken_for() -> None:
    (doubt,) = doubts_of([line(1, read("native_place", "高河", 0.5, "商河", "高何", "河", doubts=("faint",)))], {})
    assert doubt.kinds == ("faint", "高→商", "河→何")
    (doubt,) = doubts_of([line(1, read("name", "王", 0.5, "王"))], {})
    assert doubt.kinds == (UNCLEAR,)


def test_a_decision_whose_line_is_gone_waits_before_all_of_its_field() -> None:
    decision = Correction("e-1-9", "name", "t", "李梅", "", "甲", "甲", "乙", "乙")
    gone = {"e-1-9": [Loose(decision, Misfit.GONE, "the entry is no more")]}
    doubts = doubts_of([line(1, read("name", "甲", 0.2))], gone)
    assert [(doubt.row, doubt.what, doubt.kinds) for doubt in doubts] == [
        (9, What.LOST, (LOOSE,)),
        (1, What.FLAGGED, (UNCLEAR,)),
    ]


def test_other_texts_come_likeliest_first_and_each_once() -> None:
    votes = (Vote("a", "王德股", 0.9), Vote("b", "王德殷", 0.3), Vote("c", "王德胜", 0.6), Vote("d", "王德殷", 0.2))
    assert runners_up(replace(read("name", "王德股"), votes=votes)) == ["王德胜", "王德殷"]


def test_of_a_decided_reading_what_the_machine_read_is_offered_first() -> None:
    machine = read("name", "王德股", 0.4, "王德殷")
    assert runners_up(replace(machine, text="王德胜", machine=machine)) == ["王德股", "王德殷"]
    assert list(confusions(replace(machine, text="王德胜", machine=machine))) == ["胜→股", "胜→殷"]
