"""The project's own source, as its tests look at it."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("archive", "ingest", "search", "webapp")


@dataclass(frozen=True)
class Module:
    """One Python file: its path from the root, its text and its syntax tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def package(self) -> str:
        """The top-level package it belongs to, or the module's own name beside them."""
        return self.path.split("/")[0].removesuffix(".py")

    @property
    def dotted(self) -> str:
        """The name it is imported by."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def imports(self) -> Iterator[tuple[int, str]]:
        """Every imported module's full name with its line, wherever in the file it is imported."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node.lineno, self._origin(node)

    def _origin(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        here = Path(self.path).with_suffix("").parts[: -node.level]
        return ".".join((*here, *filter(None, [node.module])))

    def strings(self) -> Iterator[tuple[int, str]]:
        """Every string that the program uses, with its line; docstrings and attribute notes are not used."""
        bare = {id(node.value) for node in ast.walk(self.tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
                yield node.lineno, node.value


@functools.cache
def files() -> tuple[str, ...]:
    """Every file of the project by its path from the root: what git tracks or would track."""
    return _listed("--cached", "--others")


def ignored() -> tuple[str, ...]:
    """Every file that git would leave out of a clone, by its path from the root."""
    return _listed("--others", "--ignored")


def _listed(*which: str) -> tuple[str, ...]:
    listed = subprocess.run(  # noqa: S603 - two fixed sets of words
        ["git", "ls-files", "-z", "--exclude-standard", *which],  # noqa: S607 - the git on the path
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return tuple(sorted({name for name in listed if name and (ROOT / name).is_file()}))


@functools.cache
def modules(tests: bool = False) -> tuple[Module, ...]:
    """The project's modules, with those of its tests if asked."""
    homes = (*PACKAGES, "bohai.py", *(("tests",) if tests else ()))
    found = []
    for name in files():
        if name.endswith(".py") and name.split("/")[0] in homes:
            text = (ROOT / name).read_text("utf-8")
            found.append(Module(name, text, ast.parse(text, name)))
    return tuple(found)
