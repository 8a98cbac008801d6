"""The table of print tells which characters ink is like, rare ones as well as common ones."""

from __future__ import annotations

import pytest

from ingest.readers import prints
from ingest.readers.cutting import Floats
from ingest.readers.prints import Prints
from tests.ingest.readers.typesetting import slopes
from tests.rendering.typefaces import FACES, SIMPLIFIED, Typeface

UNSEEN = {
    face: style
    for face in FACES[SIMPLIFIED]
    if (style := {"AR PL SungtiL GB": 0, "WenQuanYi Zen Hei": 1, "LXGW WenKai": 2}.get(face.name)) is not None
}
"""Faces from which the tables did not learn, with their style."""
SONG = next(iter(UNSEEN))
SCRIPT = next(face for face, style in UNSEEN.items() if style == 2)


def table(style: int) -> Prints:
    return prints.styles(prints.SIMPLIFIED)[style]


def rows(chars: str, face: Typeface) -> Floats:
    """The characters, printed in a face, as rows of its style's table."""
    return table(UNSEEN[face]).placed(slopes(chars, face))


@pytest.mark.parametrize("face", UNSEEN, ids=lambda face: face.name)
def test_common_and_rare_characters_are_told_from_their_likenesses(face: Typeface) -> None:
    chars = "管菅江讧攘攮莹茔瞻赡"
    own = rows(chars, face)
    assert "".join(prints.nearest(table(UNSEEN[face]), own, simplified=True)) == chars
    found = prints.likest(table(UNSEEN[face]), own, [()] * len(chars), 3, simplified=True)
    assert "".join(min(far, key=lambda char: far[char]) for far in found) == chars


def test_what_is_offered_is_told_of_however_far_it_is() -> None:
    (far,) = prints.likest(table(0), rows("王", SONG), [("德", "玉")], 3, simplified=True)
    assert far["王"] < far["玉"] < far["德"]
    assert prints.distances(table(0), rows("王", SONG), [["德", "王"]]) == [{"德": far["德"], "王": far["王"]}]


def test_simplified_print_names_no_traditional_character_that_is_not_offered() -> None:
    own = rows("国", SONG)
    (plain,) = prints.likest(table(0), own, [()], 40, simplified=True)
    (offered,) = prints.likest(table(0), own, [("國",)], 40, simplified=True)
    assert all(prints.is_simple(char) for char in plain)
    assert "國" in offered


def test_characters_of_names_are_told_from_the_common_ones_that_they_resemble() -> None:
    chars = "堃昇珺瑄淏扺昒燊"
    assert all(map(prints.is_simple, chars))
    assert "".join(prints.nearest(table(UNSEEN[SCRIPT]), rows(chars, SCRIPT), simplified=True)) == chars


def test_both_scripts_have_tables_of_the_same_characters() -> None:
    simple, old = prints.styles(prints.SIMPLIFIED), prints.styles(prints.TRADITIONAL)
    assert {style.characters for style in (*simple, *old)} == {simple[0].characters}
    assert len(simple) == len(old) == 3


def test_only_characters_of_the_table_are_known() -> None:
    assert all(map(prints.is_known, "管菅國鎮皁堃淏"))
    assert not any(map(prints.is_known, "A7。〃𠀀"))
