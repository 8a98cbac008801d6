"""What speaks against a reading has words of its own, whoever noticed it."""

from __future__ import annotations

import pytest

from archive.bilingual import Both, doubt_words, field_label
from archive.corrections import REREAD_DIFFERS
from ingest.parse.evidence import Doubt


@pytest.mark.parametrize("doubt", [*map(str, Doubt), REREAD_DIFFERS])
def test_every_doubt_is_told_in_its_own_words_in_both_languages(doubt: str) -> None:
    words = doubt_words(doubt)
    assert words != doubt_words("what nobody has a word for")
    assert words.zh
    assert words.en


def test_a_column_is_told_by_its_heading_or_by_its_place_where_it_has_none() -> None:
    assert field_label("name") == Both("姓名", "Name")
    assert field_label("抚恤") == Both("抚恤")
    assert field_label("列2") == Both("第 2 栏（无栏名）", "Column 2 (no heading)")
