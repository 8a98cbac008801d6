"""What a few cells tell of a layout: years are no names, and sentences no cells."""

from __future__ import annotations

from ingest.layout import aligned
from ingest.layout.aligned import BORDERLESS
from ingest.layout.sampled import has_years, runs_on
from ingest.pages import NAMES
from ingest.pipeline import default_readers
from tests.ingest.unruled_page import Line, found_on, page_of, table_on, upright

PEOPLE = (
    ("韩侯庆", "1901.7", "方家台", "副排长", "兖州"),
    ("李濡仁", "1905.10", "大鲍桥", "战士", "莱阳"),
    ("杨绪芝", "1930.12", "小侯村", "卫生员", "烟台"),
    ("方谦增", "1917.8", "巴家楼", "侦察员", "潍县"),
)


def line(*printed: str) -> Line:
    return {0.5 + 6.0 * number: words for number, words in enumerate(printed)}


def blocks(*people: tuple[str, ...]) -> list[tuple[float, Line]]:
    """The people under two group headings that stand at the left."""
    rows = [(1.6, line(*person)) for person in people]
    return [(0.0, {0.0: "秦皇台乡东李村"}), *rows, (2.4, {0.0: "永安公社西赵庄"}), *rows]


def test_short_cells_with_years_among_them_are_a_table() -> None:
    page = page_of(blocks(*PEOPLE))
    alike = found_on(page)
    assert alike is not None
    assert alike.kind == NAMES
    assert has_years(alike.tables[0], default_readers(1).first)
    found = aligned.find(upright(page), default_readers(1).first)
    assert found is not None
    assert found.kind == BORDERLESS


def test_names_have_no_years() -> None:
    names = ("王德胜", "张玉山", "刘长河", "陈桂兰", "赵连生"), ("孙立成", "周文田", "李文明", "高升平", "杨树林")
    found = aligned.find(upright(page_of(blocks(*names))), default_readers(1).first)
    assert found is not None
    assert found.kind == NAMES


def test_sentences_in_the_widest_of_few_columns_run_on() -> None:
    told = "沙窝乡东李村人，一九四四年参军，渤海军区战士", "渤海军区特务团警卫营三连二排一班副班长战士"
    running, cells = (table_on(page_of([(1.8, {0.0: "王德胜", 5.5: "男", 9.0: words})] * 8)) for words in told)
    assert runs_on(running, default_readers(1).first)
    assert not runs_on(cells, default_readers(1).first)


def test_what_is_told_of_a_life_runs_on_though_white_alone_parts_it() -> None:
    told = "东李村人一九二一年生一九四四年参军任战士", "一九四七年在孟良崮战斗中英勇牺牲年二十六岁"
    running, cells = (table_on(page_of([(1.8, {0.0: "王德胜", 5.5: "男", 9.0: words})] * 8)) for words in told)
    assert runs_on(running, default_readers(1).first)
    assert not runs_on(cells, default_readers(1).first)


def test_entries_in_two_columns_with_their_numbers_between_them_run_on() -> None:
    entry = (
        "包亨奎，原籍青城县翟王乡人",
        "一九一一年生，渤海军区战士",
        "一九四四年一月，牺牲于商河",
        "时年三十四岁，葬于本村北山",
    )
    lines = [
        (1.8, {0.0: words, 18.0: words} | ({15.0: "17"} if n % 4 == 0 else {})) for n, words in enumerate(entry * 4)
    ]
    table = table_on(page_of(lines))
    assert table.columns == 3
    assert runs_on(table, default_readers(1).first)


def beside(*people: tuple[str, str]) -> list[tuple[float, Line]]:
    """Two prints of a line each, and villages in larger white beside the first of some."""
    villages = {0: "东李村", 3: "西赵家庄", 5: "后马寨", 8: "前杨家"}
    rows = [{10.0: first, 16.5: second} for first, second in people]
    return [(1.7, ({0.0: villages[n]} if n in villages else {}) | row) for n, row in enumerate(rows)]


FIRST = ("王德胜", "张玉山", "刘长河", "陈桂兰", "赵连生", "孙立成", "周文田", "高升平", "杨树林", "马占山")


def test_two_columns_of_names_beside_their_villages_are_names() -> None:
    second = ("李文明", "吴江（女）", "郑长海", "冯春生", "褚万成", "卫立本", "蒋得平", "沈得水", "韩大成", "朱克明")
    found = aligned.find(upright(page_of(beside(*zip(FIRST, second, strict=True)))), default_readers(1).first)
    assert found is not None
    assert found.kind == NAMES
    assert found.tables[0].columns == 2


def test_names_and_positions_beside_their_villages_are_a_table() -> None:
    second = ("战士", "连长", "班长", "副排长", "战士", "卫生员", "战士", "班长", "通信员", "战士")
    found = aligned.find(upright(page_of(beside(*zip(FIRST, second, strict=True)))), default_readers(1).first)
    assert found is None or found.kind == BORDERLESS


def test_prints_as_short_as_names_are_a_table_if_most_of_them_are_none() -> None:
    people = (
        ("韩侯庆", "方家台", "副排长", "兖州府"),
        ("李濡仁", "大鲍桥", "担架队", "莱阳城"),
        ("杨绪芝", "小侯村", "卫生员", "烟台港"),
    )
    page = page_of(blocks(*people))
    alike = found_on(page)
    assert alike is not None
    assert alike.kind == NAMES
    found = aligned.find(upright(page), default_readers(1).first)
    assert found is not None
    assert found.kind == BORDERLESS
