from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.dates import date_words, iso_date


@pytest.mark.parametrize(
    ("edtf", "zh", "en", "when"),
    [
        ("1947", "1947年", "1947", "in 1947"),
        ("1947-03", "1947年3月", "March 1947", "in March 1947"),
        ("1918-10", "1918年10月", "October 1918", "in October 1918"),
        ("1947-03-12", "1947年3月12日", "12 March 1947", "on 12 March 1947"),
        ("1947-21", "1947年春", "spring 1947", "in spring 1947"),
        ("1947-24", "1947年冬", "winter 1947", "in winter 1947"),
        ("1947~", "约1947年", "about 1947", "about 1947"),
        ("1947-05?", "可能是1947年5月", "perhaps May 1947", "perhaps May 1947"),
        ("194X", "1940年代", "the 1940s", "in the 1940s"),
        ("1947-XX-XX", "1947年", "1947", "in 1947"),
        ("1945/1947-03", "1945年至1947年3月", "1945 to March 1947", "from 1945 to March 1947"),
        ("1945/..", "1945年以后", "1945 or later", "in or after 1945"),
        ("../1945", "1945年以前", "1945 or earlier", "in or before 1945"),
    ],
)
def test_a_date_is_told_in_words(edtf: str, zh: str, en: str, when: str) -> None:
    words = date_words(edtf)
    assert words is not None
    assert (words.zh, words.en, words.when) == (zh, en, when)


@pytest.mark.parametrize(
    "edtf", ["", "1947年", "47", "1947-13", "1947-00", "1947-03-32", "1947-21-05", "/", "1947/x", "不详"]
)
def test_what_is_no_date_gets_no_words(edtf: str) -> None:
    assert date_words(edtf) is None


@pytest.mark.parametrize(
    ("edtf", "iso"),
    [
        ("1947", "1947"),
        ("1947-03", "1947-03"),
        ("1947-03-12", "1947-03-12"),
        ("1947-21", None),
        ("1947~", None),
        ("194X", None),
    ],
)
def test_only_plain_dates_are_given_to_machines(edtf: str, iso: str | None) -> None:
    assert iso_date(edtf) == iso


@given(st.text(alphabet="0123456789-/~?%X.", max_size=24))
def test_no_string_breaks_the_words(edtf: str) -> None:
    words = date_words(edtf)
    assert words is None or words.zh
