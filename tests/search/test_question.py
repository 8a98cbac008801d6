from __future__ import annotations

import pytest

from archive.errors import UsageError
from search.questions.question import Date, Word, Years, understand


def folded(words: str) -> list[str]:
    return [term.folded for term in understand(words).terms]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("王德胜 惠民", ["王德胜", "惠民"]),
        ("王德勝，惠民、商河；阳信", ["王德胜", "惠民", "商河", "阳信"]),
        ("wang de sheng 惠民", ["wangdesheng", "惠民"]),
        ("（山东）惠民·何坊", ["山东惠民何坊"]),
        ("张*华 张？华 张□华 张_华", ["张□华"] * 4),
        ("王 * 惠民", ["王", "惠民"]),
        ("\x00王\u202e德\ufeff胜\x7f", ["王德胜"]),
    ],
)
def test_a_question_comes_apart_into_words(asked: str, words: list[str]) -> None:
    assert folded(asked) == words


@pytest.mark.parametrize(
    ("asked", "edtf"),
    [
        ("1947", "1947"),
        ("１９４７年", "1947"),
        ("1947.3", "1947-03"),
        ("1947-03", "1947-03"),
        ("1947年3月", "1947-03"),
        ("1947年3月12日", "1947-03-12"),
        ("1947-10", "1947-10"),
        ("1947.11.30", "1947-11-30"),
    ],
)
def test_a_date_is_understood_as_people_write_it(asked: str, edtf: str) -> None:
    (term,) = understand(asked).terms
    assert isinstance(term, Date)
    assert (term.edtf, term.year) == (edtf, 1947)


@pytest.mark.parametrize(
    "asked", ["1940-1947", "1940—1947", "1940 至 1947年", "1940~1947", "1947/1940", "１９４０～１９４７"]
)
def test_a_range_of_years_is_understood(asked: str) -> None:
    (term,) = understand(asked).terms
    assert isinstance(term, Years)
    assert (term.first, term.last) == (1940, 1947)


def test_a_range_stands_among_other_words() -> None:
    name, years, place = understand("王德胜 1940-1947 惠民").terms
    assert isinstance(name, Word)
    assert isinstance(years, Years)
    assert place.folded == "惠民"


@pytest.mark.parametrize("asked", ["194712345", "1247", "1947年3月牺牲", "19", "1947.13", "第1947号"])
def test_other_digits_are_words(asked: str) -> None:
    assert all(isinstance(term, Word) for term in understand(asked).terms)


@pytest.mark.parametrize(
    "asked", ["", " ", "*", "* * *", "？", "，。、；", "□□", "\x00\x01", "😀", "\ud800", "()", "--"]
)
def test_a_question_that_holds_nothing_is_refused_in_one_line(asked: str) -> None:
    with pytest.raises(UsageError, match="nothing to look for") as refused:
        understand(asked)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("asked", "reason"), [("王" * 10_000, "10000 characters"), ("王 李 " * 10, "20 words")])
def test_a_question_that_is_too_long_is_refused_in_one_line(asked: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as refused:
        understand(asked)
    assert "\n" not in str(refused.value)
