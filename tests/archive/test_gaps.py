"""A number left out between the files of a folder is told, and numbers that count no pages are left alone."""

from __future__ import annotations

import pytest

from archive.gaps import Gap, gaps


def found(*names: str) -> list[Gap]:
    return list(gaps(("batch", name) for name in names))


def test_a_number_left_out_is_told_with_the_files_that_it_stands_between() -> None:
    names = ("IMG_0006.jpg", "IMG_0007.jpg", "IMG_0009.png", "IMG_0010.jpg")
    assert found(*names) == [Gap("batch", "IMG_0006.jpg", "IMG_0010.jpg", ("IMG_0008",))]


def test_runs_are_told_from_end_to_end() -> None:
    names = [f"{number}.tif" for number in (8, 9, 10, 13, 14, 15, 16, 18)]
    assert [gap.missing for gap in found(*names)] == [("11–12", "17")]


def test_the_two_sides_of_leaves_are_counted_apart() -> None:
    names = [f"p{number}{side}.jpg" for number in range(1, 6) for side in "ab" if (number, side) != (3, "b")]
    assert [gap.missing for gap in found(*names)] == [("p3b",)]


def test_folders_are_counted_apart() -> None:
    assert list(gaps((str(number % 2), f"{number}.jpg") for number in range(8))) == []


@pytest.mark.parametrize(
    "names",
    [
        ("1.jpg", "2.jpg", "3.jpg"),
        ("1.jpg", "3.jpg", "5.jpg", "7.jpg"),
        ("1.jpg", "2.jpg", "3.jpg", "500.jpg", "501.jpg"),
        ("20261126.jpg", "20261203.jpg"),
        ("a.jpg", "b.jpg", ".jpg"),
        (),
    ],
    ids=str,
)
def test_there_is_no_gap_where_none_is_or_where_numbers_count_no_pages(names: tuple[str, ...]) -> None:
    assert found(*names) == []
