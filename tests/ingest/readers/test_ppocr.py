"""The first reader reads print, the same on any machine and in any company."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.ppocr import PpOcr
from tests.ingest.readers.typesetting import printed
from tests.rendering.typefaces import FACES, SIMPLIFIED, TRADITIONAL

TEXTS = [
    "王德胜",
    "男",
    "1947年3月12日",
    "渤海军区第二军分区警备团",
    "1922.10",
    "一九四七年",
    "惠民县沙窝乡东李村",
    "战士",
    "在周村战斗中牺牲",
    "张玉山",
]
LINES = [printed(text, 36 + 2 * number) for number, text in enumerate(TEXTS)]
PICTURES = [line.picture for line in LINES]


@pytest.fixture(scope="module")
def reader() -> PpOcr:
    return PpOcr()


@pytest.mark.parametrize("face", FACES[SIMPLIFIED][::4], ids=lambda face: face.name)
def test_print_is_read_in_any_typeface(reader: PpOcr, face: object) -> None:
    texts = ["王德胜", "1947年3月", "警备团战士", "惠民县东李村"]
    readings = reader.read([printed(text, 40, typeface=face).picture for text in texts])  # type: ignore[arg-type]
    assert [reading.text for reading in readings] == texts
    assert min(reading.confidence for reading in readings) > 0.9


def test_traditional_print_is_read_as_printed(reader: PpOcr) -> None:
    (reading,) = reader.read([printed("渤海軍區戰士", 44, FACES[TRADITIONAL][1]).picture])
    assert reading.text == "渤海軍區戰士"


def test_every_character_has_its_score_and_a_runner_up(reader: PpOcr) -> None:
    for reading in reader.read(PICTURES):
        assert "".join(glyph.char for glyph in reading.glyphs) == reading.text
        assert reading.confidence == min(glyph.score for glyph in reading.glyphs)
        for glyph in reading.glyphs:
            assert 0 <= glyph.other_score <= glyph.score <= 1
            assert glyph.other != glyph.char


def test_every_character_stands_where_it_was_printed(reader: PpOcr) -> None:
    for line, reading in zip(LINES, reader.read(PICTURES), strict=True):
        places = [glyph.at * line.picture.shape[1] / line.size for glyph in reading.glyphs]
        true = [centre * line.picture.shape[1] / line.size for centre in line.centres]
        assert places == pytest.approx(true, abs=0.4)


@pytest.mark.parametrize("threads", [2, 3])
def test_any_number_of_threads_reads_the_same(reader: PpOcr, threads: int) -> None:
    assert PpOcr(threads).read(PICTURES) == reader.read(PICTURES)


@given(st.permutations(range(len(PICTURES))))
@settings(max_examples=4)
def test_the_order_of_lines_changes_no_reading(order: list[int]) -> None:
    reader = PpOcr(2)
    known = reader.read(PICTURES)
    assert reader.read([PICTURES[place] for place in order]) == [known[place] for place in order]


def test_a_line_alone_reads_as_it_does_among_others(reader: PpOcr) -> None:
    among = reader.read(PICTURES * 2)
    assert among[: len(PICTURES)] == among[len(PICTURES) :]
    assert [reader.read([picture])[0] for picture in PICTURES[:4]] == among[:4]


def test_blank_paper_reads_as_nothing(reader: PpOcr) -> None:
    (reading,) = reader.read([np.full((48, 200), 255, np.uint8)])
    assert (reading.text, reading.confidence, reading.glyphs) == ("", 0.0, ())


@pytest.mark.parametrize("shape", [(1, 1), (1, 60), (60, 2), (20, 900)])
def test_odd_shapes_are_read_without_failing(reader: PpOcr, shape: tuple[int, int]) -> None:
    (reading,) = reader.read([np.full(shape, 255, np.uint8)])
    assert reading.text == ""


def test_lines_of_any_height_are_brought_to_the_reader_s(reader: PpOcr) -> None:
    large = cv2.resize(PICTURES[0], None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    (reading,) = reader.read([np.asarray(large, np.uint8)])
    assert reading.text == TEXTS[0]


def test_no_lines_give_no_readings(reader: PpOcr) -> None:
    assert reader.read([]) == []


def test_the_reader_names_its_network_and_version(reader: PpOcr) -> None:
    network, version = reader.name.split("/")
    assert network.startswith("PP-OCR")
    assert version[0].isdigit()
