"""Pages of running text: their columns, their lines in reading order, and pages that are something else."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from ingest.layout import prose
from ingest.layout.paper import Found
from ingest.pages import PageImage
from ingest.readers.lines import Glyph, LineReading
from ingest.readers.ppocr import PpOcr
from ingest.rectify.upright import UprightPage, upright
from tests.ingest.paper import FACE, Grey, blank, pixels_of, ruled
from tests.rendering.sheet import GAP, Face

SIZE = 32
PEOPLE = (
    "王德胜 男，惠民县东李村人，1920年3月生，1942年参加革命，中共党员，生前系渤纵七师排长，1947年5月在博兴牺牲。",
    "李秀英 女，惠民县西李村人，1925年生，1944年5月参加革命，生前系县妇救会主任，1948年9月牺牲于济南。",
    "赵石 男，阳信县赵家庄人，1918年生，1940年参加革命，生前系清河军区战士，1943年在本村作战牺牲。",
    "刘长河 男，商河县刘家寨人，1922年冬生，1945年参加革命，中共党员，生前系二十八军班长，1949年牺牲于福州。",
)
READER = PpOcr(1)


def page_of(columns: int = 2, *, indent: str = GAP * 2, title: str = "", number: str = "", step: float = 1.5) -> Grey:
    """A page whose every column tells of all people in lines of sixteen characters."""
    face = Face(FACE, SIZE)
    width, high = 16 * SIZE, round(step * SIZE)
    lines = [line for person in PEOPLE for line in face.wrap(indent + person, width, "，。")]
    left, top = 90, 150
    sheet = blank(left * 2 + columns * width + (columns - 1) * 2 * SIZE, top + (len(lines) + 2) * high + 60)
    for column in range(columns):
        for row, line in enumerate(lines):
            sheet.line(line, left + column * (width + 2 * SIZE), top + row * high, face)
    if title:
        sheet.line(title, (sheet.width - 1.6 * SIZE * len(title)) / 2, 50, face.scaled(1.6))
    if number:
        sheet.line(number, sheet.width / 2, sheet.height - 70, face.scaled(0.85))
    return pixels_of(sheet)


def lines_of_all_people(indent: str = GAP * 2) -> int:
    face = Face(FACE, SIZE)
    return sum(len(face.wrap(indent + person, 16 * SIZE, "，。")) for person in PEOPLE)


def find(page: Grey) -> Found | None:
    return prose.find(page_from(page), READER)


def page_from(pixels: Grey) -> UprightPage:
    return upright(PageImage(1, pixels))


@pytest.mark.parametrize(("columns", "indent"), [(1, ""), (2, GAP * 2), (3, "")])
def test_each_column_gives_its_lines_from_the_top_down(columns: int, indent: str) -> None:
    found = find(page_of(columns, indent=indent))
    assert found is not None
    assert found.kind == "run_in"
    assert [table.rows for table in found.tables] == [lines_of_all_people(indent)] * columns
    lefts = [table.frame[0] for table in found.tables]
    assert lefts == sorted(lefts)
    for table in found.tables:
        tops = [cell.lines[0].top for cell in table.cells]
        assert tops == sorted(tops)
        assert all(cell.top <= cell.lines[0].top < cell.lines[0].bottom <= cell.bottom for cell in table.cells)


@pytest.mark.parametrize("step", [1.3, 1.8])
def test_title_and_page_number_stand_outside(step: float) -> None:
    found = find(page_of(1, title="惠民县烈士英名录", number="-31-", step=step))
    assert found is not None
    assert [table.rows for table in found.tables] == [lines_of_all_people()]


def test_a_first_line_that_begins_with_a_large_name_is_text_and_no_title() -> None:
    page = page_of(1, indent=GAP * 3)
    sheet = blank(page.shape[1], page.shape[0])
    sheet.line("李二", 90, 150 - 0.4 * SIZE, Face(FACE, round(1.5 * SIZE)))
    found = find(np.minimum(page, pixels_of(sheet)))
    assert found is not None
    assert [table.rows for table in found.tables] == [lines_of_all_people(GAP * 3)]


def test_ticks_below_a_short_column_join_no_columns() -> None:
    face = Face(FACE, SIZE)
    lines = face.wrap("".join(PEOPLE), 16 * SIZE, "，。")
    high, left = round(1.5 * SIZE), 90
    sheet = blank(left * 2 + 34 * SIZE, 150 + 20 * high)
    for row, line in enumerate((lines * 2)[:18]):
        sheet.line(line, left, 150 + row * high, face)
    for row, line in enumerate(lines[:4]):
        sheet.line(line, left + 18 * SIZE, 150 + row * high, face)
    page = pixels_of(sheet)
    for level in (430, 490, 640, 740, 900):
        cv2.line(page, (left + 20 * SIZE, level), (left + 20 * SIZE + 12, level + 18), (70,), 4)
        cv2.line(page, (left + 20 * SIZE + 12, level + 18), (left + 20 * SIZE + 30, level - 4), (70,), 4)
    found = find(page)
    assert found is not None
    assert [table.rows for table in found.tables] == [18, 4]


def test_a_fold_through_lines_and_a_rule_between_columns_hide_no_line_and_are_none() -> None:
    page = page_of(2)
    plain = find(page)
    assert plain is not None
    lines = [cell.lines[0] for cell in plain.tables[0].cells]
    folded, width = page.copy(), page.shape[1]
    level = (lines[5].top + lines[5].bottom) // 2
    cv2.line(folded, (0, level - 4), (width, level + 4), (80,), 4)
    cv2.line(folded, (90 + 16 * SIZE + 50, 120), (90 + 16 * SIZE + 50, page.shape[0] - 60), (60,), 2)
    found = find(folded)
    assert found is not None
    assert [table.rows for table in found.tables] == [table.rows for table in plain.tables]
    assert [cell.lines[0].left for cell in found.tables[1].cells] == pytest.approx(
        [cell.lines[0].left for cell in plain.tables[1].cells], abs=3
    )


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_or_stands_on_its_head_is_turned(turns: int) -> None:
    found = find(np.ascontiguousarray(np.rot90(page_of(), -turns)))
    assert found is not None
    assert found.quarter_turns == turns
    assert [table.rows for table in found.tables] == [lines_of_all_people()] * 2


def test_lines_of_a_slanted_page_keep_their_order_and_none_is_lost() -> None:
    page = page_of()
    height, width = page.shape
    slant = cv2.getRotationMatrix2D((width / 2, height / 2), 2.0, 1.0)
    found = find(np.asarray(cv2.warpAffine(page, slant, (width, height), borderValue=(255.0,)), np.uint8))
    assert found is not None
    assert [table.rows for table in found.tables] == [lines_of_all_people()] * 2


def test_names_apart_from_each_other_are_no_prose() -> None:
    face = Face(FACE, SIZE)
    sheet = blank(1200, 900)
    for row in range(12):
        sheet.line((GAP * 2).join(["王德胜", "李秀英", "赵　石", "刘长河", "王一山"]), 90, 90 + row * 55, face)
    assert find(pixels_of(sheet)) is None


def test_a_table_without_rules_is_no_prose() -> None:
    face = Face(FACE, SIZE)
    sheet = blank(1400, 1000)
    for row in range(14):
        for column, text in enumerate(["王德胜", "男", "1920.3", "惠民县东李村", "排长", "1947年5月"]):
            sheet.line(text, 90 + column * 205, 90 + row * 55, face)
    assert find(pixels_of(sheet)) is None


def test_a_blank_page_and_a_page_of_a_few_words_are_no_prose() -> None:
    assert find(np.full((900, 700), 255, np.uint8)) is None
    sheet = blank(900, 700)
    sheet.line("惠民县烈士英名录", 200, 300, Face(FACE, 60))
    assert find(pixels_of(sheet)) is None


def test_text_in_columns_from_right_to_left_runs_down() -> None:
    face = Face(FACE, SIZE)
    sheet = blank(1300, 900)
    for column in range(18):
        sheet.column("王德胜惠民县东李村人一九二〇年三月生中共党员", 90 + column * 60, 60, face)
    found = find(pixels_of(sheet))
    assert found is not None
    assert (found.kind, found.quarter_turns, found.runs_on) == ("vertical", 0, True)


def test_a_page_of_one_small_table_is_left_to_the_tables() -> None:
    assert find(ruled("| 姓名 | 籍贯 |\n| 王德胜 | 东李村 |").pixels) is None


def test_a_comma_after_a_bracket_leaves_no_white_that_parts_columns() -> None:
    people = [person.replace(" 男，", "（1920年生），男，").replace(" 女，", "（1925年生），女，") for person in PEOPLE]
    face = Face(FACE, SIZE, tracking=0.08)
    lines = [line for person in people * 3 for line in face.wrap(person, 20 * SIZE, "，。")]
    sheet = blank(24 * SIZE, (len(lines) + 5) * 50)
    for row, line in enumerate(lines):
        sheet.line(line, 60, 90 + row * 50, face)
    found = find(pixels_of(sheet))
    assert found is not None
    assert [table.rows for table in found.tables] == [len(lines)]


@pytest.mark.parametrize(("pale", "is_prose"), [(0.25, True), (0.0, False)])
def test_words_too_faint_to_be_seen_are_no_white_that_parts_columns(pale: float, is_prose: bool) -> None:
    page = page_of(1).astype(np.float64)
    for top in range(150, page.shape[0] - 150, 3 * round(1.5 * SIZE)):
        ink = page[top - 8 : top + 40, 90 + 4 * SIZE : 90 + 9 * SIZE]
        ink[:] = 255 - pale * (255 - ink)
    found = find(page.round().astype(np.uint8))
    assert (found is not None) == is_prose
    assert found is None or [table.rows for table in found.tables] == [lines_of_all_people()]


def test_a_line_reaches_to_the_end_of_words_too_faint_to_be_seen_and_no_farther() -> None:
    def ends(page: Grey) -> list[int]:
        found = find(page)
        assert found is not None
        return [cell.lines[0].right for cell in found.tables[0].cells]

    page = page_of(1).astype(np.float64)
    whole = ends(page.astype(np.uint8))
    for top in range(150, page.shape[0] - 150, 3 * round(1.5 * SIZE)):
        for pale, part in ((0.38, np.s_[: 90 + 12 * SIZE]), (0.27, np.s_[90 + 12 * SIZE :])):
            ink = page[top - 8 : top + 40, part]
            ink[:] = 255 - pale * (255 - ink)
    # A mark and a thin figure at the very end may be too little ink to tell.
    assert ends(page.round().astype(np.uint8)) == pytest.approx(whole, abs=2 * SIZE)


def page_down() -> Grey:
    """A page that tells of each person in a column of its own, from right to left, the name apart and larger."""
    people = ("王德胜", "李英", "赵石", "刘长河", "陈桂兰", "孙立成", "周文田", "高升")
    places = ("惠民县沙窝乡东李村", "商河县刘家寨", "阳信县皂户李乡赵家庄", "东李村")
    face, step = Face(FACE, SIZE), 2 * SIZE
    sheet = blank(180 + len(people) * step, 240 + SIZE * 40)
    for number, name in enumerate(people):
        x = 90 + step * (len(people) - 1 - number)
        sheet.column(name, x - 0.15 * SIZE, 90, face.scaled(1.3))
        facts = f"{places[number % 4]}人，曾任渤海军区战士，一九四七年牺牲于孟良崮"
        sheet.column(facts, x, 90 + 5.5 * SIZE, face)
    return pixels_of(sheet)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_text_that_runs_down_gives_its_columns_from_right_to_left_whichever_way_it_lies(turns: int) -> None:
    found = find(np.ascontiguousarray(np.rot90(page_down(), turns)))
    assert found is not None
    assert (found.kind, found.quarter_turns, found.lies, found.runs_on) == ("vertical", -turns % 4, True, True)
    assert [table.rows for table in found.tables] == [8]


def test_a_page_whose_print_hardly_tells_how_it_stands_is_not_read_character_by_character() -> None:
    class Doubtful:
        name = "doubtful/1"
        asked = 0

        def read(self, lines: Sequence[Grey]) -> list[LineReading]:
            self.asked += len(lines)
            return [LineReading("王", 0.5, (Glyph("王", 0.5, "", 0.0, 0.5),)) for _ in lines]

    reader = Doubtful()
    prose.find(page_from(page_of(3)), reader)
    assert 4 * 80 < reader.asked <= 4 * 160
