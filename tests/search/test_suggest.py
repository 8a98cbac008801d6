"""What a question may be going to say, while it is typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.index.opened import open_current
from search.questions.suggest import completions
from tests.search.people import Texts, built, source_of

PEOPLE: list[Texts] = [
    {"name": "王德胜", "native_place": "惠民县何坊乡"},
    {"name": "王德胜", "native_place": "惠民县何坊乡"},
    {"name": "王德", "native_place": "惠民县"},
    {"name": "李王德", "native_place": "商河县"},
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(source_of(*PEOPLE), tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("王", [("王德胜", "name"), ("王德", "name")]),
        ("王德", [("王德胜", "name"), ("王德", "name")]),
        ("惠民 王德胜", [("王德胜", "name")]),
        ("wds", [("王德胜", "name")]),
        ("desheng", [("王德胜", "name")]),
        ("wangdeshe", [("王德胜", "name")]),
        ("惠民", [("惠民县何坊乡", "place"), ("惠民县", "place")]),
        ("赵", []),
        ("", []),
        ("王德胜 ", []),
        ("*", []),
    ],
)
def test_the_last_word_is_completed_by_what_most_people_bear(
    index: Path, typed: str, offered: list[tuple[str, str]]
) -> None:
    opened = open_current(index)
    assert [(each.words, each.kind) for each in completions(opened, typed)] == offered
    opened.close()
