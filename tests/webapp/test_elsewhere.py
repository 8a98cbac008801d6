from __future__ import annotations

import pytest

from search import Filters, Search
from webapp.elsewhere import elsewhere, instead


@pytest.mark.parametrize(
    ("asked", "name", "told"),
    [
        ("王德腾", "王德胜", "王德胜"),
        ("惠民县 王德腾 1947", "王德胜", "惠民县 王德胜 1947"),
        ("惠民县 王德騰", "王德胜", "惠民县 王德胜"),
        ("wangdeteng", "王德胜", "王德胜"),
        ("", "王德胜", "王德胜"),
    ],
)
def test_a_name_stands_in_the_place_of_the_word_it_comes_nearest_to(asked: str, name: str, told: str) -> None:
    assert instead(asked, name) == told


def test_names_that_come_near_keep_the_rest_of_the_question() -> None:
    others = elsewhere(Search("王德腾 1947", Filters(sex="男"), "name"), ("王德胜", "王德峰"))
    assert [one.words for one in others.nearest] == ["王德胜 1947", "王德峰 1947"]
    assert others.nearest[0].address == {"q": "王德胜 1947", "sex": "男", "sort": "name"}


def test_the_same_can_be_asked_less_strictly() -> None:
    others = elsewhere(Search("王德腾", Filters(sex="男")), ())
    assert others.slips == {"q": "王德腾", "sex": "男", "slips": "1"}
    assert others.unsifted == {"q": "王德腾"}


def test_what_is_not_strict_already_is_not_offered() -> None:
    others = elsewhere(Search("王德腾", slips=True), ())
    assert (others.slips, others.unsifted) == (None, None)
    assert elsewhere(Search("", Filters(county="无此县")), ()).slips is None
