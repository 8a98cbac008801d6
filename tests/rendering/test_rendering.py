"""The rendered pages are what they say they are."""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest

from archive.records import FIELDS
from tests.rendering import typefaces
from tests.rendering.damage.geometry import lie
from tests.rendering.damage.scan import Scan, turn
from tests.rendering.dice import Dice
from tests.rendering.layouts.columns import DITTO_MARKS, EXTRA
from tests.rendering.pages import LAYOUTS, Order, orders, render, write_all
from tests.rendering.sheet import Face, Press, Sheet
from tests.rendering.strengths import STRENGTHS
from tests.rendering.truth import Box
from tests.rendering.typefaces import FACES, PACKAGES, SIMPLIFIED, TRADITIONAL, MissingTypefaceError, Typeface
from tests.rendering.words.characters import has_one_traditional_form, traditional
from tests.rendering.words.dates import DOTTED, NUMERAL, REPUBLIC, WESTERN, DateManner, When
from tests.rendering.words.lists import characters, words
from tests.rendering.words.names import RARE, given_name, rare_characters, standard_characters

CLEAN = Press(ink=(0, 0), rule_ink=(0, 0), broken=0.0, loses_zero=False)


def ink_box(picture: np.ndarray) -> Box:
    rows, columns = np.nonzero(picture < 128)
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def order_of(layout: str) -> Order:
    return Order(seed=3, number=1, layout=layout, damage="heavy")


@cache
def page_of(layout: str) -> Scan:
    return render(order_of(layout))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_order_gives_the_same_page(layout: str) -> None:
    first, second = page_of(layout), render(order_of(layout))
    assert np.array_equal(first.pixels, second.pixels)
    assert first.records == second.records


def test_another_seed_gives_another_page() -> None:
    pages = [render(Order(seed, 0, "paired", "heavy")) for seed in (1, 2)]
    assert pages[0].records != pages[1].records


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_box_lies_on_its_page_and_holds_ink(layout: str) -> None:
    page = page_of(layout)
    grey = page.pixels if page.pixels.ndim == 2 else page.pixels.min(axis=2)
    height, width = grey.shape
    boxes = [f.box for record in page.records for f in record.fields.values() if f.box]
    boxes += [record.extent for record in page.records if record.extent]
    paper = np.median(grey[::7, ::7])
    assert boxes
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        piece = grey[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
        assert piece.min() < paper - 25


def test_the_box_of_a_line_is_exactly_its_ink() -> None:
    sheet = Sheet(600, 120, CLEAN, Dice.of(1))
    box = sheet.line("渤海軍區一九四七年", 40, 30, Face(FACES[SIMPLIFIED][1], 40, stretch=0.9, tracking=0.1))
    rows, columns = np.nonzero(np.asarray(sheet.image) < 255)
    assert box == (columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)


@pytest.mark.parametrize("seed", range(4))
def test_a_box_follows_the_bend_of_its_page_to_a_pixel(seed: int) -> None:
    page = np.full((900, 700), 255, np.uint8)
    page[300:340, 120:520] = 0
    lying = lie(Dice.of(seed), STRENGTHS["heavy"], (700, 900))
    seen = cv2.remap(page, *lying.maps(700, 900), cv2.INTER_LINEAR, borderValue=(255,))
    assert lying.box((120, 300, 520, 340)) == pytest.approx(ink_box(seen), abs=1.5)


@pytest.mark.parametrize("rotated", [0, 90, 180, 270])
def test_a_box_follows_the_turn_of_its_page(rotated: int) -> None:
    page = np.full((90, 70), 255, np.uint8)
    page[30:34, 12:52] = 0
    assert turn((12, 30, 52, 34), rotated, 70, 90) == ink_box(np.rot90(page, rotated // 90))


def test_marks_for_the_same_stand_for_the_entry_above() -> None:
    met = 0
    for number in range(4):
        records = render(Order(5, number, "ruled", "heavy")).records
        for above, below in pairwise(records):
            for name, field in below.fields.items():
                if field.text in DITTO_MARKS:
                    met += 1
                    assert field.value == above.fields[name].value
    assert met


def test_truth_has_the_form_that_measurements_read(tmp_path: Path) -> None:
    wanted = orders(len(LAYOUTS), 11, list(LAYOUTS), ["heavy"])
    list(write_all(wanted, tmp_path))
    pages = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert [page["layout"] for page in pages] == list(LAYOUTS)
    for page in pages:
        assert (tmp_path / page["scan"]).stat().st_size > 0
        assert page["rotated"] in (0, 90, 180, 270)
        assert page["records"]
        for record in page["records"]:
            record.pop("_box", None)
            assert set(record) <= set(FIELDS) | set(EXTRA)
            for field in record.values():
                assert set(field) == {"text", "value", "box"}
                assert field["box"] is None or (len(field["box"]) == 4 and field["text"])


def test_orders_let_every_layout_meet_every_damage() -> None:
    for layouts in (list("ab"), list("abc"), list("abcd"), list("abcde")):
        met = {(o.layout, o.damage) for o in orders(3 * len(layouts), 0, layouts, ["x", "y", "z"])}
        assert len(met) == 3 * len(layouts)


@pytest.mark.parametrize(
    ("manner", "when", "printed", "edtf"),
    [
        (DateManner(WESTERN), When(1947, 3, 12), "1947年3月12日", "1947-03-12"),
        (DateManner(DOTTED), When(1918, 10), "1918.10", "1918-10"),
        (DateManner(NUMERAL, zero="○"), When(1940, 11), "一九四○年十一月", "1940-11"),
        (DateManner(REPUBLIC), When(1947, 3), "民国三十六年三月", "1947-03"),
        (DateManner(REPUBLIC, short_tens=True), When(1933), "民国廿二年", "1933"),
        (DateManner(REPUBLIC), When(1912), "民国元年", "1912"),
        (DateManner(REPUBLIC), When(1908), "一九〇八年", "1908"),
        (DateManner(WESTERN), When(1947, season="春"), "1947年春", "1947-21"),
        (DateManner(DOTTED), When(1947, about=True), "约1947", "1947~"),
    ],
)
def test_dates_are_printed_in_every_form(manner: DateManner, when: When, printed: str, edtf: str) -> None:
    assert manner.write(when) == printed
    assert when.edtf == edtf


def test_given_names_draw_on_far_more_than_the_frequent_characters() -> None:
    drawn = standard_characters(1) + standard_characters(2)
    assert len(set(drawn)) > 6000


@pytest.mark.parametrize("share", [0.0, 0.19, 1.0])
def test_the_share_of_rare_characters_in_given_names_is_what_is_asked(share: float) -> None:
    usual, dice = set(characters("given_names")), Dice.of("rare")
    with rare_characters(share):
        drawn = "".join(given_name(dice) for _ in range(3000))
    unusual = sum(char not in usual for char in drawn) / len(drawn)
    assert 0.9 * share - 0.01 <= unusual <= share + 0.02


def test_given_names_have_characters_beyond_gb_2312_where_they_are_asked_for() -> None:
    known, dice = set(standard_characters(1) + standard_characters(2)), Dice.of("beyond")
    with rare_characters(0.2, beyond=0.1):
        drawn = "".join(given_name(dice) for _ in range(3000))
    assert 0.08 <= sum(char not in known for char in drawn) / len(drawn) <= 0.12
    assert {"堃", "昇", "珺"} <= set(standard_characters(3))


def test_names_are_the_same_where_no_share_is_asked() -> None:
    before = given_name(Dice.of("same"))
    with rare_characters(RARE):
        assert given_name(Dice.of("same")) == before
    assert given_name(Dice.of("same")) == before


def test_words_keep_their_meaning_in_traditional_characters() -> None:
    lists = ("counties", "townships", "landmarks", "scenes", "forces", "positions", "causes")
    assert [w for name in lists for w in words(name) if not has_one_traditional_form(w)] == []
    assert traditional("后李庄村里") == "後李莊村里"


@pytest.mark.parametrize("script", FACES)
def test_the_main_typefaces_print_what_rosters_say(script: str) -> None:
    text = "".join(words("townships") + words("positions"))
    printed = traditional(text) if script != SIMPLIFIED else text
    lacking = {face.name: [c for c in printed if not face.draws(c)] for face in FACES[script]}
    assert {name: chars for name, chars in lacking.items() if chars} == {}


@pytest.mark.parametrize(("face", "char"), [("cwTeXMing", "沽"), ("AR PL UMing TW", "眾"), ("HanaMin A", "曾")])
def test_no_face_prints_what_it_draws_as_another_character(face: str, char: str) -> None:
    odd = next(each for each in FACES[TRADITIONAL] if each.name == face)
    others = [each for each in FACES[TRADITIONAL] if each.name.startswith("Noto")]
    assert not odd.has(char)
    assert not odd.covers("王" + char)
    assert all(each.has(char) for each in others)


def test_a_missing_typeface_names_its_package() -> None:
    face = dataclasses.replace(FACES[SIMPLIFIED][0], name="Ghost", package="fonts-ghost", file="ghost.ttf")
    with pytest.raises(MissingTypefaceError, match="apt-get install fonts-ghost"):
        face.at(20)


def test_a_typeface_without_a_character_says_so() -> None:
    simplified_only = next(f for f in FACES[SIMPLIFIED] if f.name == "AR PL SungtiL GB")
    assert isinstance(simplified_only, Typeface)
    assert simplified_only.covers("渤海军区")
    assert not simplified_only.covers("渤海軍區")
    assert not simplified_only.has("〇")


def test_the_packages_to_install_are_all_named_in_one_place() -> None:
    assert [package for package in PACKAGES if package not in (typefaces.__doc__ or "").split()] == []
