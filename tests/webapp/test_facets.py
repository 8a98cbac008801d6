from __future__ import annotations

from search import Filters, Results, Search
from webapp.facets import chosen_of, facets_of


def found(**facets: dict[str, int]) -> Results:
    return Results(9, (), facets)


def test_a_label_leads_to_the_same_question_sifted_by_it() -> None:
    search = Search("王", Filters(sex="男"), "name", offset=40)
    (county,) = facets_of(search, found(county={"惠民县": 5, "商河县": 4}))
    assert county.label == "县"
    assert [(choice.words, choice.count) for choice in county.shown] == [("惠民县", 5), ("商河县", 4)]
    assert county.shown[1].address == {"q": "王", "county": "商河县", "sex": "男", "sort": "name"}


def test_the_chosen_label_comes_first_and_leads_back() -> None:
    search = Search("王", Filters(county="商河县"))
    (county,) = facets_of(search, found(county={"惠民县": 5, "商河县": 4}))
    assert [choice.chosen for choice in county.shown] == [True, False]
    assert county.shown[0].address == {"q": "王"}
    assert county.shown[1].address == {"q": "王", "county": "惠民县"}


def test_a_year_is_set_and_taken_away_at_both_ends() -> None:
    (year,) = facets_of(Search("王"), found(year={"1946": 1, "1947": 2}))
    assert year.shown[1].words == "1947年"
    assert year.shown[1].address == {"q": "王", "from": "1947", "to": "1947"}
    (year,) = facets_of(Search("王", Filters(since=1947, until=1947)), found(year={"1946": 1, "1947": 2}))
    assert year.shown[0].chosen
    assert year.shown[0].address == {"q": "王"}


def test_townships_are_told_without_the_county_or_township_that_is_chosen() -> None:
    townships = {"惠民县/沙窝乡": 5, "惠民县/石庙镇": 4}
    (township,) = facets_of(Search("王", Filters(county="惠民县")), found(township=townships))
    assert [choice.words for choice in township.shown] == ["沙窝乡", "石庙镇"]
    assert township.shown[0].address == {"q": "王", "county": "惠民县", "township": "惠民县/沙窝乡"}
    search = Search("", Filters(township="惠民县/沙窝乡"))
    (township,) = facets_of(search, found(township={"惠民县/沙窝乡": 5, "惠民县/沙窝乡/小赵庄": 2}))
    assert [choice.words for choice in township.shown] == ["惠民县沙窝乡", "小赵庄"]


def test_what_lies_within_a_filter_goes_with_it() -> None:
    search = Search("", Filters(county="惠民县", township="惠民县/沙窝乡", since=1947, until=1947, month=3, day=12))
    chosen = {str(one.label): one for one in chosen_of(search)}
    years = {"from": "1947", "to": "1947"}
    assert chosen["县"].address == {**years, "month": "3", "day": "12"}
    assert chosen["牺牲月份"].address == {"county": "惠民县", "township": "惠民县/沙窝乡", **years}
    assert chosen["牺牲日"].address == {"county": "惠民县", "township": "惠民县/沙窝乡", **years, "month": "3"}
    assert chosen["牺牲月份"].words == "3月"


def test_another_county_is_asked_for_without_the_township_of_the_first() -> None:
    search = Search("", Filters(county="惠民县", township="惠民县/沙窝乡"))
    county, *_ = facets_of(search, found(county={"惠民县": 5, "商河县": 4}))
    assert county.shown[1].address == {"county": "商河县"}


def test_what_tells_nobody_apart_is_left_out() -> None:
    assert facets_of(Search("王"), found(roster={"惠民县英名录": 9}, sex={})) == ()
    (roster,) = facets_of(Search("王", Filters(roster="惠民县英名录")), found(roster={"惠民县英名录": 9}))
    assert roster.shown[0].chosen


def test_a_long_list_is_cut_unless_hardly_anything_is_left() -> None:
    nine, eight = ({f"{number}师": 1 for number in range(count)} for count in (9, 8))
    (unit,) = facets_of(Search("王"), found(unit=nine))
    assert (len(unit.shown), len(unit.more)) == (6, 3)
    (unit,) = facets_of(Search("王"), found(unit=eight))
    assert (len(unit.shown), len(unit.more)) == (8, 0)


def test_every_filter_can_be_taken_away_by_itself() -> None:
    search = Search("", Filters(county="惠民", since=1945, sex="女", state="flagged", surname="王"), offset=20)
    chosen = {str(one.label): one for one in chosen_of(search)}
    assert {label: str(one.words) for label, one in chosen.items()} == {
        "县": "惠民",
        "牺牲年份": "1945年以后",
        "性别": "女",
        "核对状态": "待核对",
        "姓": "王",
    }
    assert chosen["牺牲年份"].address == {"county": "惠民", "sex": "女", "state": "flagged", "surname": "王"}


def test_years_are_told_from_one_to_another() -> None:
    def told(since: int | None, until: int | None) -> str:
        return str(chosen_of(Search("", Filters(since=since, until=until)))[0].words)

    assert told(1945, 1947) == "1945年至1947年"
    assert told(None, 1947) == "1947年以前"
    assert told(1947, 1947) == "1947年"
    assert chosen_of(Search("王")) == ()
