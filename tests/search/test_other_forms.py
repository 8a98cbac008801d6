"""Whoever asks by ear, by another time's name, or with a slip of the tongue finds the same people."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.index.standing import county_of
from search.questions.question import Filters
from tests.search.people import Texts, answers, built, names, source_of, why

FALLEN: tuple[Texts, ...] = (
    {"name": "王德胜", "native_place": "滨县", "unit": "渤海纵队第七师", "sex": "男", "death": ("1947.5", "1947-05")},
    {"name": "王刘氏", "native_place": "蒲台县", "sex": "女", "death": ("1946", "1946")},
    {"name": "李氏", "native_place": "高苑县", "sex": "女"},
    {"name": "张振山", "native_place": "振华县", "unit": "华野十纵", "death": ("1948", "1948")},
    {"name": "刘兰英", "native_place": "惠民何坊乡", "unit": "渤纵七师", "alias": "曾小凤"},
    {"name": "仇大山", "native_place": "山东省惠民地区无棣县", "unit": "渤纵7师", "death": ("1947", "1947")},
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(source_of(*FALLEN), tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("asked", "found", "reason"),
    [
        ("王得胜", "王德胜", "pinyin"),
        ("得胜", "王德胜", "pinyin"),
        ("zeng xiao feng", "刘兰英", "pinyin"),
        ("qiudashan", "仇大山", "pinyin"),
        ("王氏", "王刘氏", "name"),
        ("刘氏", "王刘氏", "name"),
        ("赵李氏", "李氏", "name"),
        ("滨城区", "王德胜", "place"),
        ("滨州", "王刘氏", "place"),
        ("高青县", "李氏", "place"),
        ("宁津", "张振山", "place"),
        ("惠民县", "刘兰英", "place"),
        ("渤纵七师", "王德胜", "unit"),
        ("渤海纵队第七师", "刘兰英", "unit"),
        ("华东野战军第十纵队", "张振山", "unit"),
        ("二十八军", "张振山", "unit"),
    ],
)
def test_another_form_leads_to_the_same_person(index: Path, asked: str, found: str, reason: str) -> None:
    assert reason in why(answers(index, asked))[found]


@pytest.mark.parametrize("asked", ["huimin", "liulanying huimin", "liu lan ying huiminxian"])
def test_a_county_may_be_typed_in_pinyin(index: Path, asked: str) -> None:
    assert "place" in why(answers(index, asked))["刘兰英"]


@pytest.mark.parametrize(
    ("asked", "found"), [("wan de shen", "王德胜"), ("zang zhen shan", "张振山"), ("niu nan ying", "刘兰英")]
)
def test_slips_of_the_southern_tongue_are_forgiven_where_that_is_asked(index: Path, asked: str, found: str) -> None:
    assert found not in names(answers(index, asked))
    forgiven = answers(index, asked, slips=True)
    assert why(forgiven)[found] == ("pinyin",)


def test_the_place_as_printed_comes_before_the_same_place_under_another_name(tmp_path: Path) -> None:
    index = built(source_of({"name": "甲", "native_place": "滨县"}, {"name": "乙", "native_place": "滨城区"}), tmp_path)
    assert names(answers(index, "滨城区")) == ["乙", "甲"]
    assert names(answers(index, "滨县")) == ["甲", "乙"]


def test_a_name_heard_comes_behind_the_place_that_is_written(tmp_path: Path) -> None:
    index = built(source_of({"name": "王惠敏"}, {"name": "乙", "native_place": "惠民县"}), tmp_path)
    assert names(answers(index, "惠民")) == ["乙", "王惠敏"]
    assert why(answers(index, "惠民")) == {"乙": ("place",), "王惠敏": ("pinyin",)}


def test_answers_are_counted_by_what_they_can_be_sifted_by(index: Path) -> None:
    facets = answers(index, "", Filters(until=1948)).facets
    assert facets["county"] == {"振华县": 1, "无棣县": 1, "滨县": 1, "蒲台县": 1}
    assert facets["sex"] == {"男": 1, "女": 1}
    assert facets["unit"] == {"渤海纵队第七师": 2, "华东野战军第十纵队": 1}
    assert facets["year"] == {"1946": 1, "1947": 2, "1948": 1}
    assert facets["state"] == {"accepted": 4}


def test_a_filter_leaves_the_other_choices_of_its_kind_in_sight(index: Path) -> None:
    facets = answers(index, "", Filters(sex="女")).facets
    assert facets["sex"] == {"女": 2, "男": 1}
    assert facets["county"] == {"蒲台县": 1, "高苑县": 1}


def test_units_written_in_many_ways_are_sifted_as_one(index: Path) -> None:
    assert names(answers(index, "", Filters(unit="渤海纵队第七师"))) == ["王德胜", "刘兰英", "仇大山"]


@pytest.mark.parametrize(
    ("sort", "listed"),
    [
        ("name", ["李氏", "刘兰英", "仇大山", "王德胜", "王刘氏", "张振山"]),
        ("strokes", ["仇大山", "王刘氏", "王德胜", "刘兰英", "张振山", "李氏"]),
        ("year", ["王刘氏", "王德胜", "仇大山", "张振山", "李氏", "刘兰英"]),
    ],
)
def test_answers_may_be_listed_in_another_order(index: Path, sort: str, listed: list[str]) -> None:
    assert names(answers(index, "1900-1999 ", Filters(until=2000), sort=sort)) == [
        name for name in listed if name not in ("李氏", "刘兰英")
    ]
    assert names(answers(index, "", Filters(county="县"), sort=sort)) == listed


def test_a_far_page_goes_on_where_the_page_before_ended(tmp_path: Path) -> None:
    crowd = built(source_of(*({"name": f"王{chr(0x4E00 + at)}"} for at in range(97))), tmp_path)
    for sort in ("relevance", "name", "strokes", "year", "place"):
        pages = [answers(crowd, "王", sort=sort, limit=10, offset=offset).hits for offset in range(0, 100, 10)]
        listed = [hit.id for page in pages for hit in page]
        assert listed == [hit.id for hit in answers(crowd, "王", sort=sort).hits]
        assert len(set(listed)) == 97


def test_where_nobody_is_found_names_that_come_near_are_offered(index: Path) -> None:
    assert answers(index, "王柏胜").nearest == ("王德胜",)
    assert answers(index, "王德胜").nearest == ()


def test_of_names_that_come_near_those_that_sound_alike_come_first(tmp_path: Path) -> None:
    index = built(source_of({"name": "张铁山"}, {"name": "张贤山"}, {"name": "李四"}), tmp_path)
    assert answers(index, "张相山").nearest == ("张贤山", "张铁山")


@pytest.mark.parametrize(
    ("home", "county"),
    [
        ("惠民县何坊乡", "惠民县"),
        ("惠民何坊乡", "惠民县"),
        ("山东省惠民地区滨县里则镇", "滨县"),
        ("山东省滨州市惠民县", "惠民县"),
        ("滨州市滨城区里则街道", "滨城区"),
        ("河北省盐山县", "盐山县"),
        ("王家庄", ""),
        ("〃", ""),
    ],
)
def test_people_are_counted_with_the_county_they_came_from(home: str, county: str) -> None:
    assert county_of(home) == county
