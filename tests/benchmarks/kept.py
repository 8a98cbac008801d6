"""Tables that a benchmark keeps in a document, between two marks."""

from __future__ import annotations

import sys
from pathlib import Path


def keep(document: Path, mark: str, text: str) -> None:
    """Puts `text` between `<!-- mark: begin -->` and `<!-- mark: end -->`, in place of what stood there."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    head, _, rest = document.read_text("utf-8").partition(begin)
    _, found, tail = rest.partition(end)
    if not found:
        sys.exit(f"{document}: no {begin} … {end} here; put the two lines where the table is to stand")
    document.write_text(f"{head}{begin}\n{text}\n{end}{tail}", "utf-8")
