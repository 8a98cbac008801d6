"""A date is the span of days that it may mean."""

from __future__ import annotations

from datetime import date

import pytest

from archive.linkage.spans import Span, span_of, years_of


def days(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal())


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1947", "1947-01-01", "1947-12-31"),
        ("1947-02", "1947-02-01", "1947-02-28"),
        ("1947-03-12", "1947-03-12", "1947-03-12"),
        ("1947-22", "1947-06-01", "1947-08-31"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("1946/1947-03", "1946-01-01", "1947-03-31"),
        ("1947-05~", "1947-03-31", "1947-07-01"),
    ],
)
def test_a_date_covers_the_days_it_may_mean(edtf: str, first: str, last: str) -> None:
    assert span_of(edtf) == days(first, last)


@pytest.mark.parametrize("edtf", [None, "", "不详", "1947-13", "1947-02-30", "19XX", "1947/1946", "../.."])
def test_what_says_nothing_covers_nothing(edtf: str | None) -> None:
    assert span_of(edtf) is None


def test_an_open_end_reaches_some_years() -> None:
    span = span_of("1940/..")
    assert span is not None
    assert 1940 in years_of(span)
    assert 1960 not in years_of(span)


def test_spans_that_meet_are_not_apart() -> None:
    year, month = days("1947-01-01", "1947-12-31"), days("1947-03-01", "1947-03-31")
    assert year.apart(month) == 0
    assert month.apart(days("1947-04-02", "1947-04-02")) == 2
