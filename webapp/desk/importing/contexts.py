"""What the pages of importing are given."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.desk.replacing.contexts import ChangeLine


@dataclass(frozen=True, slots=True)
class ImportPage:
    """The form for a table; once one was sent, what would become of it line by line, and its `data` again.

    `refused` are lines by number with the reason; `already` counts those that are so by now.
    """

    name: str = ""
    data: str = ""
    lines: tuple[ChangeLine, ...] = ()
    refused: tuple[tuple[int, str], ...] = ()
    already: int = 0
    asked: bool = False
    problem: str = ""
