"""Kin notices held against the people that were read since they were left."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final

from archive.errors import UsageError
from archive.folder import DataFolder
from archive.tributes.store import TributeStore, make
from archive.tributes.values import Kind, KinNotice, State
from search.finder import find
from search.questions.answering import Hit, Results, Search

_MOST: Final = 100
"""People told for one notice; whoever matches more names too little."""
_LEEWAY: Final = 2
"""Years by which a family's memory and a roster may differ."""
_YEAR: Final = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")

Find = Callable[[DataFolder, Search], Results]


@dataclass(frozen=True, slots=True)
class Found:
    """A person who matches; the texts as the archive understands them, "" if unknown, those in `flagged` doubtful."""

    id: str
    name: str
    native_place: str
    death: str
    flagged: tuple[str, ...]

    def told(self) -> str:
        """The person in one line."""
        words = (
            f"{text}（待核对）" if field in self.flagged else text
            for field, text in (("name", self.name), ("native_place", self.native_place), ("death", self.death))
        )
        return "  ".join((self.id, *filter(None, words)))


@dataclass(frozen=True, slots=True)
class KinMatch:
    """A notice with the people who match it and were not told before; `contact` is for the archivists."""

    letter: int
    asked: str
    contact: str
    people: tuple[Found, ...]

    def as_json(self) -> dict[str, object]:
        """The form that the command line gives."""
        return asdict(self)


def matching(folder: DataFolder, notice: KinNotice, find: Find = find) -> tuple[Found, ...]:
    """Everybody whom the notice may mean: name and place as searched, the year of death not far from what it says.

    Raises UsageError if the notice holds nothing to look for, IndexUnavailable if no index may answer.
    """
    found = find(folder, Search(f"{notice.name} {notice.place}", limit=_MOST))
    years = [int(year) for year in _YEAR.findall(notice.years)]
    return tuple(
        Found(hit.id, hit.name, hit.native_place, hit.death, hit.flagged)
        for hit in found.hits
        if _may_have_died(hit, years)
    )


def new_matches(folder: DataFolder) -> list[KinMatch]:
    """For each notice that was not refused, the people who match and were not told before; none told is left out."""
    make(folder)
    with TributeStore.open(folder) as store:
        notices = store.letters(Kind.KIN, (State.WAITING, State.ACCEPTED))
        told = {notice.id: store.told_matches(notice.id) for notice in notices}
    found = []
    for letter in notices:
        notice = letter.content
        assert isinstance(notice, KinNotice)  # noqa: S101 - for the type; asked for above
        try:
            people = matching(folder, notice)
        except UsageError:
            continue  # somebody wrote what no search can take; a person reads it with the others
        new = tuple(person for person in people if person.id not in told[letter.id])
        if new:
            asked = " ".join(filter(None, (notice.name, notice.place, notice.years)))
            found.append(KinMatch(letter.id, asked, letter.contact, new))
    return found


def _may_have_died(hit: Hit, years: list[int]) -> bool:
    died = _YEAR.match(hit.death)
    if not years or died is None:
        return True
    return min(years) - _LEEWAY <= int(died[0]) <= max(years) + _LEEWAY
