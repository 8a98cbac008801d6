"""How templates become pages.

A macro stands in a file of its own, which is imported. One that stands in the template of a page is made anew for each
page, and holds on to all that the page was made of until waste is looked for, while visitors wait.
"""

from __future__ import annotations

from types import FunctionType, MethodType
from typing import Any

from flask import Flask
from jinja2.runtime import Context, Macro


class PageContext(Context):
    """Calls macros and plain functions at once.

    Jinja asks each thing that a template calls whether it wants the context, and makes a copy of it where it does:
    with the four hundred calls of a page that took a third of its time. And each time a file of macros is imported it
    looks whether the page knows more for all templates than that file does: here all know the same.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.globals_keys = set[str]()

    def call(self, called: Any, /, *given: Any, _loop_vars: Any = None, _block_vars: Any = None, **named: Any) -> Any:
        """What comes of a call in a template; the two that Jinja adds are for what wants the context."""
        kind = type(called)
        if kind is Macro:
            return called(self.eval_ctx, *given, **named)
        if (kind is FunctionType or kind is MethodType) and not hasattr(called, "jinja_pass_arg"):
            return called(*given, **named)
        return super().call(called, *given, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


def install(app: Flask) -> None:
    """Have `app` set its pages so, without the white space of the templates' own lines."""
    app.jinja_env.context_class = PageContext
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
