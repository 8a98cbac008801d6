"""A scan's pages from the archive, read-only: records and transcripts from its database, pictures from the original."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from archive.bilingual import Both, against, doubt_words, field_label
from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.records import FIELDS, Box, Entry, LineKind, Reading, Status
from archive.store import ArchiveReader, PageState, StoredPage, StoredScan
from ingest import transcripts
from ingest.report.contexts import EntryRows, Fact, LedgerRow, Mark, PageView, Picture, ReadingRow, Report
from ingest.report.paper import Paper
from ingest.scans import decode
from ingest.seen import LINE_WORDS, LOOKS, TO_SETTLE, Seen, see

_KINDS: Final[Mapping[str, Both]] = MappingProxyType(
    {
        "ruled": Both("有线表格", "ruled table"),
        "borderless": Both("无线表格", "table without rules"),
        "vertical": Both("竖排", "vertical columns"),
        "run_in": Both("连排段落", "running text"),
        "names": Both("姓名录", "list of names"),
        "vertical_names": Both("竖排姓名录", "list of names in vertical columns"),
        "form": Both("登记表", "form"),
        "other": Both("其他（图片、封面、书信等）", "of another kind: a picture, a title page, a letter"),
    }
)
_NAMELESS: Final = "（空）"


def report_of(archive: ArchiveReader, folder: DataFolder, scan: StoredScan) -> Report:
    """The report of a scan; its pages are gathered while they are gone through, and `archive` must be open then."""
    states = archive.page_states(scan.sha256)
    facts = (
        Fact(Both("文件", "file"), scan.name),
        Fact(Both("格式", "format"), str(scan.format), f"{scan.size:,} bytes"),
        Fact(Both("页数", "pages"), str(scan.pages)),
        Fact(Both("校验值", "SHA-256"), scan.sha256),
    )
    pages = (_Gathering(archive, folder, scan, state).view() for state in states)
    return Report(scan.name, facts, tuple(state.number for state in states), pages)


@dataclass(frozen=True, slots=True)
class _Gathering:
    """One page being gathered."""

    archive: ArchiveReader
    folder: DataFolder
    scan: StoredScan
    state: PageState

    def view(self) -> PageView:
        """The page as the templates want it."""
        sha256, number = self.scan.sha256, self.state.number
        stored = self.archive.page(sha256, number)
        paper, fault = self._paper(stored)
        picture = paper.whole() if paper else None
        notes = [*_about(self.state), *fault]
        if stored is None:
            return PageView(number, (), tuple(notes), picture, None, (), (), (), ())
        entries = [one.entry for one in self.archive.entries_on(sha256, number)]
        json = self.archive.transcript(sha256, number)
        seen = see(transcripts.loads(json), entries, stored.ledger.lines) if json is not None else None
        if not entries:
            notes.append(_why_empty(stored))
        return PageView(
            number=number,
            facts=_facts(stored, entries),
            notes=tuple(notes),
            picture=picture,
            seen=seen,
            marks=tuple(_marks(number, seen)) if seen else (),
            entries=tuple(_entry(number, entry, paper) for entry in entries),
            lines=_lines(stored),
            open=stored.ledger.open,
        )

    def _paper(self, stored: StoredPage | None) -> tuple[Paper | None, list[Both]]:
        try:
            page = decode(self.folder.original(self.scan.sha256), self.state.number)
        except (BohaiError, OSError) as problem:
            words = problem.what if isinstance(problem, BohaiError) else str(problem.strerror)
            return None, [Both("原件的这一页打不开，没有图像", f"its picture cannot be shown: {words}")]
        return Paper(page, stored.quarter_turns if stored else 0), []


def _about(state: PageState) -> list[Both]:
    """What became of the page, where it was not simply read."""
    match state.state, state.reason:
        case "pending", _:
            return [Both("这一页还没有识读", "this page waits to be read: run `bohai ingest` again")]
        case "read", None:
            return []
        case "read", reason:
            return [Both("重新识读失败，以下是先前的识读", f"it could not be read again: {reason}")]
        case _, reason:
            return [Both("这一页没有读成", f"this page could not be read: {reason}")]


def _why_empty(page: StoredPage) -> Both:
    if not any(line.text for line in page.ledger.lines):
        return Both("这一页没有可以辨认的印字", "it holds no roster: no line of print can be read on it")
    kind = _kind(page.kind)
    return Both(f"这一页没有名录条目，看来是：{kind.zh}", f"it holds no roster; it seems to be {kind.en}")


def _kind(kind: str) -> Both:
    return _KINDS.get(kind, Both(kind))


def _facts(page: StoredPage, entries: list[Entry]) -> tuple[Fact, ...]:
    readings = [reading for entry in entries for reading in entry.readings]
    count = {status: sum(reading.status is status for reading in readings) for status in Status}
    kind = _kind(page.kind)
    turns = f"逆时针 {90 * page.quarter_turns}°" if page.quarter_turns else "不转"
    return (
        Fact(Both("版式", "kind"), kind.zh, kind.en),
        Fact(Both("标题", "title"), page.title or "—"),
        Fact(Both("条目", "entries"), str(len(entries))),
        Fact(Both("可信的识读", "accepted"), str(count[Status.ACCEPTED])),
        Fact(Both("待核对", "flagged"), str(count[Status.FLAGGED])),
        Fact(Both("已核对", "verified"), str(count[Status.VERIFIED])),
        Fact(Both("转正", "turned upright"), turns, f"{90 * page.quarter_turns}° counter-clockwise"),
        Fact(Both("尺寸", "size"), f"{page.width} × {page.height}", "pixels of the page as stored"),
        Fact(Both("识读", "read by"), page.engine),
    )


def _marks(page: int, seen: Seen) -> Iterator[Mark]:
    drawn: set[Box] = set()
    for one in seen.readings:
        name, reading = _anchor(page, one.row, one.number, one.reading), one.reading
        words = f"{field_label(reading.field).zh}：{reading.text or _NAMELESS} {_percent(reading.confidence)}"
        yield Mark(name, f"t-{name}", one.place, LOOKS[reading.status], str(reading.status), words, one.place in drawn)
        drawn.add(one.place)


def _anchor(page: int, row: int, number: int, reading: Reading) -> str:
    """The identity of a reading's box; a column under its own heading is named by its number."""
    return f"p{page}-r{row}-{reading.field if reading.field in FIELDS else f'c{number + 1}'}"


def _entry(page: int, entry: Entry, paper: Paper | None) -> EntryRows:
    rows = [_reading(page, entry, number, paper) for number in range(len(entry.readings))]
    return EntryRows(entry.row, f"p{page}-e{entry.row}", tuple(rows))


def _reading(page: int, entry: Entry, number: int, paper: Paper | None) -> ReadingRow:
    reading = entry.readings[number]
    label = field_label(reading.field)
    shown = reading.box is not None and (reading.text or not reading.trusted)
    doubts = against(reading) if not reading.trusted else tuple(dict.fromkeys(map(doubt_words, reading.doubts)))
    return ReadingRow(
        anchor=_anchor(page, entry.row, number, reading) if shown else "",
        label=label,
        heading=reading.heading if reading.heading != label.zh else "",
        text=reading.text,
        value=reading.value or "",
        sure=_percent(reading.confidence),
        status=str(reading.status),
        doubts=doubts,
        votes=tuple(replace(vote, reader=vote.reader.partition("/")[0]) for vote in reading.votes),
        piece=_piece(reading, paper),
    )


def _piece(reading: Reading, paper: Paper | None) -> Picture | None:
    if reading.trusted or reading.box is None or paper is None:
        return None
    return paper.piece(reading.box)


def _percent(share: float) -> str:
    """A share as people read it; what is not certain is never rounded up to it."""
    return "100 %" if share >= 1 else f"{min(99.99, share * 100):.2f} %"


def _lines(page: StoredPage) -> tuple[LedgerRow, ...]:
    return tuple(
        LedgerRow(
            kind=LINE_WORDS[line.kind],
            text=line.text,
            entry=f"p{page.number}-e{line.row}" if line.kind is LineKind.ENTRY and line.row is not None else "",
            row=line.row,
            unsettled=line.kind in TO_SETTLE,
        )
        for line in page.ledger.lines
    )
