"""Corrections that people wrote down elsewhere → decisions, each on what they saw.

    CSV → lines → plan, laid on what stands → written at a stroke → what it teaches, applied to the rest

A line whose text is what was seen confirms the reading. A line that speaks of something else than what
stands in the archive by now is told and left out; the rest is done.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from archive.corrections import REREAD_DIFFERS, Act, Correction, in_force, may_have_seen
from archive.folder import DataFolder
from archive.records import FIELDS, ArchivedEntry, Reading, Status
from archive.review.machine import Said, Unclear
from archive.review.table import Plan, Planned, Refused, SentTable
from archive.store import ArchiveReader, ArchiveTaken, ArchiveWriter, DecisionWriter, FailedPage, Overtaken
from ingest.continuation import Interpret, settle
from ingest.correction_sheet import Line, read, read_sent
from ingest.interpret import interpret as interpret_page
from ingest.knowledge import KNOWLEDGE
from ingest.meaning import meant, plain

_BY_HEADING: Final = {heading: name for name, heading in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a table of corrections, and the pages that could not be understood anew after it.

    `settled` is False where another process is writing the archive: what the corrections teach is applied by that one,
    at its end.
    """

    plan: Plan
    failed: tuple[FailedPage, ...] = ()
    settled: bool = True


def take_in_table(
    folder: DataFolder, table: Path, who: str, *, dry_run: bool = False, interpret: Interpret = interpret_page
) -> Outcome:
    """Apply what can be applied of a CSV of corrections, all of that or none; `dry_run` writes nothing.

    `who` decided where a line names nobody. Raises InputError for a table that cannot be read or an archive
    that is not there.
    """
    lines = read(table, who)
    if dry_run:
        return Outcome(_planned(folder, lines))
    with DecisionWriter.open(folder) as writer:
        plan = _decided(folder, writer, lines)
    # Also where nothing is new: a run that was cut off may have left the rest undone.
    failed = settle_decided(folder, interpret, shown=True)
    return Outcome(plan, failed or (), settled=failed is not None)


def plan_sent(folder: DataFolder, sent: SentTable) -> Plan:
    """What would become of a table that was sent to the desk; writes nothing. Raises InputError."""
    return _planned(folder, read_sent(sent))


def take_sent(folder: DataFolder, sent: SentTable, numbers: Collection[int], stroke: str) -> Plan:
    """Apply what can be applied of the lines with these numbers, all of that or none, as made at one `stroke`.

    What the decisions teach is for `settle_decided`. Raises InputError.
    """
    lines = [line for line in read_sent(sent) if line.number in numbers]
    with DecisionWriter.open(folder) as writer:
        return _decided(folder, writer, lines, stroke)


def settle_decided(
    folder: DataFolder, interpret: Interpret = interpret_page, *, shown: bool = False
) -> tuple[FailedPage, ...] | None:
    """Apply to the pages what people have decided: ditto marks, headings and characters that are often misread.

    If `shown`, tells how far it has come. Gives the pages that could not be understood anew; None where another
    process is writing the archive, which does this at its own end.
    """
    try:
        with ArchiveWriter.open(folder, KNOWLEDGE) as writer:
            failed = settle(writer, interpret, shown=shown)
    except ArchiveTaken:
        return None
    return tuple(FailedPage(page.scan.name, page.number, reason, kept=True) for page, reason in failed)


def _planned(folder: DataFolder, lines: Iterable[Line | Refused]) -> Plan:
    with ArchiveReader.open(folder) as archive:
        return plan_of(lines, archive, datetime.now(UTC).isoformat(timespec="seconds"))


def _decided(
    folder: DataFolder, writer: DecisionWriter, lines: Sequence[Line | Refused], stroke: str | None = None
) -> Plan:
    """Plan and decide; planned anew as often as somebody decided otherwise in between."""
    while True:
        plan = _planned(folder, lines)
        try:
            if plan.planned:
                writer.decide(replace(planned.decision, stroke=stroke) for planned in plan.planned)
        except Overtaken:
            continue
        return plan


def plan_of(lines: Iterable[Line | Refused], archive: ArchiveReader, at: str) -> Plan:
    """What becomes of the lines, one on top of the other, on what stands in the archive; writes nothing."""
    told = list(lines)
    ids = sorted({line.entry for line in told if isinstance(line, Line)})
    desk = _Desk({entry.id: entry for entry in archive.entries_of(ids)}, archive.corrections(ids), at)
    for line in told:
        if isinstance(line, Refused):
            desk.plan.refused.append(line)
        else:
            desk.take(line)
    return desk.plan


class _Desk:
    """Where lines are laid on the readings as they stand, one after the other."""

    def __init__(self, entries: dict[str, ArchivedEntry], made: dict[str, list[Correction]], at: str) -> None:
        self.plan = Plan()
        self._entries = entries
        self._made = made
        self._at = at
        self._standing: dict[tuple[str, str], Reading] = {}

    def take(self, line: Line) -> None:
        """Plan one line, count it as already so, or refuse it."""
        archived = self._entries.get(line.entry)
        if archived is None:
            self._refuse(line, f"there is no entry {line.entry!r}; take the id from `bohai export csv`")
            return
        keyed = archived.entry.keyed()
        key = line.field if line.field in keyed else _BY_HEADING.get(line.field, line.field)
        reading = self._standing.get((line.entry, key), keyed.get(key))
        if reading is None:
            self._refuse(line, f"the entry has no field {line.field!r}; it has {', '.join(keyed)}")
        elif self._is_so(line, key, reading):
            self.plan.already += 1
        else:
            self._decide(line, key, reading, f"{archived.scan} page {archived.page} row {archived.entry.row} {key}")

    def _is_so(self, line: Line, key: str, reading: Reading) -> bool:
        """Whether it is decided so by now, or this very line was applied before."""
        said = (line.text, line.value)
        settled = reading.status is Status.VERIFIED and REREAD_DIFFERS not in reading.doubts
        if settled and _says(said, reading.text, reading.value):
            return True
        made = [each for each in in_force(self._made.get(line.entry, ())) if each.act is Act.READ]
        before = [each for each in made if each.field == key and each.who == line.who]
        return any(plain(each.saw_text or "") == line.saw and _says(said, each.text, each.value) for each in before)

    def _decide(self, line: Line, key: str, reading: Reading, place: str) -> None:
        seen = next((pair for pair in may_have_seen(reading) if plain(pair[0] or "") == line.saw), None)
        if seen is None:
            self._refuse(line, f"{place} is by now {reading.text!r}, not {line.saw!r}; look at it again")
            return
        try:
            text, value = meant(key, reading, Said(line.text, line.value, line.why))
        except Unclear as problem:
            self._refuse(line, f"{place}: {problem}")
            return
        decision = Correction(line.entry, key, self._at, line.who, line.why, *seen, text, value)
        self.plan.planned.append(Planned(line.number, place, decision))
        self._standing[line.entry, key] = replace(
            reading, text=text, value=value, status=Status.VERIFIED, doubts=(), machine=reading.machine or reading
        )

    def _refuse(self, line: Line, reason: str) -> None:
        self.plan.refused.append(Refused(line.number, reason))


def _says(said: tuple[str, str], text: str, value: str | None) -> bool:
    return plain(text) == said[0] and (not said[1] or value == said[1])
