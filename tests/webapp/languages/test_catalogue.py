"""Everything the site says stands in its catalogue, and nothing else does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.nodes import TemplateData

from tests.architecture.tree import ROOT

WEBAPP = ROOT / "webapp"
CATALOGUE = WEBAPP / "translations/en/LC_MESSAGES/messages.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
HAN = re.compile(r"[〇㐀-鿿]+")
EXAMPLES = {"王德胜", "惠民", "沙窝"}
"""What may be typed, given as an example."""
MARKED = re.compile(r'lang="zh-Hans"[^<]*>[^<]*<')


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as written:
        return read_po(written, locale="en")


@pytest.fixture(scope="module")
def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(words: object) -> tuple[str, ...]:
    """A message, or its forms for one and for many."""
    return words if isinstance(words, tuple) else (str(words),)


def test_no_message_is_missing_and_none_is_left_over(messages: list[Message]) -> None:
    with (WEBAPP / "translations/babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    said = extract_from_dir(str(WEBAPP), methods, options, DEFAULT_KEYWORDS | parse_keywords(["phrase", "counted:1,1"]))
    wanted = {forms(message) for _, _, message, _, _ in said}
    written = {forms(message.id) for message in messages}
    assert wanted - written == set(), "run `make messages`, then write the English"
    assert written - wanted == set(), "run `make messages`"


def test_every_message_is_told_in_english(messages: list[Message], catalogue: Catalog) -> None:
    assert [message.id for message in messages if message.fuzzy or not all(forms(message.string))] == []
    assert not catalogue.obsolete


def test_placeholders_are_the_same_in_both_languages(messages: list[Message]) -> None:
    for message in messages:
        wanted = set(PLACEHOLDER.findall(forms(message.id)[0]))
        for english in forms(message.string):
            assert set(PLACEHOLDER.findall(english)) <= wanted, message.id
        assert set(PLACEHOLDER.findall(forms(message.string)[-1])) == wanted, message.id


def test_english_is_english(messages: list[Message]) -> None:
    for message in messages:
        for english in forms(message.string):
            assert set(HAN.findall(english)) <= EXAMPLES, message.id


def templates() -> list[Path]:
    """All but those of the desk, which has a language of its own."""
    return [path for path in sorted((WEBAPP / "templates").rglob("*.html")) if "desk" not in path.parts]


def test_templates_say_nothing_beside_the_catalogue() -> None:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    for path in templates():
        tree = environment.parse(path.read_text("utf-8"))
        for data in tree.find_all(TemplateData):
            left = HAN.findall(MARKED.sub("", data.data))
            assert set(left) <= {"中文"}, f"{path}: {left}"
