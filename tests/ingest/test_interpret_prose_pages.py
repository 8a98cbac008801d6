"""An entry of running text that a page break cuts is whole, and belongs to the page where it begins."""

from __future__ import annotations

import pytest

from archive.records import Status
from ingest.interpret import Interpretation
from ingest.pages import Transcript
from tests.ingest.drawing import kinds, texts
from tests.ingest.drawing import page as tables
from tests.ingest.parse.test_prose import FACTS, LI, WANG, ZHAO
from tests.ingest.prose_page import EM, column, page
from tests.ingest.test_interpret_pages import names, read


def pages(*texts: str) -> list[Interpretation]:
    return read(*[page(column(text)) for text in texts])


@pytest.mark.parametrize("cut", [24, 48])
@pytest.mark.parametrize("numbers", [("", ""), ("\n-31-", "-32-\n")])
def test_an_entry_has_its_end_from_the_next_page(cut: int, numbers: tuple[str, str]) -> None:
    first, after = pages(f"{LI}\n{WANG[:cut]}{numbers[0]}", f"{numbers[1]}{WANG[cut:]}\n{ZHAO}")
    assert names(first) == ["李秀英", "王德胜"]
    assert texts(first.record.entries[1]) == FACTS
    assert names(after) == ["赵石"]
    assert {*kinds(after)} - {"furniture"} == {"continued", "entry"}
    assert first.record.ledger.balanced
    assert after.record.ledger.balanced


def test_what_stands_on_the_next_page_has_no_box_and_says_so() -> None:
    first, _ = pages(f"{LI}\n{WANG[:48]}", f"{WANG[48:]}\n{ZHAO}")
    entry = first.record.entries[1]
    for reading in entry.readings:
        here = reading.text in WANG[:48]
        assert (reading.box is not None) == here, reading
        assert ("on the next page" in reading.doubts) != here
        assert reading.status is Status.ACCEPTED
    ledger_line = next(line for line in first.record.ledger.lines if line.row == 2)
    assert ledger_line.text == WANG[:48].replace(" ", "")


def test_a_word_that_the_break_cuts_is_framed_where_it_begins() -> None:
    at = WANG.index("七师")
    first, _ = read(page(column(f"{LI}\n{WANG[:at]}", width=at)), page(column(f"{WANG[at:]}\n{ZHAO}")))
    unit = first.record.entries[1].reading("unit")
    assert unit is not None
    assert unit.text == "渤纵七师"
    assert unit.box is not None
    assert unit.box.width == pytest.approx(2 * EM, abs=EM / 2)


def test_a_page_that_ends_with_a_sentence_takes_nothing() -> None:
    first, after = pages(f"{LI}\n{WANG}", f"当时他在家乡一带坚持斗争，十分英勇。\n{ZHAO}")
    assert texts(first.record.entries[1]) == FACTS
    assert "有一段不像条目" in after.record.ledger.open[0]


def test_the_next_person_is_not_swallowed() -> None:
    first, after = pages(f"{LI}\n{WANG[:48]}", f"{LI}\n{ZHAO}")
    assert names(after) == ["李秀英", "赵石"]
    assert first.record.ledger.open == ("末条未完，续在下一页，请补全该条",)
    assert after.record.ledger.balanced


def test_a_village_at_the_head_of_the_next_page_is_no_person() -> None:
    text = "王德胜 男，1920年3月生，原籍山东省惠民县石庙乡东" + "李村人，1942年参加革命，1947年5月在孟良崮战斗中牺牲。"
    first, after = pages(f"{ZHAO}\n{text[:24]}", f"{text[24:]}\n{LI}")
    assert texts(first.record.entries[1])["native_place"] == "山东省惠民县石庙乡东李村"
    assert names(after) == ["李秀英"]


@pytest.mark.parametrize(
    "other",
    [
        tables("| 姓名 | 籍贯 | 性别 |\n| 王一山 | 东李村 | 男 |"),
        page(column("来信收到，家中一切都好，请不要挂念，今年的麦子很好。\n　　母亲的身体也比去年好些，请放心。")),
        page(column("沙窝乡（1人）\n" + ZHAO)),
    ],
    ids=["a table", "a letter", "a heading"],
)
def test_a_page_of_another_kind_gives_nothing(other: Transcript) -> None:
    first, _ = read(page(column(f"{LI}\n{WANG[:48]}")), other)
    assert first.record.ledger.open == ("末条未完，续在下一页，请补全该条",)


def test_the_last_page_may_hold_nothing_but_the_end_of_an_entry() -> None:
    first, after = pages(f"{LI}\n{WANG[:48]}", WANG[48:])
    assert texts(first.record.entries[1]) == FACTS
    assert after.record.ledger.balanced


def test_people_under_a_heading_are_counted_over_pages() -> None:
    first, after = pages(f"沙窝乡（4人）\n{LI}\n{WANG}", ZHAO)
    assert first.record.ledger.balanced
    assert after.record.ledger.open == ("“沙窝乡”印有 4 人，前页列出 2 人，本页列出 1 人（后一页可能还有）",)
