"""Compound cells give each field its own piece, and lose nothing where they cannot be cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse import compound
from ingest.parse.evidence import Doubt

SERVICE = ("unit", "position")
DEATH = ("death", "death_place", "death_cause")


def pieces(text: str, fields: tuple[str, ...]) -> dict[str, str]:
    spans = compound.split(text, fields)
    return {field: text[span.start : span.end] for field, span in spans.items()}


@pytest.mark.parametrize(
    ("text", "unit", "position"),
    [
        ("渤海军区二分区副班长", "渤海军区二分区", "副班长"),
        ("三十军九十师卫生班长", "三十军九十师", "卫生班长"),
        ("二十军五十师一连长", "二十军五十师", "一连长"),
        ("二十八团侦察连连长", "二十八团侦察连", "连长"),
        ("沙窝区中队长", "沙窝区", "中队长"),
        ("冀鲁边军区队员", "冀鲁边军区", "队员"),
        ("东北野战军区队长", "东北野战军", "区队长"),
        ("三十军区队长", "三十军", "区队长"),
        ("惠民县区中队长", "惠民县", "区中队长"),
        ("区中队队员", "区中队", "队员"),
        ("惠民县县大队队员", "惠民县县大队", "队员"),
        ("清河軍區代理連長", "清河軍區", "代理連長"),
        ("华野十纵连长兼指导员", "华野十纵", "连长兼指导员"),
        ("渤海纵队 战士", "渤海纵队", "战士"),
        ("沙窝乡农会会长", "沙窝乡", "农会会长"),
        ("战士", "", "战士"),
        ("渤海军区二分区", "渤海军区二分区", ""),
        ("", "", ""),
    ],
)
def test_a_unit_is_cut_from_the_position(text: str, unit: str, position: str) -> None:
    assert pieces(text, SERVICE) == {"unit": unit, "position": position}
    assert not any(span.doubts for span in compound.split(text, SERVICE).values())


def test_a_position_that_may_name_its_unit_stays_whole_with_a_doubt() -> None:
    spans = compound.split("县委书记", SERVICE)
    assert pieces("县委书记", SERVICE) == {"unit": "", "position": "县委书记"}
    assert all(span.doubts == (Doubt.MAY_NAME_UNIT,) for span in spans.values())


@pytest.mark.parametrize(
    ("text", "date", "place", "cause"),
    [
        ("1942年8月商河战斗牺牲", "1942年8月", "商河", "战斗牺牲"),
        ("1947年5月在孟良崮战斗中牺牲", "1947年5月", "孟良崮", "战斗中牺牲"),
        ("1947年5月牺牲于莱芜战役", "1947年5月", "莱芜", "牺牲于莱芜战役"),
        ("1948年9月济南战役负伤后牺牲于后方医院", "1948年9月", "后方医院", "济南战役负伤后牺牲"),
        ("一九四二年十月濟南戰役陣亡", "一九四二年十月", "濟南", "戰役陣亡"),
        ("1948，周村，爆破牺牲", "1948", "周村", "爆破牺牲"),
        ("1951年在朝鲜第五次战役中牺牲", "1951年", "朝鲜", "第五次战役中牺牲"),
        ("1942年8月作战牺牲", "1942年8月", "", "作战牺牲"),
        ("1947年病故", "1947年", "", "病故"),
        ("1951年朝鲜", "1951年", "朝鲜", ""),
        ("牺牲于孟良崮", "", "孟良崮", "牺牲"),
        ("不详", "不详", "不详", "不详"),
    ],
)
def test_a_death_is_cut_into_date_place_and_cause(text: str, date: str, place: str, cause: str) -> None:
    assert pieces(text, DEATH) == dict(zip(DEATH, (date, place, cause), strict=True))


def test_a_place_keeps_its_battle_where_no_cause_is_asked_for() -> None:
    assert pieces("1948年济南战役", ("death", "death_place")) == {"death": "1948年", "death_place": "济南战役"}


def test_a_misread_date_is_cut_where_its_year_ends_with_a_doubt() -> None:
    span = compound.split("194Z年8月商河战斗牺牲", DEATH)["death"]
    assert (span.end, span.doubts) == (len("194Z年8月"), (Doubt.SPLIT_GUESSED,))


@pytest.mark.parametrize("text", ["1944.115沧县战斗牺牲", "1946.年秋在胶县战斗牺牲", "1946年月胶县战斗牺牲"])
def test_what_belongs_to_a_date_and_follows_one_leaves_all_that_is_cut_there_in_doubt(text: str) -> None:
    spans = compound.split(text, DEATH)
    assert all(Doubt.SPLIT_GUESSED in span.doubts for span in spans.values())


def test_a_county_that_begins_as_a_date_ends_is_a_place() -> None:
    assert compound.split("1944年日照战斗牺牲", DEATH)["death_place"] == compound.Span(5, 7)


@pytest.mark.parametrize(("text", "fields"), [("某某", SERVICE), ("汉族，回民", ("birth", "alias", "honors"))])
def test_a_cell_that_cannot_be_cut_stays_whole_with_its_first_field_and_a_doubt(
    text: str, fields: tuple[str, ...]
) -> None:
    assert pieces(text, fields)[fields[0]] == text
    assert all(Doubt.NOT_SPLIT in span.doubts for span in compound.split(text, fields).values())


@given(
    st.text(alphabet="渤海军区一二连长班战士商河斗牺牲于在19478年月，、 副兼病故", max_size=16),
    st.sampled_from([SERVICE, DEATH]),
)
def test_no_character_is_in_two_pieces_and_only_joints_are_in_none(text: str, fields: tuple[str, ...]) -> None:
    spans = [span for span in compound.split(text, fields).values() if span.start < span.end]
    taken = [index for span in spans for index in range(span.start, span.end)]
    assert len(taken) == len(set(taken))
    assert set("".join(c for i, c in enumerate(text) if i not in taken)) <= set("在于，、 ")


@pytest.mark.parametrize(
    ("text", "fields", "told"),
    [
        ("男临淄县石庙乡", ("sex", "native_place"), ["男", "临淄县石庙乡"]),
        ("女 1920年3月", ("sex", "birth"), ["女", "1920年3月"]),
        ("男1920年，临淄县", ("sex", "birth", "native_place"), ["男", "1920年", "临淄县"]),
        ("男", ("sex", "native_place"), ["男", ""]),
    ],
)
def test_a_sex_is_cut_from_what_stands_behind_it(text: str, fields: tuple[str, ...], told: list[str]) -> None:
    assert list(pieces(text, fields).values()) == told
    assert not any(span.doubts for span in compound.split(text, fields).values())
