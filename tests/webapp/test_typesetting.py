"""What a template calls is given what it asks for, and nothing else."""

from __future__ import annotations

from flask import Flask, render_template_string
from jinja2 import pass_context, pass_environment
from jinja2.environment import Environment
from jinja2.runtime import Context

from webapp import typesetting


def shown(template: str, **given: object) -> str:
    app = Flask("webapp")
    typesetting.install(app)
    with app.app_context():
        return render_template_string(template, **given)


@pass_context
def in_sight(context: Context, name: str) -> object:
    return context.get(name)


@pass_environment
def trims(environment: Environment) -> bool:
    return environment.trim_blocks


class Greeting:
    def __call__(self, name: str, *, twice: bool = False) -> str:
        return f"{name}," * (2 if twice else 1)

    def plain(self, name: str) -> str:
        return f"<{name}>"


def test_functions_methods_classes_and_things_that_can_be_called_are() -> None:
    given = {"greet": Greeting(), "make": Greeting, "short": lambda words: words[:1]}
    assert shown(
        "{{ greet('王', twice=true) }}{{ greet.plain('李') }}{{ make()('赵') }}{{ short('孙武') }}", **given
    ) == ("王,王,&lt;李&gt;赵,孙")


def test_what_wants_the_context_sees_loops_and_blocks_too() -> None:
    template = (
        "{% block one %}{% for name in names %}{% set own = name %}"
        "{{ in_sight('own') }}{{ in_sight('other') }}{% endfor %}{% endblock %}"
    )
    assert shown(template, names="王李", other="赵", in_sight=in_sight) == "王赵李赵"
    assert shown("{{ trims() }}", trims=trims) == "True"


def test_macros_take_defaults_names_and_what_stands_within() -> None:
    template = (
        "{% macro mark(words, sign='·') %}{{ sign }}{{ words }}{% endmacro %}"
        "{% macro framed() %}<b>{{ caller() }}</b>{% endmacro %}"
        "{{ mark('<王>') }}{{ mark('李', sign='*') }}{% call framed() %}{{ mark('赵') }}{% endcall %}"
    )
    assert shown(template) == "·&lt;王&gt;*李<b>·赵</b>"
