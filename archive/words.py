"""Figures, failures and pages without people as the command line says them."""

from __future__ import annotations

from typing import Final

from archive import structure
from archive.gaps import Gap
from archive.linkage.decisions import Link
from archive.records import entry_place
from archive.store import EmptyPage, FailedPage, LooseDecision

_MOST_MISSING: Final = 6
"""Numbers left out that are told of one series of files."""


def some(number: int, one: str, many: str = "") -> str:
    """ "1 page", "2 pages"; `many` where an s does not do."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def failure_line(failed: FailedPage) -> str:
    """What could not be read, where and why, in one line."""
    place = failed.scan if failed.page is None else f"{failed.scan} page {failed.page}"
    kept = " (the earlier reading stands)" if failed.kept else ""
    return f"{place}: {failed.reason}{kept}"


def empty_line(empty: EmptyPage) -> str:
    """Which page holds nobody, in one line."""
    lines = some(empty.lines, "line")
    found = f"none was found in its {lines} of print" if empty.lines else "no line of print can be read on it"
    return f"{empty.scan} page {empty.page}: it holds no roster; {found}"


def gap_line(gap: Gap) -> str:
    """Which numbers are left out among the files of a folder, in one line."""
    missing = ", ".join(gap.missing[:_MOST_MISSING])
    more = f" and {len(gap.missing) - _MOST_MISSING} more" if len(gap.missing) > _MOST_MISSING else ""
    return f"{gap.folder}: no {missing}{more} from {gap.first} to {gap.last}; see whether a page was left out"


def loose_line(loose: LooseDecision) -> str:
    """Which decision a person must look at again, and why, in one line."""
    made = loose.correction
    place = f"{loose.scan} page {loose.page} row {loose.row} {made.field}"
    return f"{place}: {made.who} decided {made.text!r} of {made.saw_text!r}; {loose.reason}"


def loose_structure_line(scan: str, loose: structure.LooseStructure) -> str:
    """Which decision on the lines of a page a person must look at again, and why, in one line."""
    made = loose.decision
    return f"{scan} page {made.page}: {made.who} {_DEEDS[type(made.act)]}; {loose.reason}"


def loose_link_line(scan: str, link: Link) -> str:
    """Which link a person must look at again, and why, in one line."""
    page, row = entry_place(link.entry)
    return f"{scan} page {page} row {row}: {link.signed.who} linked it with others; rows have shifted, it is by itself"


_DEEDS: Final = {
    structure.Added: "added a line",
    structure.Removed: "took an entry out",
    structure.Split: "cut an entry in two",
    structure.Merged: "joined two entries",
    structure.Marked: "said what a line is",
    structure.Renamed: "said what a column means",
    structure.Settled: "settled the ledger",
    structure.Undone: "took a decision back",
}
