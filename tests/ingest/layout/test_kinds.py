"""Each kind of page is taken for what explains most of it."""

from __future__ import annotations

import pytest

from ingest.layout.kinds import OTHER, find_layout
from ingest.pages import NAMES, RUN_IN, PageImage
from ingest.readers.ppocr import PpOcr
from ingest.rectify.upright import upright
from tests.ingest.layout.test_aligned import ROSTER as UNRULED
from tests.ingest.layout.test_name_blocks import LIST
from tests.ingest.layout.test_prose import page_of as prose_page
from tests.ingest.paper import ROSTER, Grey, ruled
from tests.ingest.unruled_page import page_of

READER = PpOcr(1)


def kind_of(page: Grey) -> str:
    found, _ = find_layout(upright(PageImage(1, page)), READER)
    return found.kind


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (ruled(ROSTER).pixels, "ruled"),
        (page_of(UNRULED), "borderless"),
        (page_of(LIST), NAMES),
        (prose_page(1), RUN_IN),
        (prose_page(2), RUN_IN),
        (prose_page(3), RUN_IN),
        (page_of([(0.0, {10.0: "惠民县烈士英名录"})]), OTHER),
    ],
    ids=[
        "ruled",
        "borderless",
        "names",
        "one column of text",
        "two columns of text",
        "three columns of text",
        "a title",
    ],
)
def test_a_page_is_of_the_kind_it_was_printed_as(page: Grey, kind: str) -> None:
    assert kind_of(page) == kind


def test_lines_of_text_that_begin_alike_here_and_there_make_no_table() -> None:
    text = "生前系渤海军区特务团战士，后在保卫根据地的战斗中负伤牺牲，安葬于本村北山，"
    told = [(1.6, {0.0: (text * 3)[7 * n % 30 :][:32]}) for n in range(24)]
    first = {0.0: "王德胜", 3.9: "男", 6.0: "惠民县沙窝乡东李村人一九二〇年生后在", 25.0: "参加革命"}
    lines = [line for n in range(4) for line in ((1.6, first), *told[6 * n : 6 * n + 6])]
    assert kind_of(page_of(lines)) != "borderless"


def test_entries_that_all_begin_alike_are_text_and_no_table() -> None:
    places = ("沙窝乡东李村", "柳林镇西赵庄", "石庙镇南王村", "何坊乡北周家", "淄角镇小高村", "皂户李乡前杨庄")
    names = ("王德胜", "张玉山", "刘长河", "陈桂兰", "孙立成", "周文田")
    told = "人，一九四四年参军，渤海军区特务团战士，一九四七年牺牲于孟良崮。"
    entries = [f"{name}，男，{place}{told}" for name, place in zip(names, places, strict=True)]
    assert kind_of(page_of([(1.8, {0.0: entry}) for entry in entries * 3], width=50)) == RUN_IN
