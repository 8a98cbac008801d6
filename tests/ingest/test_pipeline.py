"""A page from pixels to a transcript: everybody is read, and every box lies on the ink in the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

import numpy as np
import pytest
from numpy.typing import NDArray

from archive.errors import InputError
from archive.records import Box, Status
from ingest import pipeline
from ingest.layout.kinds import find_layout
from ingest.layout.paper import Found
from ingest.layout.surroundings import OutsideLine
from ingest.pages import Cell, CellText, Glyph, PageImage, TextLine, Transcript
from ingest.pipeline import Readers, doubting, read_page
from ingest.readers.lines import LineReading, Reader
from ingest.readers.ppocr import PpOcr
from ingest.readers.tesseract import Tesseract
from ingest.readers.unaccounted import UNREAD
from ingest.rectify.upright import UprightPage
from tests.ingest.drawing import table, understood
from tests.ingest.paper import FACE, INK, ROSTER, SIZE, Grey, blank, line_of, pixels_of, ruled
from tests.rendering.damage.scan import Scan, scan, turn
from tests.rendering.dice import Dice
from tests.rendering.layouts.ruled import compose_leaf
from tests.rendering.layouts.setting import setting
from tests.rendering.sheet import Face
from tests.rendering.strengths import STRENGTHS
from tests.rendering.truth import Box as TrueBox
from tests.rendering.truth import Field

PAGES = [("light", 0), ("light", 1), ("medium", 1), ("medium", 5)]
"""Small rendered rosters, one of them lying upside down in the scanner."""


@cache
def rendered(strength: str, seed: int) -> Scan:
    """A ruled roster on a small sheet, printed and scanned with this much damage."""
    dice, damage = Dice.of("small page", strength, seed), STRENGTHS[strength]
    dpi = dice.between(damage.dpi)
    return scan(dice, damage, [compose_leaf(setting(dice, damage, size=(round(5.5 * dpi), round(3.6 * dpi), dpi)))])


@cache
def readers(threads: int = 1) -> Readers:
    return Readers(PpOcr(threads), Tesseract())


@cache
def read(strength: str, seed: int) -> Transcript:
    return read_page(PageImage(1, rendered(strength, seed).pixels), readers())


def fields(page: Scan) -> list[Field]:
    """Every printed field of a page."""
    return [field for record in page.records for field in record.fields.values() if field.text]


def cells(transcript: Transcript) -> list[Cell]:
    return [cell for table in transcript.tables for cell in table.cells]


def encloses(outer: Box | None, inner: TrueBox, slack: float = 4) -> bool:
    """Whether a box of a transcript holds a true box, but for a few pixels."""
    return outer is not None and (
        outer.x <= inner[0] + slack
        and outer.y <= inner[1] + slack
        and outer.x + outer.width >= inner[2] - slack
        and outer.y + outer.height >= inner[3] - slack
    )


def unfound(page: Scan, transcript: Transcript, place: Callable[[TrueBox], TrueBox] = lambda box: box) -> list[Field]:
    """Fields without a cell that reads just so, lies round their ink and is not much larger than it."""
    return [
        field
        for field in fields(page)
        if field.box
        and not any(
            cell.text.text == field.text
            and encloses(cell.ink, place(field.box))
            and encloses(cell.box, place(field.box))
            and cell.ink is not None
            and cell.ink.width * cell.ink.height < 3 * area(place(field.box)) + 2500
            for cell in cells(transcript)
        )
    ]


def area(box: TrueBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


@pytest.mark.parametrize(("strength", "seed"), PAGES)
def test_every_field_is_read_where_its_ink_stands(strength: str, seed: int) -> None:
    page, transcript = rendered(strength, seed), read(strength, seed)
    assert len(page.records) >= 4
    assert unfound(page, transcript) == []
    assert transcript.unread == ()
    assert transcript.quarter_turns == -page.rotated // 90 % 4


@pytest.mark.parametrize(("strength", "seed"), PAGES)
def test_every_box_lies_on_the_page(strength: str, seed: int) -> None:
    transcript = read(strength, seed)
    boxes = [box for cell in cells(transcript) for box in (cell.box, cell.ink) if box]
    boxes += [line.box for line in transcript.outside] + [table.box for table in transcript.tables]
    for box in boxes:
        assert min(box.x, box.y) >= -2
        assert box.x + box.width <= transcript.width + 2
        assert box.y + box.height <= transcript.height + 2


@pytest.mark.parametrize(("strength", "seed"), PAGES)
def test_cells_cover_their_tables_once_and_stand_in_reading_order(strength: str, seed: int) -> None:
    (table,) = read(strength, seed).tables
    covered = np.zeros((table.rows, table.columns), int)
    for cell in table.cells:
        covered[cell.row : cell.row + cell.row_span, cell.column : cell.column + cell.column_span] += 1
    assert (covered == 1).all()
    assert [(c.row, c.column) for c in table.cells] == sorted((c.row, c.column) for c in table.cells)


def test_title_and_page_number_are_read_outside_the_table() -> None:
    assert {"革命烈士登记表", "309"} <= {line.text.text for line in read("light", 1).outside}


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_reads_the_same_with_boxes_on_the_turned_scan(turns: int) -> None:
    page, straight = rendered("light", 1), read("light", 1)
    height, width = page.pixels.shape[:2]
    turned = read_page(PageImage(1, np.ascontiguousarray(np.rot90(page.pixels, turns))), readers())
    assert turned.quarter_turns == -turns % 4
    assert (turned.width, turned.height) == ((width, height) if turns == 2 else (height, width))
    assert [cell.text.text for cell in cells(turned)] == [cell.text.text for cell in cells(straight)]
    assert unfound(page, turned, partial(turn, rotated=90 * turns, width=width, height=height)) == []


@pytest.mark.parametrize(
    ("orientation", "stored", "place"),
    [
        (5, lambda pixels: pixels.swapaxes(0, 1), lambda box, _: (box[1], box[0], box[3], box[2])),
        (6, lambda pixels: np.rot90(pixels, 1), lambda box, width: (box[1], width - box[2], box[3], width - box[0])),
    ],
    ids=["mirrored and turned", "turned"],
)
def test_a_file_that_says_how_it_lies_gives_boxes_in_its_own_pixels(
    orientation: int,
    stored: Callable[[NDArray[np.uint8]], NDArray[np.uint8]],
    place: Callable[[TrueBox, int], TrueBox],
) -> None:
    page, straight = rendered("light", 0), read("light", 0)
    height, width = page.pixels.shape[:2]
    found = read_page(PageImage(1, np.ascontiguousarray(stored(page.pixels)), orientation), readers())
    assert (found.width, found.height) == (height, width)
    assert [cell.text.text for cell in cells(found)] == [cell.text.text for cell in cells(straight)]
    assert unfound(page, found, lambda box: place(box, width)) == []


def test_a_page_read_twice_and_on_more_threads_gives_the_same_transcript() -> None:
    again = read_page(PageImage(1, rendered("medium", 1).pixels.copy()), readers(2))
    assert again == read("medium", 1)
    assert repr(again) == repr(read("medium", 1))


@pytest.mark.parametrize("shape", [(99, 800), (800, 60), (1, 1)])
def test_a_picture_too_small_for_a_page_is_refused(shape: tuple[int, int]) -> None:
    with pytest.raises(InputError, match="too small"):
        read_page(PageImage(1, np.full(shape, 255, np.uint8)), readers())


class Counting:
    """Says the same of every line and counts how many it was shown."""

    def __init__(self, name: str, text: str = "王", score: float = 0.99) -> None:
        self.name, self.text, self.score, self.shown = name, text, score, 0

    def read(self, lines: Sequence[Grey]) -> list[LineReading]:
        self.shown += len(lines)
        glyphs = tuple(Glyph(char, self.score, "", 0.0, 0.5) for char in self.text)
        return [LineReading(self.text, self.score, glyphs) for _ in lines]


def noise(grey: float) -> NDArray[np.uint8]:
    return np.clip(np.random.default_rng(4).normal(grey, 6, (700, 500)), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    "pixels", [np.full((700, 500), 255, np.uint8), np.full((700, 500, 3), 0, np.uint8), noise(235)], ids=str
)
def test_a_blank_page_holds_nothing(pixels: NDArray[np.uint8]) -> None:
    first, second = Counting("first/1"), Counting("second/1")
    transcript = read_page(PageImage(7, pixels), Readers(first, second))
    assert transcript.tables == transcript.outside == ()
    assert (transcript.number, transcript.width, transcript.height) == (7, 500, 700)
    assert first.shown == second.shown == 0


def test_blank_cells_are_sure_and_those_with_ink_are_all_read() -> None:
    drawn = ruled("""
        | 姓名   | 籍贯   | 职务 |
        | 王德胜 |        | 战士 |
        | 张玉山 | 西赵庄 |      |
        |        |        |      |
    """)
    transcript = read_page(PageImage(1, drawn.pixels), Readers(Counting("first/1"), Counting("second/1")))
    (table,) = transcript.tables
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    empty = {(1, 1), (2, 2), (3, 0), (3, 1), (3, 2)}
    assert {place for place, text in texts.items() if not text.text} == empty
    assert all(texts[place].confidence == 1 and not texts[place].votes for place in empty)
    assert all((cell.ink is None) == ((cell.row, cell.column) in empty) for cell in table.cells)


def test_a_blank_cell_with_strokes_that_make_no_line_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    def without_lines(page: UprightPage, reader: Reader) -> tuple[Found, list[OutsideLine]]:
        found, outside = find_layout(page, reader)
        tables = [replace(t, cells=tuple(replace(cell, lines=()) for cell in t.cells)) for t in found.tables]
        return replace(found, tables=tuple(tables)), outside

    monkeypatch.setattr(pipeline, "find_layout", without_lines)
    drawn = ruled("""
        | 姓名   | 籍贯   | 职务  | 备注 |
        | 王德胜 | 东李村 | 战士  |      |
        | 张玉山 | 〃     | 〃　〃 |      |
    """)
    transcript = read_page(PageImage(1, drawn.pixels), Readers(Counting("first/1", "n", 0.2), Counting("second/1")))
    texts = {(cell.row, cell.column): cell.text for cell in transcript.tables[0].cells}
    assert texts[2, 1].text == "〃"
    assert (texts[2, 2].text, texts[2, 2].confidence) == ("", 0.5)
    assert UNREAD in texts[2, 2].doubts
    assert texts[2, 3].confidence == 1


def test_a_line_outside_that_could_not_be_read_is_kept_as_unread_with_what_it_may_be() -> None:
    page = np.vstack([ruled(ROSTER).pixels, np.full((200, ruled(ROSTER).pixels.shape[1]), 255, np.uint8)])
    top, line = page.shape[0] - 180, line_of("赵兰惠民县人")
    page[top : top + line.shape[0], 100 : 100 + line.shape[1]] = line
    transcript = read_page(PageImage(1, page), Readers(Counting("first/1", "7", 0.2), Counting("second/1", "7", 0.2)))
    (place,) = transcript.unread
    assert transcript.outside == ()
    assert place.text.text == "7"
    assert place.box.y == pytest.approx(top + 0.2 * SIZE, abs=SIZE / 4)
    assert place.box.width == pytest.approx(6 * SIZE, abs=SIZE / 4)


def test_the_lines_of_a_cell_are_joined_and_the_weakest_counts() -> None:
    drawn = ruled(
        """
        | 姓名   | 生前单位      |
        | 王德胜 | 渤海军区/警备团 |
        | 张玉山 | 独立营/二连 |
        """,
        row=2.6,
    )
    (table,) = read_page(PageImage(1, drawn.pixels), readers()).tables
    cell = next(cell for cell in table.cells if (cell.row, cell.column) == (1, 1))
    assert cell.text.text == "渤海军区警备团"
    assert [glyph.line for glyph in cell.text.glyphs] == [0, 0, 0, 0, 1, 1, 1]
    assert cell.text.confidence == min(glyph.score for glyph in cell.text.glyphs)


def test_where_the_first_reader_hesitates_both_are_heard_and_named() -> None:
    # Figures: what is said of them is not held against print, which would not bear out readers that look at nothing.
    first, second = Counting("first/1", "7", 0.6), Counting("second/2", "1", 0.9)
    transcript = read_page(PageImage(1, ruled(ROSTER).pixels), Readers(first, second))
    assert transcript.engine == "first/1 second/2"
    texts = [cell.text for cell in cells(transcript)]
    assert all("7" in text.text for text in texts)
    assert {tuple(vote.reader for vote in text.votes) for text in texts} == {("first/1", "second/2")}
    # Equal pictures are equal work: the sexes and the ranks repeat.
    assert second.shown < len(texts)


def test_the_halves_of_a_spread_come_in_reading_order() -> None:
    left, right = ruled(ROSTER, size=26), ruled(ROSTER.replace("王德胜", "郭振江"), size=26)
    transcript = read_page(PageImage(1, np.hstack([left.pixels, right.pixels])), readers())
    names = [table.cells[table.columns].text.text for table in transcript.tables]
    assert names == ["王德胜", "郭振江"]
    assert transcript.tables[0].box.x < transcript.tables[1].box.x


def test_a_page_without_tables_keeps_its_lines_outside() -> None:
    sheet = blank(900, 600)
    for number, text in enumerate(("革命烈士英名录", "惠民县民政局", "一九八四年十月")):
        sheet.line(text, 200, 100 + 140 * number, Face(FACE, SIZE), INK)
    transcript = read_page(PageImage(1, pixels_of(sheet)), readers())
    assert transcript.tables == ()
    assert [line.text.text for line in transcript.outside] == ["革命烈士英名录", "惠民县民政局", "一九八四年十月"]


def test_a_cell_is_in_doubt_for_print_within_it_that_was_not_read_be_it_blank_or_not() -> None:
    drawn = table("""
        | 姓名   | 籍贯   |
        | 王一山 |        |
    """)
    place = TextLine(Box(140, 148, 80, 20), CellText("", 0.0))
    beside = TextLine(Box(240, 148, 80, 20), CellText("", 0.0))
    found = [cell.text.doubts for cell in doubting(drawn, [place, beside]).cells]
    assert found == [(), (), (), ("ink that was not read",)]
    sure, doubted = (understood(each).record.entries[0].readings[1] for each in (drawn, doubting(drawn, [place])))
    assert (sure.status, doubted.status) == (Status.ACCEPTED, Status.FLAGGED)


def test_a_cell_is_in_doubt_for_print_beside_or_below_its_text_that_lies_in_no_cell() -> None:
    drawn = table("""
        | 姓名   | 籍贯       |
        | 王一山 | 商河县沙窝 |
    """)
    behind, below = Box(215, 150, 60, 20), Box(105, 182, 60, 20)
    far = Box(250, 150, 60, 20), Box(105, 210, 60, 20)
    for place, doubted in ((behind, True), (below, True), (far[0], False), (far[1], False)):
        doubts = [cell.text.doubts for cell in doubting(drawn, [TextLine(place, CellText("", 0.0))]).cells]
        assert doubts == [(), (), (), ("ink that was not read",) if doubted else ()]
