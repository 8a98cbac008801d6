from __future__ import annotations

import re
from collections.abc import Callable

Read = Callable[..., str]


def test_all_years_stand_in_a_table(read: Read) -> None:
    page = read("/years/")
    assert re.search(r'href="/years/1947">1947</a></th><td class="number">4<', page)
    assert "最早 1946 年，最晚 1948 年" in page


def test_a_year_is_told_by_month_where_the_month_is_beyond_doubt(read: Read) -> None:
    page = read("/years/1947")
    assert 'href="/years/1947?month=3">3月' in page
    assert 'href="/years/1947?month=5">5月' in page
    assert "另有 2 人的月份" in page
    assert 'href="/years/1946"' in page


def test_a_year_lists_its_people_from_the_first_day_on(read: Read) -> None:
    page = read("/years/1947")
    assert page.index("王德胜") < page.index("欧阳成") < page.index("张文")


def test_a_month_leaves_its_own_people(read: Read) -> None:
    page = read("/years/1947?month=5")
    assert "欧阳成" in page
    assert "王德胜" not in page


def test_a_campaign_is_named_where_the_paper_names_it(read: Read) -> None:
    assert "莱芜战役" in read("/years/1947")
    assert "名册提到的战役" not in read("/years/1948")


def test_a_year_without_people_is_not_there(read: Read) -> None:
    read("/years/1930", 404)
    read("/years/1947?month=13", 400)
