"""Printed headings are understood, however they are worded, spaced or slightly misread."""

from __future__ import annotations

import pytest

from archive.records import FIELDS
from ingest.parse import headings
from ingest.parse.headings import Role, understand

MEANINGS = {
    "姓 名": "name",
    "烈士姓名": "name",
    "性别": "sex",
    "出生年月": "birth",
    "生　年": "birth",
    "籍貫": "native_place",
    "家庭住址": "native_place",
    "籍贯（县乡村）": "native_place",
    "籍·贯": "native_place",
    "姓，名": "name",
    "乡镇": "native_place",
    "参加革命年月": "enlisted",
    "参军时间": "enlisted",
    "何年何月入伍": "enlisted",
    "何时参加革命": "enlisted",
    "参加工作时间": "enlisted",
    "入党团年月": "political_status",
    "党派": "political_status",
    "是否党(团)员": "political_status",
    "部别": "unit",
    "生前所在部队": "unit",
    "部队番号": "unit",
    "職務": "position",
    "牺牲时职务": "position",
    "犧牲時間": "death",
    "牺牲年月": "death",
    "阵亡日期": "death",
    "牺牲地": "death_place",
    "牺牲情节": "death_cause",
    "死亡原因": "death_cause",
    "安葬地点": "burial_place",
    "葬于何处": "burial_place",
    "何时何单位授何奖励": "honors",
    "立功情况": "honors",
    "曾用名": "alias",
    "备考": "remarks",
    "牺牲时所在军队及其职务": "unit position",
    "部队职务": "unit position",
    "在何部队任何职": "unit position",
    "牺牲时间、地点、原因": "death death_place death_cause",
    "牺牲时间地点": "death death_place",
    "何时何地何战斗牺牲": "death death_place death_cause",
}


@pytest.mark.parametrize(("printed", "fields"), MEANINGS.items())
def test_a_heading_means_its_fields(printed: str, fields: str) -> None:
    assert understand(printed) == headings.Heading(Role.FIELD, tuple(fields.split()))


@pytest.mark.parametrize(
    "printed", ["C姓名", "姓名J", "L牺牲时间", "一姓名", "EA党派", "参加革命时间□", "C79-姓名", "07住址", "〃姓名"]
)
def test_a_corner_or_piece_of_a_frame_is_no_part_of_a_heading(printed: str) -> None:
    assert understand(printed) == understand(printed.strip("CJLEA790〃-一□"))


def test_a_character_read_out_of_a_seal_beside_a_heading_is_no_part_of_it_unless_it_may_be_another_person() -> None:
    assert understand("快住址") == understand("住址")
    assert "name" not in understand("父姓名").fields


@pytest.mark.parametrize("printed", ["月所在单位", "点牺牲时间", "务政治面貌"])
def test_the_end_of_the_heading_before_it_is_no_part_of_a_heading(printed: str) -> None:
    assert understand(printed) == understand(printed[1:])


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_is_understood_by_its_own_heading(field: str) -> None:
    assert understand(FIELDS[field]).fields == (field,)


@pytest.mark.parametrize("printed", ["序号", "编 号", "号", "NO.", "顺序号"])
def test_a_column_that_counts_lines_is_a_serial(printed: str) -> None:
    assert understand(printed).role is Role.SERIAL


@pytest.mark.parametrize("printed", ["年龄", "民族", "文化程度", "烈士证号", "家属姓名", "家属住址", "证明人职务"])
def test_a_column_about_something_else_is_known_and_no_field(printed: str) -> None:
    assert understand(printed) == headings.Heading(Role.OTHER)


@pytest.mark.parametrize(
    ("misread", "right"),
    [
        ("生前所往单位", "生前所在单位"),
        ("牺性时间", "牺牲时间"),
        ("出生年片", "出生年月"),
        ("参加革命年日", "参加革命年月"),
        ("可时何地因何西牲", "何时何地因何牺牲"),
        ("□加革命时简", "参加革命时间"),  # beside one that nobody could read
        ("参□革命时简", "参加革命时间"),
        ("何都队任何职", "何部队任何职"),  # where 何大队任何职 might be thought of
        ("何时入党圉", "何时入党团"),
    ],
)
def test_one_misread_character_of_a_long_heading_is_forgiven(misread: str, right: str) -> None:
    assert understand(misread) == understand(right)


@pytest.mark.parametrize("asked", headings._table()["asked"]["words"])
def test_what_is_often_asked_is_understood_by_its_pieces(asked: str) -> None:
    assert headings._vocabulary()[asked] == understand(asked) != headings.UNKNOWN


def test_a_heading_that_lost_its_first_character_at_an_edge_is_understood() -> None:
    assert understand("士姓名") == understand("烈士姓名")
    assert understand("属姓名") == understand("家属姓名")
    assert understand("父姓名").role is Role.UNKNOWN


@pytest.mark.parametrize(
    "printed", ["姓各", "王德胜", "渤海军区", "1947年", "东李村", "投入时间", "甲乙丙丁", "□性时简", ""]
)
def test_what_is_like_no_heading_or_like_two_stays_unknown(printed: str) -> None:
    assert understand(printed).role is Role.UNKNOWN


@pytest.mark.parametrize("content", ["党员", "病故", "牺牲", "团员", "王德胜"])
def test_words_that_columns_hold_do_not_tell_a_row_of_headings(content: str) -> None:
    assert not headings.tells_headings(content)
