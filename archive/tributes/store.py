"""The door to `tributes.db`: the only module that asks it or writes it."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, Self, cast

from archive.errors import BohaiError, IntegrityFailure, RecordRefused, UsageError
from archive.folder import DataFolder
from archive.kept import KeptOpen
from archive.store import refuse_snapshot
from archive.store.side import SideDatabase
from archive.tributes.limits import LETTERS, OFFERINGS, Limit, TooOften, Visit
from archive.tributes.schema import migrations
from archive.tributes.values import (
    CONTENTS,
    Content,
    Decision,
    Kind,
    Letter,
    Offering,
    Remembered,
    State,
    kind_of,
    parts_of,
)

_LETTERS: Final = """SELECT letters.*, decisions.verdict, decisions.who, decisions.at AS decided_at, decisions.why
   FROM letters LEFT JOIN decisions ON decisions.id = (SELECT max(id) FROM decisions WHERE letter = letters.id)"""


class TributesClosed(BohaiError):  # noqa: N818 - says what is so
    """Remembrance cannot be reached or written at the moment; the archive is none the worse."""


class TributesDamaged(IntegrityFailure):
    """The tributes are not what was stored; the archive is none the worse."""


class DecidedMeanwhile(RecordRefused):
    """Somebody else has decided on a letter since it was looked at; nothing was written. `letter` is as it stands."""

    def __init__(self, letter: Letter) -> None:
        who = letter.decided.who if letter.decided else "nobody"
        super().__init__(f"letter {letter.id} is by now {letter.state} by {who}", remedy="look at it again")
        self.letter = letter


def make(folder: DataFolder) -> None:
    """Make the database of `folder` if there is none, and bring it up to date; raises BohaiError."""
    refuse_snapshot(folder)
    TributeStore.make_at(folder.tributes, migrations)


class TributeStore(SideDatabase):
    """One connection to the tributes, for one thread."""

    what = "the tributes"
    closed = TributesClosed
    damaged = TributesDamaged

    @classmethod
    def open(cls, folder: DataFolder) -> Self:
        """Open what `make` made; raises TributesClosed if it cannot be opened. A file that may only be read is read."""
        return cls.open_at(folder.tributes)

    @classmethod
    def kept(cls, folder: DataFolder) -> Self:
        """This thread's connection, which stays open for the next visitor: never close it. Raises as `open` does."""
        return cast(Self, _KEPT.door(folder.tributes, lambda: cls.open(folder)))

    def lay(self, person: str, offering: Offering, visit: Visit) -> bool:
        """Lay down a flower or a candle; False where this visitor has done so today. Raises TooOften."""
        with self._writing():
            self._count(OFFERINGS, visit)
            laid = self._connection.execute(
                "INSERT OR IGNORE INTO offerings VALUES (?, ?, ?, ?)", (person, offering, visit.day, visit.visitor())
            )
            return laid.rowcount == 1

    def admit(self, visit: Visit) -> None:
        """Count somebody who is about to leave a letter, before it costs anything; raises TooOften."""
        with self._writing():
            self._count(LETTERS, visit)

    def leave(self, person: str, content: Content, contact: str, now: datetime) -> int:
        """Keep what somebody wrote, to wait for an archivist; the letter's id."""
        kind, parts = kind_of(content), parts_of(content)
        with self._writing():
            letter = self._connection.execute(
                "INSERT INTO letters (kind, person, at, contact) VALUES (?, ?, ?, ?)",
                (kind, person, _utc(now), contact),
            ).lastrowid
            assert letter is not None  # noqa: S101 - for the type; an INSERT has a row
            self._connection.execute(
                f"INSERT INTO {kind} (letter, {', '.join(parts)}) VALUES (?{', ?' * len(parts)})",  # noqa: S608 - our names
                (letter, *parts.values()),
            )
        return letter

    def decide(self, letters: Iterable[int], decision: Decision, saw: State | None = None) -> None:
        """Add an archivist's word on each of `letters`, on all or none; raises UsageError if one is not there.

        With `saw`, raises DecidedMeanwhile where a letter is no longer in the state that the archivist saw.
        """
        with self._writing():
            for letter in letters:
                found = self._letters("WHERE letters.id = ?", (letter,))
                if not found:
                    raise UsageError(f"there is no letter {letter}", remedy="see `bohai moderate list`")
                if saw is not None and found[0].state is not saw:
                    raise DecidedMeanwhile(found[0])
                self._connection.execute(
                    "INSERT INTO decisions (letter, verdict, who, at, why) VALUES (?, ?, ?, ?, ?)",
                    (letter, decision.verdict, decision.who, decision.at, decision.why),
                )

    def remembered(self, known_as: Sequence[str]) -> Remembered:
        """What the public may see of a person with these ids: the person's own and those of the entries."""
        marks = ", ".join("?" * len(known_as))
        last = self._all(
            f"SELECT offering, max(day) AS day FROM offerings WHERE person IN ({marks}) GROUP BY offering",  # noqa: S608 - only `?`
            known_as,
        )
        letters = self._letters(f"WHERE person IN ({marks}) AND verdict = 'accepted'", known_as)
        return Remembered(
            {Offering(row["offering"]): date.fromisoformat(row["day"]) for row in last},
            tuple(letters),
        )

    def letters(self, kind: Kind | None = None, states: Iterable[State] = tuple(State)) -> list[Letter]:
        """The letters of that kind, or of all, that have come so far; oldest first."""
        wanted = set(states)
        found = self._letters("WHERE kind = ?", (kind,)) if kind else self._letters("", ())
        return [letter for letter in found if letter.state in wanted]

    def waiting(self) -> dict[Kind, int]:
        """How many letters of each kind nobody has decided on."""
        found = self._all(
            """SELECT kind, count(*) AS many FROM letters
               WHERE id NOT IN (SELECT letter FROM decisions) GROUP BY kind ORDER BY kind"""
        )
        return {Kind(row["kind"]): row["many"] for row in found}

    def decided(self) -> dict[str, tuple[int, str]]:
        """How many decisions each archivist made on letters, and when the last (UTC, ISO 8601)."""
        found = self._all("SELECT who, count(*) AS many, max(at) AS last FROM decisions GROUP BY who")
        return {row["who"]: (row["many"], row["last"]) for row in found}

    def shows_gift(self, sha256: str) -> bool:
        """Whether a photograph may be seen by the public: only in a letter that was accepted."""
        found = self._letters("JOIN photograph ON photograph.letter = letters.id WHERE sha256 = ?", (sha256,))
        return any(letter.state is State.ACCEPTED for letter in found)

    def gifts(self) -> list[str]:
        """The hashes of all photographs that letters speak of."""
        return [row["sha256"] for row in self._all("SELECT DISTINCT sha256 FROM photograph ORDER BY sha256")]

    def told_matches(self, letter: int) -> set[str]:
        """The people of whom it is known that they match a kin notice."""
        return {row["person"] for row in self._all("SELECT person FROM told_matches WHERE letter = ?", (letter,))}

    def tell_matches(self, letter: int, people: Iterable[str]) -> None:
        """Remember that these people match, so that only others are new."""
        with self._writing():
            self._connection.executemany(
                "INSERT OR IGNORE INTO told_matches VALUES (?, ?)", [(letter, person) for person in people]
            )

    def copy_to(self, file: Path) -> None:
        """Copy the whole database into the new `file`, in one consistent state."""
        with self.told(self._path), closing(sqlite3.connect(file)) as copy:
            self._connection.backup(copy)

    def _count(self, limit: Limit, visit: Visit) -> None:
        """Count a visit; what was counted on other days is forgotten, with the salt that hid it."""
        day, stretch = visit.day, int(visit.now.timestamp()) // limit.seconds
        self._connection.execute("DELETE FROM visits WHERE day < ?", (day,))
        self._connection.execute("DELETE FROM salts WHERE day < ?", (day,))
        self._connection.execute("INSERT OR IGNORE INTO salts VALUES (?, ?)", (day, secrets.token_bytes(32)))
        (row,) = self._all("SELECT salt FROM salts WHERE day = ?", (day,))
        for who, most in (
            (visit.visitor(), limit.visitor),
            (visit.household(row["salt"]), limit.address),
        ):
            (counted,) = self._all(
                """INSERT INTO visits VALUES (?, ?, ?, ?, 1)
                   ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times""",
                (day, stretch, limit.what, who),
            )
            if counted["times"] > most:
                raise TooOften("somebody comes too often", remedy="wait an hour")

    def _letters(self, where: str, values: Sequence[str | int]) -> list[Letter]:
        return [self._letter(row) for row in self._all(f"{_LETTERS} {where} ORDER BY letters.id", values)]

    def _letter(self, row: sqlite3.Row) -> Letter:
        kind = Kind(row["kind"])
        (held,) = self._all(f"SELECT * FROM {kind} WHERE letter = ?", (row["id"],))  # noqa: S608 - our name
        content = CONTENTS[kind](**{name: held[name] for name in held.keys() if name != "letter"})  # noqa: SIM118 - a Row
        decided = Decision(State(row["verdict"]), row["who"], row["decided_at"], row["why"]) if row["verdict"] else None
        return Letter(row["id"], row["person"], row["at"], content, row["contact"], decided)


_KEPT: Final = KeptOpen[TributeStore]()


def _utc(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
