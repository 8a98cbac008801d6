"""Serials are contiguous and counts agree, or the ledger says in plain words what does not."""

from __future__ import annotations

import pytest

from ingest import ledger
from ingest.parse.groups import Total, group


@pytest.mark.parametrize(
    ("printed", "wrong"),
    [
        ("1 2 3 4", []),
        ("12 13 14", []),
        ("十一 十二 十三", []),
        ("12 13 15 16", ["序号从 13 跳到 15，缺 14"]),
        ("12 13 17", ["序号从 13 跳到 17，缺 14 至 16"]),
        ("12 18 14 15", ["序号印作 18，按前后应是 13"]),
        ("12 12 13", ["序号 12 重复"]),
        ("12 13 5 6", ["序号从 13 回到 5"]),
        ("12 l3 14", ["序号“l3”读不出，按前后应是 13"]),
        ("41 42 1 2", []),
    ],
)
def test_serials_are_contiguous_or_it_is_said_where_they_are_not(printed: str, wrong: list[str]) -> None:
    assert list(ledger.serials(printed.split()).wrong) == wrong


def test_a_blank_serial_counts_as_the_one_due() -> None:
    assert ledger.serials(["12", "", "14"]).wrong == ()
    assert ledger.serials(["12", "", "13"]).wrong == ("序号 13 重复",)


def test_serials_side_by_side_run_along_the_rows_or_down_the_sides() -> None:
    assert ledger.best_order([["1", "2"], ["3", "4"], ["5", None]]).wrong == ()
    assert ledger.best_order([["1", "4"], ["2", "5"], ["3", None]]).wrong == ()
    assert ledger.best_order([["1", "4"], ["2", "6"], ["3", None]]).wrong != ()


def test_a_group_has_as_many_entries_as_it_says() -> None:
    tally = ledger.Tally()
    tally.group(group("沙窝乡(2人)"))
    tally.group(group("西李村(1人)"))
    tally.entry(0)
    tally.group(group("东李村(1人)"))
    tally.entry(0)
    assert tally.end() == []


def test_a_group_that_ends_the_page_may_go_on() -> None:
    tally = ledger.Tally()
    tally.group(group("沙窝乡(1人)"))
    tally.group(group("石庙镇(9人)"))
    tally.entry(0)
    assert tally.end() == ["“沙窝乡”印有 1 人，本页列出 0 人", "“石庙镇”印有 9 人，本页列出 1 人（后一页可能还有）"]


def test_a_group_over_one_side_counts_that_side() -> None:
    tally = ledger.Tally()
    tally.group(group("沙窝乡(1人)"), 0)
    tally.group(group("石庙镇(1人)"), 1)
    tally.entry(0)
    tally.entry(1)
    assert tally.end() == []


def test_a_total_that_disagrees_is_said() -> None:
    tally = ledger.Tally()
    tally.group(group("沙窝乡"))
    tally.entry(0)
    tally.total(Total(2), "小计 2人")
    assert tally.end() == ["“小计 2人”与表中所列 1 人不符"]


def test_a_group_whose_people_are_all_listed_holds_no_narrower_one() -> None:
    tally = ledger.Tally()
    tally.group(group("陈官区(2人)"))
    tally.entry()
    tally.entry()
    tally.group(group("郑路镇(1人)"))
    tally.entry()
    assert tally.end() == []
