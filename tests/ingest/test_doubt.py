"""Evidence becomes confidence, and confidence a status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.records import Box, Entry, Status, Vote
from ingest import doubt
from ingest.pages import CellText
from ingest.parse.evidence import Doubt
from ingest.parse.pieces import Piece
from tests.ingest.drawing import written

BOX = Box(1, 2, 3, 4)


def piece(confidence: float, *doubts: Doubt) -> Piece:
    text = CellText("王一山", confidence, (), (Vote("a", "王一山", 0.9),), ("faint",))
    return Piece("name", "姓名", text, BOX, doubts)


def test_a_sure_reading_is_accepted_with_its_evidence() -> None:
    reading = doubt.reading(piece(0.99), "王一山")
    assert (reading.status, reading.confidence, reading.box) == (Status.ACCEPTED, 0.99, BOX)
    assert reading.votes == (Vote("a", "王一山", 0.9),)
    assert reading.doubts == ("faint",)


def test_a_picture_that_is_not_sure_is_flagged() -> None:
    assert doubt.reading(piece(doubt.ACCEPTANCE - 0.01), "王一山").status is Status.FLAGGED
    assert doubt.reading(piece(doubt.ACCEPTANCE), "王一山").status is Status.ACCEPTED


@pytest.mark.parametrize("against", Doubt)
def test_a_doubt_never_adds_confidence_and_is_always_told(against: Doubt) -> None:
    reading = doubt.reading(piece(1.0), "王一山", (against,))
    assert reading.confidence == doubt.WEIGHTS[against] <= 1.0
    assert str(against) in reading.doubts


def test_a_character_that_the_reader_often_gives_for_another_is_flagged_however_sure_it_was() -> None:
    sure = Piece("name", "姓名", written("逢春", 0.9999), None)
    reading = doubt.reading(sure, "逢春")
    assert reading.status is Status.FLAGGED
    assert str(Doubt.LIKENESS) in reading.doubts
    assert doubt.reading(Piece("name", "姓名", written("王春", 0.9999), None), "王春").status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("read", "other", "score", "status"),
    [
        ("衆", "眾", 0.06, Status.FLAGGED),
        ("衆", "眾", 0.001, Status.ACCEPTED),
        ("黃", "黄", 0.06, Status.ACCEPTED),
        ("张", "張", 0.06, Status.ACCEPTED),
    ],
)
def test_two_old_forms_that_the_reader_hesitated_between_are_flagged(
    read: str, other: str, score: float, status: Status
) -> None:
    sure = written("王" + read, 0.9999)
    glyphs = (sure.glyphs[0], replace(sure.glyphs[1], other=other, other_score=score))
    reading = doubt.reading(Piece("name", "姓名", replace(sure, glyphs=glyphs), None), "王" + read)
    assert reading.status is status
    assert (str(Doubt.LIKENESS) in reading.doubts) == (status is Status.FLAGGED)


@pytest.mark.parametrize(
    ("other", "score", "rival", "lead", "status"),
    [
        ("田", 0.003, "田", 7.5, Status.FLAGGED),
        ("田", 0.003, "田", 25.0, Status.ACCEPTED),
        ("田", 0.0001, "田", 10.0, Status.ACCEPTED),
        ("田", 0.003, "申", 12.5, Status.ACCEPTED),
        ("", 0.0, "", 0.0, Status.ACCEPTED),
    ],
)
def test_a_character_is_flagged_where_reader_and_print_both_hold_the_same_other_one_possible(
    other: str, score: float, rival: str, lead: float, status: Status
) -> None:
    sure = written("由筹培", 0.9999)
    glyphs = (replace(sure.glyphs[0], other=other, other_score=score, rival=rival, lead=lead), *sure.glyphs[1:])
    reading = doubt.reading(Piece("name", "姓名", replace(sure, glyphs=glyphs), None), "由筹培")
    assert reading.status is status
    assert (str(Doubt.LIKENESS) in reading.doubts) == (status is Status.FLAGGED)


@pytest.mark.parametrize(
    ("field", "other", "score", "doubted"),
    [
        ("native_place", "牟", 0.15, True),
        ("name", "牟", 0.012, True),
        ("native_place", "牟", 0.001, False),
        ("native_place", "", 0.15, False),
        ("death", "牟", 0.15, False),
    ],
)
def test_a_sign_of_dates_in_a_name_is_in_doubt_where_the_reader_offers_another_character_for_it(
    field: str, other: str, score: float, doubted: bool
) -> None:
    sure = written("前年家屯", 0.9999)
    glyphs = (sure.glyphs[0], replace(sure.glyphs[1], other=other, other_score=score), *sure.glyphs[2:])
    reading = doubt.reading(Piece(field, "", replace(sure, glyphs=glyphs), None), None)
    assert (str(Doubt.LIKENESS) in reading.doubts) == doubted


@pytest.mark.parametrize(
    ("field", "lead", "doubted"), [("native_place", 12.0, True), ("native_place", 20.0, False), ("name", 12.0, False)]
)
def test_a_character_of_a_place_is_in_doubt_where_print_is_near_one_that_tells_villages_apart(
    field: str, lead: float, doubted: bool
) -> None:
    sure = written("土唐家村", 0.9999)
    glyphs = (replace(sure.glyphs[0], other="士", other_score=0.009, rival="上", lead=lead), *sure.glyphs[1:])
    reading = doubt.reading(Piece(field, "", replace(sure, glyphs=glyphs), None), None)
    assert (str(Doubt.LIKENESS) in reading.doubts) == doubted


def test_a_word_of_a_closed_list_is_not_doubted_for_a_likeness() -> None:
    sure = written("党员", 0.9999)
    glyphs = tuple(replace(glyph, other="呉", other_score=0.003, rival="呉", lead=5.5) for glyph in sure.glyphs)
    text = replace(sure, glyphs=glyphs)
    assert doubt.reading(Piece("political_status", "党派", text, None), "党员").status is Status.ACCEPTED


def test_ink_that_was_not_read_sends_a_reading_to_a_person_however_sure_the_rest_is() -> None:
    text = replace(written("王春", 0.9999), doubts=(str(Doubt.UNREAD_INK),))
    reading = doubt.reading(Piece("name", "姓名", text, None), "王春")
    assert reading.status is Status.FLAGGED
    assert reading.doubts == (str(Doubt.UNREAD_INK),)


def test_a_rare_surname_alone_flags_nobody() -> None:
    assert doubt.reading(piece(0.99, Doubt.RARE_SURNAME), "王一山").status is Status.ACCEPTED
    assert doubt.reading(piece(0.99, Doubt.NAME_CHARACTER), "王一山").status is Status.FLAGGED


@pytest.mark.parametrize(
    ("birth", "enlisted", "death"),
    [
        ("1920", "1940", "1947"),
        ("1920-03", "1940-05", "1940-05-03"),
        ("1920", "1940-23", "1940-03"),
        ("1920~", None, "1946/1947"),
        ("1930", "1938", "1938"),
        (None, "1940-05-03", "1940-05"),
        ("1940", None, None),
        ("1905", "1931", "1931-09"),
    ],
)
def test_dates_of_a_life_raise_no_doubt(birth: str | None, enlisted: str | None, death: str | None) -> None:
    assert not any(doubt.of_dates({"birth": birth, "enlisted": enlisted, "death": death}).values())


@pytest.mark.parametrize(
    ("dates", "doubted"),
    [
        ({"birth": "1947", "death": "1944"}, {"birth", "death"}),
        ({"enlisted": "1947-06", "death": "1947-05"}, {"enlisted", "death"}),
        ({"birth": "1940", "enlisted": "1944"}, {"birth", "enlisted"}),
        ({"birth": "1850", "death": "1947"}, {"birth", "death"}),
        ({"death": "1847"}, {"death"}),
        ({"enlisted": "1938", "death": "1930-08"}, {"enlisted", "death"}),
        ({"birth": "1912", "enlisted": "1930"}, {"enlisted"}),
        ({"birth": "1912", "death": "1930-08"}, {"death"}),
        ({"birth": "1941"}, {"birth"}),
    ],
)
def test_dates_of_no_life_are_doubted(dates: dict[str, str | None], doubted: set[str]) -> None:
    assert {field for field, doubts in doubt.of_dates(dates).items() if doubts} == doubted


@pytest.mark.parametrize(
    ("places", "status"),
    [((0.2, 0.25, 0.3, 0.35), Status.ACCEPTED), ((0.2, 0.25, 0.3, 0.45), Status.FLAGGED)],
)
def test_a_date_with_white_within_that_a_figure_may_have_left_is_flagged(
    places: tuple[float, ...], status: Status
) -> None:
    text = written("民国三年", 0.9999)
    glyphs = tuple(replace(glyph, at=place) for glyph, place in zip(text.glyphs, places, strict=True))
    reading = doubt.reading(Piece("enlisted", "入伍", replace(text, glyphs=glyphs), None), "1914")
    assert reading.status is status


@pytest.mark.parametrize(
    ("places", "status"),
    [
        ((0.05, 0.15, 0.25, 0.35, 0.45, 0.55), Status.ACCEPTED),
        ((0.05, 0.15, 0.25, 0.55, 0.65, 0.75), Status.FLAGGED),
        ((0.05, 0.15, 0.25, 0.35, 0.45, 0.85), Status.ACCEPTED),  # a village set apart from its kind
        ((0.05, 0.25, 0.45, 0.65, 0.85, 0.99), Status.ACCEPTED),
    ],
)
def test_two_stretches_of_a_line_that_stand_as_far_apart_as_columns_are_flagged(
    places: tuple[float, ...], status: Status
) -> None:
    text = written("惠民县东李村"[: len(places)], 0.9999)
    glyphs = tuple(replace(glyph, at=place) for glyph, place in zip(text.glyphs, places, strict=True))
    reading = doubt.reading(Piece("native_place", "籍贯", replace(text, glyphs=glyphs), None), "惠民县东李村")
    assert reading.status is status
    assert (str(Doubt.WHITE_WITHIN) in reading.doubts) is (status is Status.FLAGGED)


def entry_of(row: int, name: str, death: str) -> Entry:
    told = {"name": name, "death": death}
    pieces = [Piece(field, field, CellText(text, 1.0), BOX) for field, text in told.items()]
    return Entry(row, BOX, tuple(doubt.reading(each, each.text.text) for each in pieces))


def test_a_blank_beside_a_row_without_a_name_that_tells_it_is_in_doubt() -> None:
    rows = [("王德胜", "1946年"), ("", "1947年"), ("张玉山", ""), ("刘长河", "1948年"), ("赵连生", "")]
    entries = doubt.of_blanks([entry_of(number, *row) for number, row in enumerate(rows, 1)])
    flagged = [
        (entry.row, reading.field)
        for entry in entries
        for reading in entry.readings
        if str(Doubt.IN_NEXT_ROW) in reading.doubts
    ]
    assert flagged == [(3, "death")]
    assert entries[2].keyed()["death"].status is Status.FLAGGED
