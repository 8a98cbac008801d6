"""The press of a page is found from the characters that are sure on it, and undone on all others."""

from __future__ import annotations

import numpy as np
import pytest

from ingest.readers import press, prints
from ingest.readers.cutting import FEATURES
from tests.ingest.readers.typesetting import slopes
from tests.rendering.typefaces import FACES, SIMPLIFIED

FACE = {face.name: face for face in FACES[SIMPLIFIED]}
SURE = "王德胜李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
"""Characters from which a page shows its press."""


@pytest.mark.parametrize(("name", "style"), [("AR PL SungtiL GB", 0), ("WenQuanYi Zen Hei", 1), ("AR PL KaitiM GB", 2)])
def test_a_page_is_compared_with_the_style_that_it_is_set_in(name: str, style: int) -> None:
    found = press.of_page(slopes(SURE, FACE[name]), SURE, simplified=True)
    assert found.table is prints.styles(prints.SIMPLIFIED)[style]


@pytest.mark.parametrize("name", ["WenQuanYi Zen Hei", "LXGW WenKai"])
def test_what_the_press_does_to_all_characters_is_undone_on_those_it_was_not_learnt_from(name: str) -> None:
    others = "管菅逢逄天夭江讧攘攮莹茔元亓瞻赡"
    shown = slopes(others, FACE[name])
    found = press.of_page(slopes(SURE, FACE[name]), SURE, simplified=True)
    assert "".join(prints.nearest(found.table, found.undone(shown), simplified=True)) == others
    assert "".join(prints.nearest(found.table, found.table.placed(shown), simplified=True)) != others


def test_a_page_with_few_sure_characters_differs_in_nothing_from_its_style() -> None:
    face = FACE["LXGW WenKai"]
    found = press.of_page(slopes(SURE[:5], face), SURE[:5], simplified=True)
    assert np.allclose(found.undone(slopes("菅", face)), found.table.placed(slopes("菅", face)), atol=1e-3)


def test_a_page_with_no_sure_character_is_taken_for_the_commonest_style() -> None:
    found = press.of_page(np.empty((0, FEATURES), np.float32), [], simplified=False)
    assert found.table is prints.styles(prints.TRADITIONAL)[0]
