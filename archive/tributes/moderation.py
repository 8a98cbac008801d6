"""An archivist's word on what visitors wrote; for the command line, and for any desk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from archive.errors import UsageError
from archive.folder import DataFolder
from archive.store import expect_archive
from archive.tributes.store import TributeStore, make
from archive.tributes.values import Decision, Kind, Letter, State, parts_of


def open_to_moderate(folder: DataFolder) -> TributeStore:
    """The tributes, also where nobody has come yet; raises InputError where there is no archive to come to."""
    if not folder.tributes.exists():
        expect_archive(folder)
    make(folder)
    return TributeStore.open(folder)


def waiting(folder: DataFolder, kind: Kind | None = None) -> list[Letter]:
    """The letters that nobody has decided on, oldest first; of one kind, or of all."""
    return [letter for letter in letters(folder, kind) if letter.state is State.WAITING]


def letters(folder: DataFolder, kind: Kind | None = None) -> list[Letter]:
    """All letters, decided on or not, oldest first; of one kind, or of all."""
    with open_to_moderate(folder) as store:
        return store.letters(kind)


def accept(folder: DataFolder, numbers: Sequence[int], who: str, why: str = "", saw: State | None = None) -> None:
    """Let the public see these letters, without their contacts; raises UsageError, and then changes nothing.

    With `saw`, the state in which somebody saw them, raises DecidedMeanwhile where another decided first.
    """
    _decide(folder, numbers, Decision(State.ACCEPTED, who, "", why), saw)


def refuse(folder: DataFolder, numbers: Sequence[int], who: str, why: str, saw: State | None = None) -> None:
    """Keep these letters from the public, also those accepted before; raises as `accept` does."""
    if not why.strip():
        raise UsageError("a refusal wants a reason", remedy="give it with --why")
    _decide(folder, numbers, Decision(State.REFUSED, who, "", why), saw)


def as_json(letter: Letter) -> dict[str, object]:
    """A letter with all its parts, for programs of the archivists; it holds the contact."""
    decided = letter.decided
    return {
        "id": letter.id,
        "kind": letter.kind,
        "state": letter.state,
        "person": letter.person,
        "at": letter.at,
        **parts_of(letter.content),
        "contact": letter.contact,
        "decided": {"who": decided.who, "at": decided.at, "why": decided.why} if decided else None,
    }


def _decide(folder: DataFolder, numbers: Sequence[int], decision: Decision, saw: State | None) -> None:
    if not decision.who.strip():
        raise UsageError("a decision wants a name", remedy="give yours with --who")
    with open_to_moderate(folder) as store:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        made = replace(decision, who=decision.who.strip(), at=at, why=decision.why.strip())
        store.decide(numbers, made, saw)
