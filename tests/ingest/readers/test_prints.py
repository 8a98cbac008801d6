"""The table of print tells which characters ink is like, rare ones as well as common ones."""

from __future__ import annotations

import pytest

from ingest.readers import prints
from ingest.readers.cutting import Floats, cut, framed
from tests.ingest.readers.typesetting import printed
from tests.rendering.typefaces import FACES, SIMPLIFIED, Typeface

UNSEEN = [face for face in FACES[SIMPLIFIED] if face.name in ("AR PL SungtiL GB", "LXGW WenKai")]
"""Faces from which the table did not learn."""


def square(char: str, face: Typeface) -> Floats:
    line = printed(char, typeface=face)
    (ink,) = cut(line.picture, line.read(char).glyphs, line.character, lies=False)
    found = framed(ink)
    assert found is not None
    return found


@pytest.mark.parametrize("face", UNSEEN, ids=lambda face: face.name)
def test_common_and_rare_characters_are_told_from_their_likenesses(face: Typeface) -> None:
    chars = "管菅逢逄天夭江讧攘攮莹茔元亓瞻赡"
    found = prints.likest([square(char, face) for char in chars], [()] * len(chars), 3, simplified=True)
    assert "".join(min(far, key=lambda char: far[char]) for far in found) == chars


def test_what_is_offered_is_told_of_however_far_it_is() -> None:
    (far,) = prints.likest([square("王", UNSEEN[0])], [("德", "玉")], 3, simplified=True)
    assert far["王"] < far["玉"] < far["德"]


def test_simplified_print_names_no_traditional_character_that_is_not_offered() -> None:
    ink = [square("国", UNSEEN[0])]
    (plain,) = prints.likest(ink, [()], 40, simplified=True)
    (offered,) = prints.likest(ink, [("國",)], 40, simplified=True)
    assert all(prints.is_simple(char) for char in plain)
    assert "國" in offered


def test_only_characters_of_the_table_are_known() -> None:
    assert all(map(prints.is_known, "管菅國鎮皁"))
    assert not any(map(prints.is_known, "A7。〃𠀀"))
