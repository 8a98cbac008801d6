"""README.md, taken apart."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "README.md").read_text("utf-8")
MEASURED = (ROOT / "tests/benchmarks/README.md").read_text("utf-8")
"""The page of what was measured."""

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def shown(program: str) -> list[list[str]]:
    """Every command line of `program` that is shown, in a block or within a sentence, as words."""
    blocks = [line for block in _BLOCK.findall(TEXT) for line in block.splitlines()]
    lines = [*blocks, *spans()]
    words = [shlex.split(line, comments=True) for line in lines if line.startswith(f"{program} ")]
    return [line[1:] for line in words]


def spans(text: str = TEXT) -> list[str]:
    """Everything between backticks within a sentence or a table."""
    outside_blocks = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return _SPAN.findall(outside_blocks)


def block(language: str) -> str:
    """The one code block in this language."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return str(found)


def links() -> list[str]:
    """Where every link leads."""
    return _LINK.findall(TEXT)


def table(*heads: str) -> list[list[str]]:
    """The rows of the table with these headings, cells without backticks."""
    lines = iter(TEXT.splitlines())
    for line in lines:
        if _cells(line) == list(heads):
            next(lines)
            rows = []
            for row in lines:
                if not row.startswith("|"):
                    return rows
                rows.append(_cells(row))
    message = f"README.md has no table with the headings {heads}"
    raise AssertionError(message)


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
