"""The table of units is whole, and a unit is found however it was written."""

from __future__ import annotations

from itertools import combinations

import pytest

from archive.authority.numbering import chinese, value
from archive.authority.units import MOST_FORMS, expansions, full_name, through_time, units


def test_every_unit_names_its_sources() -> None:
    assert len(units()) > 80
    assert all(unit.sources for unit in units().values())


def test_what_became_of_a_unit_knows_where_it_came_from() -> None:
    for unit in units().values():
        for link in unit.became:
            assert unit.id in [origin.other for origin in units()[link.other].came_from]


def test_a_unit_belonged_to_another_while_both_existed() -> None:
    for unit in units().values():
        for link in unit.within:
            upper = units()[link.of].spells
            assert not upper or any(link.during.meets(spell) for spell in upper), (unit.id, link.of)
            assert not unit.spells or any(link.during.meets(spell) for spell in unit.spells), (unit.id, link.of)


def test_no_two_units_bear_one_name() -> None:
    for one, other in combinations(units().values(), 2):
        assert not set(one.forms) & set(other.forms), (one.id, other.id)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("渤纵七师", "渤海纵队第七师"),
        ("渤纵七师", "渤海纵队7师"),
        ("渤海纵队第七师", "渤纵七师"),
        ("渤海纵队第七师", "渤纵7师"),
        ("渤纵", "渤海纵队"),
        ("华野十纵", "华东野战军第十纵队"),
        ("华东野战军第10纵队", "华野十纵"),
        ("华野10纵28师", "华东野战军第十纵队第二十八师"),
        ("三十三军", "第三十三军"),
        ("33军", "三十三军"),
        ("二十八军八十二师", "第28军第82师"),
        ("渤海二分区", "渤海军区第二军分区"),
        ("渤海军区第四军分区独立营", "渤军四分区独立营"),
        ("渤海军区特务团", "渤军特务团"),
        ("清河三支队", "八路军山东纵队第三支队"),
        ("115师", "八路军第一一五师"),
        ("教六旅", "第一一五师教导第六旅"),
        ("警七旅13团", "渤海军区警备第七旅第十三团"),
        ("渤纵七师十九团三营", "渤海纵队第七师第十九团第三营"),
        ("十九团", "第十九团"),
        ("三野", "第三野战军"),
    ],
)
def test_a_unit_is_known_by_every_way_it_is_written(asked: str, written: str) -> None:
    assert written in expansions(asked)


def test_the_full_name_comes_first_and_the_asked_one_not_at_all() -> None:
    forms = expansions("渤纵七师")
    assert forms[0] == "渤海纵队第七师"
    assert "渤纵七师" not in forms
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize("words", ["", "惠民县", "王德胜", "独立营", "新四军", "师" * 10_000, "一" * 39 + "师"])
def test_words_that_name_no_unit_give_nothing(words: str) -> None:
    assert expansions(words) == ()
    assert through_time(words) == ()


def test_a_name_with_many_numbers_gives_no_flood() -> None:
    assert 0 < len(expansions("华野十纵二十八师八十二团三营八连二排一班")) <= MOST_FORMS


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("清河军区", "渤海军区"),
        ("渤海军区", "冀鲁边军区"),
        ("山东纵队第三支队", "清河军区"),
        ("渤海军区第七师", "第二十八军第八十二师"),
        ("华野十纵", "二十八军"),
        ("第28军", "华野十纵"),
        ("渤纵", "三十三军"),
        ("33军", "渤纵"),
        ("老七师", "第四十三军第一二八师"),
        ("渤海军区教导旅", "第一野战军第二军步兵第六师"),
        ("农二师", "渤海军区教导旅"),
        ("华野", "三野"),
    ],
)
def test_a_unit_leads_to_those_before_and_after(asked: str, leads_to: str) -> None:
    assert leads_to in through_time(asked)


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("七", 7),
        ("十", 10),
        ("十一", 11),
        ("二十八", 28),
        ("一一五", 115),
        ("一百一十五", 115),
        ("一〇五", 105),
        ("33", 33),
    ],
)
def test_numerals_are_read_as_units_are_numbered(numeral: str, number: int) -> None:
    assert value(numeral) == number
    assert value(chinese(number)) == number


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("渤纵七师", "渤海纵队第七师"),
        ("渤海纵队第七师", "渤海纵队第七师"),
        ("渤纵7师20团", "渤海纵队第七师第二十团"),
        ("33军", "第三十三军"),
        ("惠民县大队", "惠民县大队"),
    ],
)
def test_a_unit_has_one_full_name_however_it_is_written(written: str, name: str) -> None:
    assert full_name(written) == name
