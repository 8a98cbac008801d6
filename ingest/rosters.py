"""What `roster.toml`, beside the scans, tells of the printed source they were taken from.

    title = "惠民县革命烈士英名录"      # the only key that must be there
    publisher = "惠民县民政局"
    year = 1987                        # or "1987–1990"
    county = "惠民县"                  # the county whose fallen the roster lists
    held_by = "惠民县档案馆"
    rights = "公有领域"
    default_place = "山东省惠民县"     # where an entry's place begins, when the page does not say
    id = "huimin-1987"                 # keeps the roster's identity when its title is corrected

    [totals]                           # how many people the roster says it lists
    "沙窝乡" = 63                      # under a group heading, as printed
    "合计" = 1249                      # in all

Texts are not empty; totals are whole numbers from 0. A key that is not in this list is refused, so that a
slip of the pen is not passed over. The file tells of all scans in its folder and below, up to the
next roster.toml; only folders within the one given to `bohai ingest` are looked at.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from archive.errors import InputError
from archive.records import Roster
from ingest.scans.find import Found, printable

FILE_NAME: Final = "roster.toml"
_TEXTS: Final = ("title", "publisher", "year", "county", "held_by", "rights", "default_place", "id")
_LARGEST: Final = 1 << 20
"""Bytes; a roster has a few hundred."""


@dataclass(frozen=True, slots=True)
class RosterHints:
    """What the reading of a page may lean on. `totals` are people by group heading, 合计 for all."""

    default_place: str
    county: str
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RosterSheet:
    """A roster.toml, read."""

    path: Path
    roster: Roster
    hints: RosterHints


def roster_of(found: Found) -> RosterSheet | None:
    """The roster of a scan: the nearest roster.toml upward within the folder given; None if there is none.

    Raises InputError for a roster.toml that cannot be read or says what it must not.
    """
    levels = found.name.count("/") + 1
    for folder in list(found.path.absolute().parents)[:levels]:
        path = folder / FILE_NAME
        if path.exists() or path.is_symlink():
            return read(path)
    return None


def read(path: Path) -> RosterSheet:
    """The roster that a roster.toml describes; raises InputError that names the file and the key."""
    where = printable(path)
    told = _table(path, where)
    for key in told:
        if key not in _TEXTS and key != "totals":
            raise InputError(f"unknown key {key!r}", where=where, remedy=f"the keys are {', '.join(_TEXTS)} and totals")
    texts = {key: _text(told, key, where) for key in _TEXTS}
    if not texts["title"]:
        raise InputError("the key 'title' is missing", where=where, remedy="write the printed title of the roster")
    place, given_id = texts.pop("default_place"), texts.pop("id")
    roster = Roster(id=given_id or _identity(texts), **texts)
    return RosterSheet(path, roster, RosterHints(place, roster.county, _totals(told, where)))


def _table(path: Path, where: str) -> dict[str, Any]:
    try:
        if not path.is_file():
            raise InputError("this is no file", where=where, remedy="write it as a text file")
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise InputError("the file is too large for a roster.toml", where=where, remedy="check what it is")
        return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        raise InputError(f"cannot be opened ({reason})", where=where, remedy="check its permissions") from None
    except UnicodeDecodeError:
        raise InputError("the text is not UTF-8", where=where, remedy="save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        reason = str(fault) or "nested too deep"
        raise InputError(f"this is not TOML: {reason}", where=where, remedy="correct that line") from None


def _text(told: Mapping[str, Any], key: str, where: str) -> str:
    value = told.get(key)
    if value is None:
        return ""
    if key == "year" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"the key {key!r} is not a text", where=where, remedy=f'write {key} = "…"')
    return " ".join(value.split())


def _totals(told: Mapping[str, Any], where: str) -> Mapping[str, int]:
    totals = told.get("totals", {})
    if not isinstance(totals, dict):
        raise InputError(
            "the key 'totals' is not a table", where=where, remedy='write [totals] and under it "合计" = 63'
        )
    for heading, number in totals.items():
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            raise InputError(
                f"the key {heading!r} in totals is not a whole number from 0",
                where=where,
                remedy=f'write "{heading}" = 63',
            )
    return dict(totals)


def _identity(texts: Mapping[str, str]) -> str:
    """The same source has the same identity in whatever folder its scans lie."""
    source = "\n".join(texts[key] for key in ("title", "publisher", "year"))
    return hashlib.sha256(source.encode()).hexdigest()[:16]
