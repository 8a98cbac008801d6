"""Pages whose records stand in columns from right to left, read from end to end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from archive.records import PageRecord
from ingest.carry import Context
from ingest.interpret import interpret
from ingest.pages import VERTICAL, VERTICAL_NAMES, PageImage, Transcript
from ingest.pipeline import Readers, default_readers, read_page
from tests.ingest.paper import FACE, INK, SIZE, Drawn, Grey, Ruling, blank, pixels_of, ruled
from tests.rendering.sheet import Face

HEADINGS = ("姓名", "籍貫", "職別", "犧牲年月")
PEOPLE = (
    ("張玉山", "惠民縣東李莊", "戰士", "民國三十六年五月"),
    ("劉長河", "濱縣西趙莊", "班長", "一九四〇年"),
    ("陳桂蘭", "〃", "戰士", "民國二十八年"),
    ("趙連生", "無棣縣北周村", "", "一九四七年一月"),
    ("孫立成", "商河縣馬家寨", "戰士", "民國三十七年"),
    ("周文田", "陽信縣小高莊", "排長", "民國三十四年八月"),
)
ROW, COLUMN = 9.6, 1.9
"""Ems: how long a field may be, and how far columns stand apart."""
UNRULED = Ruling(thin=0, frame=0)


def vertical(people: Sequence[Sequence[str]], ruling: Ruling) -> Drawn:
    """The people in columns from right to left, below each other their fields; the headings at the right."""
    columns = [HEADINGS, *people][::-1]
    bands = [[column[field] for column in columns] for field in range(len(HEADINGS))]
    drawing = "\n".join("|" + "|".join(f" {'/'.join(text)} " for text in band) + "|" for band in bands)
    return ruled(drawing, ruling=ruling, column=COLUMN, row=ROW)


@cache
def readers() -> Readers:
    return default_readers(1)


@cache
def read(turns: int = 0, ruling: Ruling = Ruling()) -> Transcript:  # noqa: B008 - Ruling is frozen
    pixels = np.ascontiguousarray(np.rot90(vertical(PEOPLE, ruling).pixels, turns))
    return read_page(PageImage(1, pixels), readers())


VILLAGES = (
    ("惠民縣東李莊", ("張玉山", "劉 河", "陳桂蘭", "趙連生", "孫立成", "周文田", "吳 江")),
    ("濱縣沙窩鄉西趙莊", ("馮長春", "高 升", "楊樹林（排長）", "馬占山", "鄭長海")),
    ("陽信縣後馬寨村", ("朱 明", "秦有才", "尤長順", "許德山", "何 平", "呂得水")),
)


def names_down(villages: Sequence[tuple[str, Sequence[str]]]) -> Grey:
    """Names in columns from right to left, four to a column with the villages at their right, characters upright."""
    columns: list[dict[float, str]] = []
    for village, names in villages:
        columns.append({0.0: village})
        place = 4
        for name in names:
            places = 1 + (len(name) > 4)
            if place + places > 4:
                columns.append({})
                place = 0
            columns[-1][0.6 + 4.8 * place] = name
            place += places
    sheet, face = blank(round((len(columns) + 2) * COLUMN * SIZE), round(25 * SIZE)), Face(FACE, SIZE)
    for number, column in enumerate(columns[::-1]):
        for top, words in column.items():
            for row, character in enumerate(words):
                if character != " ":
                    sheet.line(character, (number + 1) * COLUMN * SIZE, (2.5 + top + 1.05 * row) * SIZE, face, INK)
    return pixels_of(sheet)


def understood(transcript: Transcript) -> PageRecord:
    return interpret(transcript, Context()).record


def texts(record: PageRecord) -> list[tuple[str, ...]]:
    fields = ("name", "native_place", "position", "death")
    return [tuple(r.text for field in fields if (r := entry.reading(field))) for entry in record.entries]


@pytest.mark.parametrize("ruling", [Ruling(), UNRULED], ids=["ruled", "unruled"])
def test_columns_are_read_from_right_to_left_and_their_fields_from_the_top_down(ruling: Ruling) -> None:
    transcript = read(ruling=ruling)
    assert (transcript.kind, transcript.quarter_turns) == (VERTICAL, 0)
    record = understood(transcript)
    assert texts(record) == list(PEOPLE)
    assert record.ledger.open == ()


def test_old_dates_and_traditional_characters_have_todays_values() -> None:
    first, second, third = understood(read()).entries[:3]
    values = [{r.field: r.value for r in entry.readings} for entry in (first, second, third)]
    assert values[0] == {"name": "张玉山", "native_place": "惠民县东李庄", "position": "战士", "death": "1947-05"}
    assert (values[1]["death"], values[2]["death"]) == ("1940", "1939")
    assert values[2]["native_place"] == "滨县西赵庄"


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_of_columns_reads_the_same(turns: int) -> None:
    transcript = read(turns)
    assert (transcript.kind, transcript.quarter_turns) == (VERTICAL, -turns % 4)
    assert texts(understood(transcript)) == list(PEOPLE)


def test_boxes_frame_the_print_on_the_page_as_it_is_stored() -> None:
    drawn, transcript = vertical(PEOPLE, Ruling()), read()
    (table,) = transcript.tables
    for cell in table.cells:
        person = len(PEOPLE) - cell.row
        left, right = drawn.xs[person], drawn.xs[person + 1]
        top, bottom = drawn.ys[cell.column], drawn.ys[cell.column + 1]
        assert abs(cell.box.x - left) < SIZE / 3
        assert abs(cell.box.x + cell.box.width - right) < SIZE / 3
        if cell.ink is not None:
            assert abs(cell.ink.x + cell.ink.width / 2 - (left + right) / 2) < SIZE / 4
            assert abs(cell.ink.y + cell.ink.height / 2 - (top + bottom) / 2) < SIZE / 3


def test_a_page_of_text_in_ruled_columns_gives_no_entries_and_says_why() -> None:
    lines = ["學而時習之不亦說乎", "有朋自遠方來不亦樂", "人不知而不慍不亦君", "君子務本本立而道生"]
    drawing = "|" + "|".join("/".join(line) for line in lines) + "|\n| | | | |"
    transcript = read_page(PageImage(1, ruled(drawing, column=2.2, row=11.0).pixels), readers())
    record = understood(transcript)
    assert record.entries == ()
    assert record.ledger.open == ("这一页是成段文字，没有认出烈士条目",)


@pytest.mark.parametrize("turns", [0, 2])
def test_names_in_columns_stand_under_the_villages_at_their_right(turns: int) -> None:
    transcript = read_page(PageImage(1, np.ascontiguousarray(np.rot90(names_down(VILLAGES), turns))), readers())
    assert (transcript.kind, transcript.quarter_turns) == (VERTICAL_NAMES, turns)
    record = understood(transcript)
    printed = [(name[:3].replace(" ", ""), village) for village, names in VILLAGES for name in names]
    assert [told[:2] for told in texts(record)] == printed
    assert record.ledger.open == ()


TOLD = (
    "張玉山，惠民縣東李莊人，民國八年生，民國二十八年參加八路軍，任戰士，民國三十六年五月在濟南犧牲。",
    "劉長河，濱縣西趙莊人，民國十二年生，民國三十年參加八路軍，任班長，民國三十四年在濰縣犧牲。",
    "陳桂蘭，陽信縣高莊人，民國四年生，民國二十九年參加八路軍，任排長，民國三十二年八月在臨沂犧牲。",
)


def test_sentences_that_run_down_between_rules_are_those_of_people_several_columns_wide() -> None:
    high = 18
    columns = [[line[at : at + high] for at in range(0, len(line), high)] for line in TOLD]
    each = [column.ljust(high) for person in columns for column in person][::-1]
    drawing = "|" + "|".join(f" {'/'.join(column)} " for column in each) + "|"
    drawn = ruled(drawing, ruling=UNRULED, column=COLUMN, row=1.1 * high)
    pixels, (top, bottom) = drawn.pixels.copy(), np.rint(drawn.ys[[0, -1]]).astype(int).tolist()
    edges = np.rint(drawn.xs[:: len(columns[0])]).astype(int).tolist()
    for x in edges:
        pixels[top : bottom + 1, x : x + 2] = 60
    for y in (top, bottom):
        pixels[y : y + 2, edges[0] : edges[-1]] = 60
    assert {len(person) for person in columns} == {3}
    record = understood(read_page(PageImage(1, pixels), readers()))
    assert [told[:2] for told in texts(record)] == [(line[:3], line[4 : line.index("人")]) for line in TOLD]


@pytest.mark.parametrize("air", [0, 12], ids=["a single frame", "a double frame"])
def test_people_whom_rules_part_have_their_fields_by_what_stands_below_each_other(air: int) -> None:
    drawn = vertical(PEOPLE, UNRULED)
    pixels, (top, bottom) = drawn.pixels.copy(), np.rint(drawn.ys[[0, -1]]).astype(int).tolist()
    for x in np.rint(drawn.xs).astype(int).tolist():
        pixels[top : bottom + 1, x : x + 2] = 60
    left, right = np.rint(drawn.xs[[0, -1]]).astype(int).tolist()
    for y in (top - air, top, bottom, bottom + air):
        pixels[y : y + 2, left - air : right + air] = 60
    for x in (left - air, right + air):
        pixels[top - air : bottom + air, x : x + 2] = 60
    record = understood(read_page(PageImage(1, pixels), readers()))
    assert texts(record) == list(PEOPLE)


def test_white_behind_names_in_text_whose_columns_rules_part_makes_no_table_of_it() -> None:
    high = 30
    people = [(name, place) for name, place, *_ in PEOPLE if place != "〃"] * 2
    told = [
        column
        for name, place in people
        for column in (
            f"{name}，　男，　{place}人民國八年生民國廿八年入伍任渤海",
            "軍區戰士民國卅六年五月在濟南作戰犧牲",
        )
    ]
    drawing = "|" + "|".join(f" {'/'.join(column.ljust(high, '　'))} " for column in told[::-1]) + "|"
    transcript = read_page(PageImage(1, ruled(drawing, column=COLUMN, row=1.1 * high).pixels), readers())
    assert [table.columns for table in transcript.tables] == [1]
