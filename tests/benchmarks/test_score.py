"""The scorer counts what it says it counts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.accuracy import table
from tests.benchmarks.kept import keep
from tests.benchmarks.score import Tally, distance, fold, match, read_export, score, score_page, shows

BOX = [100.0, 100.0, 80.0, 30.0]


def printed(name: str, death: str = "1947.3", value: str | None = "1947-03") -> dict[str, Any]:
    return {
        "name": {"text": name, "value": name, "box": BOX},
        "death": {"text": death, "value": value, "box": BOX},
    }


def read(person: dict[str, Any], status: str = "accepted", **texts: str) -> dict[str, Any]:
    fields = {
        name: {**field, "text": texts.get(name, field["text"]), "confidence": 0.9, "status": status}
        for name, field in person.items()
    }
    return {"fields": fields}


def page(*people: dict[str, Any]) -> dict[str, Any]:
    return {"scan": "a.jpg", "layout": "ruled", "damage": "light", "records": list(people)}


PEOPLE = [printed("王德胜"), printed("李有田", "1946年", "1946"), printed("赵文元", "一九四八年", "1948")]


def test_a_page_read_as_printed_has_nothing_wrong() -> None:
    tally = score_page(page(*PEOPLE), [read(person) for person in PEOPLE])
    assert (tally.people, tally.lost, tally.phantom, tally.whole) == (3, 0, 0, 3)
    assert tally.exact == tally.fields == tally.accepted == 6
    assert tally.boxes_good == tally.boxes == 6
    assert tally.values_exact == tally.values == 3
    assert tally.wrong == []


def test_a_person_left_out_is_lost_with_every_field() -> None:
    tally = score_page(page(*PEOPLE), [read(PEOPLE[0]), read(PEOPLE[2])])
    assert (tally.people, tally.lost, tally.whole) == (3, 1, 2)
    assert (tally.fields, tally.exact) == (6, 4)
    assert tally.edits == len("李有田") + len("1946年")


def test_a_person_who_is_not_printed_is_a_phantom() -> None:
    tally = score_page(page(PEOPLE[0]), [read(printed("孙大海", "1938")), read(PEOPLE[0])])
    assert (tally.people, tally.lost, tally.phantom, tally.exact) == (1, 0, 1, 2)


def test_a_wrong_field_that_was_accepted_is_silent_and_one_that_was_flagged_is_not() -> None:
    accepted = score_page(page(PEOPLE[0]), [read(PEOPLE[0], name="王德性")])
    flagged = score_page(page(PEOPLE[0]), [read(PEOPLE[0], status="flagged", name="王德性")])
    assert (accepted.silent, accepted.accepted, accepted.flagged) == (1, 2, 0)
    assert (flagged.silent, flagged.accepted, flagged.flagged) == (0, 0, 2)
    assert [(w.field, w.printed, w.read) for w in accepted.wrong] == [("name", "王德胜", "王德性")]


def test_a_field_is_blank_on_both_sides_or_it_counts() -> None:
    blank = printed("王德胜", "", None)
    assert score_page(page(blank), [read(blank)]).fields == 1
    invented = score_page(page(blank), [read(blank, death="1947")])
    assert (invented.fields, invented.exact, invented.values) == (2, 1, 0)


def test_a_ditto_mark_is_judged_by_what_it_means() -> None:
    ditto = {"name": PEOPLE[0]["name"], "unit": {"text": "〃", "value": "渤海军区", "box": BOX}}
    right = score_page(page(ditto), [read(ditto)])
    unresolved = read(ditto)
    unresolved["fields"]["unit"]["value"] = "〃"
    assert (right.values, right.values_exact) == (1, 1)
    assert score_page(page(ditto), [unresolved]).values_exact == 0


def test_the_order_of_the_page_is_kept_when_people_are_matched() -> None:
    swapped = [read(PEOPLE[1]), read(PEOPLE[0])]
    tally = score_page(page(*PEOPLE[:2]), swapped)
    assert (tally.lost, tally.phantom) == (1, 1)
    assert match([[0.9, 0.0], [0.0, 0.39]], 2) == [(0, 0), (1, None), (None, 1)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("一九四○年", "一九四〇年"), ("1947．3", "1947.3"), ("王 胜", "王胜"), ("流坡塢鎭", "流坡塢鎮")],
)
def test_what_carries_no_meaning_is_folded_away(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_traditional_and_simplified_are_told_apart() -> None:
    assert fold("王德勝") != fold("王德胜")


def test_distance_counts_the_characters_to_mend() -> None:
    assert [distance("商河县", other) for other in ("商河县", "高河县", "商河", "", "商河县城")] == [
        0,
        1,
        1,
        3,
        1,
    ]


@pytest.mark.parametrize(
    ("shown", "good"),
    [
        (BOX, True),
        ([90.0, 90.0, 130.0, 60.0], True),  # the cell round the text
        ([90.0, 115.0, 130.0, 60.0], False),  # half of the text cut off
        ([0.0, 0.0, 1000.0, 1000.0], False),  # the whole page shows nothing in particular
        ([300.0, 100.0, 80.0, 30.0], False),
    ],
)
def test_a_box_must_show_the_text_and_little_else(shown: list[float], good: bool) -> None:
    assert shows(shown, BOX) is good


def test_the_lines_of_an_export_are_put_in_reading_order(tmp_path: Path) -> None:
    lines = [
        {"scan": f"县/{scan}", "page": 1, "row": row, "fields": {}} for scan, row in [("a", 2), ("b", 1), ("a", 1)]
    ]
    (tmp_path / "export.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    export = read_export(tmp_path / "export.jsonl")
    assert [entry["row"] for entry in export["a"]] == [1, 2]
    assert list(export) == ["a", "b"]


def test_a_scan_that_is_missing_from_the_export_loses_everyone() -> None:
    tallies = score([page(*PEOPLE)], {})
    assert tallies["ruled", "light"].lost == 3


def test_the_table_adds_up_by_layout_and_damage() -> None:
    tallies = {
        ("ruled", "light"): Tally(people=3, lost=1),
        ("ruled", "heavy"): Tally(people=5),
        ("spread", "medium"): Tally(people=7, lost=2),
    }
    rows = {tuple(line.split()[:2]): line.split()[2:4] for line in table(tallies).splitlines() if line}
    assert rows["ruled", "all"] == ["8", "1"]
    assert rows["all", "light+medium"] == ["10", "3"]
    assert rows["all", "heavy"] == ["5", "0"]
    assert rows["all", "all"] == ["15", "3"]


def test_the_last_score_stands_in_a_document_between_its_marks(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    begin, end = "<!-- accuracy: begin -->", "<!-- accuracy: end -->"
    document.write_text(f"before\n{begin}\nold\n{end}\nafter\n", "utf-8")
    for people in (3, 5):
        keep(document, "accuracy", f"{people} people")
    assert document.read_text("utf-8") == f"before\n{begin}\n5 people\n{end}\nafter\n"


def test_a_document_without_marks_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text("before\n", "utf-8")
    with pytest.raises(SystemExit, match="accuracy: begin"):
        keep(document, "accuracy", "a table")
    assert document.read_text("utf-8") == "before\n"
