from __future__ import annotations

from archive.records import Status
from tests.webapp.small_archive import LI, WANG, Cell, make_person
from webapp.life import life_of, linked_data


def zh(*cells: Cell) -> str:
    life = life_of(make_person(cells))
    return life.zh if life else ""


def test_a_life_is_told_in_one_breath() -> None:
    life = life_of(make_person(WANG))
    assert life is not None
    assert life.zh == (
        "王德胜，男，1923年生，沙窝乡小赵庄人。1944年3月入伍，党员，生前任渤海军区战士。1947年3月在莱芜牺牲。"
    )
    assert life.en == (
        "王德胜, male, born in 1923, a native of 沙窝乡小赵庄. Joined the army in March 1944. A member of the Party. "
        "Served in 渤海军区 as 战士. Fell in March 1947 at 莱芜."
    )


def test_nothing_flagged_is_told() -> None:
    assert zh(*LI) == "这位烈士，男，大李庄人。"


def test_what_the_roster_calls_unknown_is_no_part_of_a_life() -> None:
    assert zh(Cell("name", "王"), Cell("native_place", "不详"), Cell("unit", "不詳", "不详")) == ""


def test_no_facts_make_no_sentence() -> None:
    assert life_of(make_person([Cell("name", "王德胜")])) is None


def test_a_sex_alone_does_not_stand_as_a_sentence_before_others() -> None:
    assert zh(Cell("name", "王"), Cell("sex", "女"), Cell("position", "卫生员")) == "王，女，生前任卫生员。"


def test_dates_that_contradict_one_another_are_no_part_of_a_life() -> None:
    odd = make_person([Cell("name", "王"), Cell("sex", "男"), Cell("enlisted", "1947-03"), Cell("death", "1946-08-28")])
    life = life_of(odd)
    assert life is not None
    assert (life.zh, life.en) == ("王，男。", "王, male.")
    assert linked_data(odd, "/martyrs/x", "/martyrs/x").keys().isdisjoint({"birthDate", "deathDate"})


def test_a_unit_without_a_position_is_told_as_such() -> None:
    assert zh(Cell("name", "王"), Cell("unit", "渤海军区")) == "王，生前单位为渤海军区。"


def test_who_died_of_illness_is_not_said_to_have_fallen() -> None:
    told = zh(Cell("name", "王"), Cell("death", "1947", "1947"), Cell("death_cause", "作战牺牲"))
    assert told == "王，1947年牺牲。"
    told = zh(Cell("name", "王"), Cell("death", "1947", "1947"), Cell("death_cause", "病故"))
    assert told == "王，1947年病故。"


def test_a_date_that_nobody_understood_is_left_out() -> None:
    assert zh(Cell("name", "王"), Cell("sex", "男"), Cell("death", "抗战胜利后", None)) == "王，男。"


def test_a_native_place_that_ends_in_person_says_it_once() -> None:
    assert zh(Cell("name", "王"), Cell("native_place", "惠民县人")) == "王，惠民县人。"


def test_sources_that_disagree_leave_the_fact_untold() -> None:
    one = [Cell("name", "王"), Cell("unit", "渤海军区"), Cell("death", "1947", "1947")]
    other = [Cell("name", "王"), Cell("unit", "渤海军区"), Cell("death", "1948", "1948")]
    life = life_of(make_person(one, other))
    assert life is not None
    assert life.zh == "王，生前单位为渤海军区。"


def test_machines_are_told_the_same_facts_and_no_others() -> None:
    assert linked_data(make_person(WANG), "https://a/martyrs/p", "https://a/en/martyrs/p") == {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": "https://a/martyrs/p",
        "url": "https://a/en/martyrs/p",
        "name": "王德胜",
        "jobTitle": "战士",
        "birthDate": "1923",
        "deathDate": "1947-03",
        "homeLocation": {"@type": "Place", "name": "沙窝乡小赵庄"},
        "deathPlace": {"@type": "Place", "name": "莱芜"},
        "affiliation": {"@type": "Organization", "name": "渤海军区"},
        "gender": "https://schema.org/Male",
    }


def test_machines_are_not_told_a_flagged_name() -> None:
    person = make_person([Cell("name", "王", status=Status.FLAGGED), Cell("sex", "女")])
    assert "name" not in linked_data(person, "https://a/martyrs/p", "https://a/martyrs/p")
