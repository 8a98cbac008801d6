"""Every command that the README shows exists, with the options it shows."""

from __future__ import annotations

import re

import click
import pytest

import bohai
from archive import errors
from tests.readme.readme import ROOT, TEXT, shown, table

DOOR = bohai.Door()
CONTEXT = click.Context(DOOR, info_name="bohai")


def command(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that `words` name, and the words after its name."""
    found: click.Command | None = DOOR
    rest = [*words]
    while isinstance(found, click.Group) and rest and not rest[0].startswith("-"):
        found = found.get_command(CONTEXT, rest.pop(0))
    assert found is not None, f"bohai has no command {' '.join(words)}"
    return found, rest


@pytest.mark.parametrize("words", shown("bohai"), ids=" ".join)
def test_a_command_that_is_shown_exists_with_its_options(words: list[str]) -> None:
    found, rest = command(words)
    parsed, left, _ = found.make_parser(click.Context(found)).parse_args(rest)
    assert not left, f"{found.name} takes no {left}"
    for parameter in found.params:
        if isinstance(parameter.type, click.Choice) and parsed.get(parameter.name or ""):
            parameter.type.convert(parsed[parameter.name or ""], parameter, CONTEXT)


def test_every_command_is_shown() -> None:
    named = {words[0] for words in shown("bohai")}
    assert set(DOOR.list_commands(CONTEXT)) <= named


def test_every_command_tells_an_example_in_its_help() -> None:
    for name in DOOR.list_commands(CONTEXT):
        found, _ = command([name])
        assert f"bohai {name}" in found.get_help(click.Context(found, info_name=f"bohai {name}")), name


@pytest.mark.parametrize("words", shown("make"), ids=" ".join)
def test_a_make_target_that_is_shown_exists_with_its_variables(words: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for word in words:
        if "=" in word:
            assert re.search(rf"^{word.split('=')[0]}\s*\?= ", makefile, re.MULTILINE), f"no variable {word}"
        else:
            assert re.search(rf"^{word}:", makefile, re.MULTILINE), f"no target {word}"


def test_variables_named_in_a_comment_exist_too() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = set(re.findall(r"\b([A-Z]{4,})=", TEXT))
    assert named, "the README names no variable of make"
    assert named <= set(re.findall(r"^([A-Z]+)\s*\?= ", makefile, re.MULTILINE))


def test_continuous_integration_calls_what_the_readme_says() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    for target in ("make test", "make lint", "make types"):
        assert f"\n{target}" in script
        assert target in TEXT


def test_exit_codes_are_those_of_the_errors() -> None:

    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.BohaiError)]
    assert {int(code) for code, _ in table("code", "means")} == {0, *(kind.exit_code for kind in kinds)}
