from __future__ import annotations

import pytest

from search import Filters, Search
from webapp.asking import Refused, around, asked, asks, page_of, parameters, turned_to
from webapp.languages import in_english

FULL = {
    "q": "王德胜 惠民",
    "county": "惠民县",
    "township": "惠民县/沙窝乡",
    "unit": "渤海纵队第七师",
    "from": "1945",
    "to": "1947",
    "month": "3",
    "day": "12",
    "sex": "女",
    "roster": "惠民县英名录",
    "state": "flagged",
    "surname": "王",
    "sort": "strokes",
    "slips": "1",
    "page": "3",
}


def test_every_parameter_is_a_part_of_the_question() -> None:
    filters = Filters(
        "惠民县", "渤海纵队第七师", 1945, 1947, "女", "惠民县英名录", "flagged", "王", "惠民县/沙窝乡", 3, 12
    )
    assert asked(FULL) == Search("王德胜 惠民", filters, "strokes", True, 20, 40)


def test_a_question_gives_back_the_parameters_that_it_was_made_of() -> None:
    assert parameters(asked(FULL)) == FULL


def test_what_asks_nothing_or_the_usual_stands_in_no_address() -> None:
    blank = {
        "q": " 王 ",
        "county": " ",
        "unit": "，",
        "from": "",
        "sort": "relevance",
        "slips": "",
        "page": "1",
        "other": "x",
    }
    assert asked(blank) == Search("王")
    assert parameters(asked(blank)) == {"q": "王"}


def test_filters_without_words_are_a_question_and_an_order_is_none() -> None:
    assert asks(asked({"county": "惠民县"}))
    assert asks(asked({"to": "1947"}))
    assert not asks(asked({"sort": "name", "slips": "1", "page": "2"}))


def test_another_filter_has_its_place_among_the_others() -> None:
    before, after = around(FULL, "unit")
    assert {**before, "unit": FULL["unit"], **after} == FULL
    assert [*before, "unit", *after] == [*parameters(asked(FULL))]
    assert around({"sort": "name", "q": "王"}, "sex") == ({"q": "王"}, {"sort": "name"})


def test_a_page_is_as_long_as_is_asked() -> None:
    search = asked({"q": "王", "page": "4"}, limit=7)
    assert (search.limit, search.offset, page_of(search)) == (7, 21, 4)
    assert turned_to(search, 2).offset == 7


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("page", "0", "page must be a whole number from 1 to 999999999."),
        ("from", "19４5", "from must be a whole number from 1 to 2099."),
        ("to", "3000", "to must be a whole number from 1 to 2099."),
        ("month", "13", "month must be a whole number from 1 to 12."),
        ("day", "12", "day must come with month."),
        ("sex", "x", "sex must be 男 or 女."),
        ("state", "good", "state must be accepted or flagged or verified."),
        ("sort", "age", "sort must be relevance or name or strokes or year or place."),
        ("slips", "yes", "slips must be 1."),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_sentence(name: str, words: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        asked({"q": "王", name: words})
    assert in_english(refused.value.words) == told
    assert str(refused.value.words).startswith(f"网址中的 {name} ")


@pytest.mark.parametrize(
    ("given", "chinese", "english"),
    [
        (
            {"from": "1950", "to": "1940"},
            "年份写反了：从 1950 年到 1940 年。",
            "The years are the wrong way round: from 1950 to 1940.",
        ),
        ({"month": "2", "day": "30"}, "没有 2 月 30 日这一天。", "There is no day 30 in month 2."),
        ({"month": "4", "day": "31"}, "没有 4 月 31 日这一天。", "There is no day 31 in month 4."),
    ],
)
def test_what_nobody_can_fit_is_refused_and_not_looked_for(given: dict[str, str], chinese: str, english: str) -> None:
    with pytest.raises(Refused) as refused:
        asked(given)
    assert (str(refused.value.words), in_english(refused.value.words)) == (chinese, english)


def test_one_year_alone_and_a_day_of_leap_years_can_be_asked_for() -> None:
    assert asked({"from": "1947", "to": "1947"}).filters.since == 1947
    assert asked({"month": "2", "day": "29"}).filters.day == 29
