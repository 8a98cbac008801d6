"""Passwords that are good enough are kept so that nobody can read them."""

from __future__ import annotations

import pytest

from archive.staff.passwords import hashed, matches, outdated, refuse_weak
from archive.staff.unfit import Unfit, UnfitAccount


@pytest.mark.parametrize(
    ("password", "unfit"),
    [
        ("短", Unfit.SHORT),
        ("123456789", Unfit.SHORT),
        ("x" * 201, Unfit.LONG),
        ("password12345", Unfit.EASY),
        ("1234567890", Unfit.EASY),
        ("qwertyuiop", Unfit.EASY),
        ("5201314520", Unfit.EASY),
        ("woaini1314", Unfit.EASY),
        ("aaaaaaaaaaaaaa", Unfit.EASY),
        ("ｐａｓｓｗｏｒｄ１２３４５", Unfit.EASY),
        ("bohai bohai", Unfit.EASY),
        ("li mei li mei", Unfit.EASY),
    ],
)
def test_short_and_common_ones_are_refused(password: str, unfit: Unfit) -> None:
    with pytest.raises(UnfitAccount) as refused:
        refuse_weak(password, "Li Mei")
    assert refused.value.unfit is unfit
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "password",
    ["七里堡的灯火访雪夜归舟", "correct horse battery staple", "kT7#vq2!mLx0", "雪" * 3 + "访戴归舟寒江独钓"],
)
def test_long_ones_of_words_or_characters_are_taken(password: str) -> None:
    refuse_weak(password, "李梅")


def test_only_the_password_itself_matches(capsys: pytest.CaptureFixture[str]) -> None:
    kept = hashed("雪夜访普")
    assert kept.startswith("$argon2id$")
    assert kept != hashed("雪夜访普")
    assert matches(kept, "雪夜访普")
    assert not matches(kept, "雪夜访晋")
    assert not matches("no hash", "雪夜访普")
    assert not outdated(kept)


def test_nobodys_password_never_matches() -> None:
    assert not matches(None, "")
    assert not matches(None, "雪夜访普")


def test_full_width_letters_of_an_input_method_are_the_same_letters() -> None:
    assert matches(hashed("Ａｂｃ１２３"), "Abc123")


def test_a_password_longer_than_any_is_no_reason_to_stop() -> None:
    assert not matches(hashed("雪夜访普"), "x" * 10_000_000)
