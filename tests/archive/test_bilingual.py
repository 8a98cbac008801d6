"""What speaks against a reading has words of its own, whoever noticed it."""

from __future__ import annotations

import pytest

from archive.bilingual import doubt_words
from archive.corrections import REREAD_DIFFERS
from ingest.parse.evidence import Doubt


@pytest.mark.parametrize("doubt", [*map(str, Doubt), REREAD_DIFFERS])
def test_every_doubt_is_told_in_its_own_words_in_both_languages(doubt: str) -> None:
    words = doubt_words(doubt)
    assert words != doubt_words("what nobody has a word for")
    assert words.zh
    assert words.en
