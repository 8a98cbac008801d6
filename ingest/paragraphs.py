"""A page of running text → its entries and ledger: one paragraph a person, headings of groups between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from archive.records import Entry, Line, LineKind
from ingest import doubt
from ingest.carry import Carry
from ingest.ledger import Count, Tally
from ingest.lines import Above
from ingest.pages import Transcript
from ingest.parse import flow, groups, passages, prose
from ingest.parse.flow import PrintedLine
from ingest.parse.groups import Group
from ingest.parse.passages import Passage, Role
from ingest.parse.prose import Paragraph

OTHER = "other"
"""The kind of a page whose text speaks of nobody in paragraphs of their own: a letter, a preface."""

_KINDS = {Role.HEADING: LineKind.GROUP_HEADING, Role.TITLE: LineKind.TITLE, Role.FURNITURE: LineKind.FURNITURE}


@dataclass(slots=True)
class Told:
    """What a page of running text tells; `in_force` are the groups at its end."""

    entries: list[Entry] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    in_force: tuple[Group, ...] = ()
    tally: Tally = field(default_factory=Tally)
    unfinished: PrintedLine | None = None
    taken: int = 0

    @property
    def carry(self) -> Carry:
        """What the page after it needs."""
        over = tuple(replace(group, box=None) for group in self.in_force)
        return Carry(None, over, self.tally.count(), self.unfinished, self.taken)


def read(
    transcript: Transcript, above: Above, over: Group | None, before: Carry | None, after: Transcript | None
) -> Told:
    """The paragraphs of a page; `over` is a group heading above its text, `before` and `after` its neighbours."""
    turns = transcript.line_turns
    told = Told(in_force=before.groups if before else (), tally=Tally.going_on(before.count if before else Count()))
    if over is not None:
        _under(told, over)
    cut = passages.passages(flow.printed_lines(transcript), turns, before.unfinished if before else None)
    told.unfinished = passages.unfinished(cut)
    found, told.taken = _joined(cut, told.unfinished, transcript, after)
    people = [each for each in found if isinstance(each, Paragraph)]
    own = passages.text(cut)
    opening = own[0].lines if own and before and before.taken == len(own[0].lines) else ()
    for each in found:
        if isinstance(each, Paragraph):
            _enter(told, each, above)
        elif opening and each is own[0]:
            told.lines += [Line(LineKind.CONTINUED, line.text.text, line.box) for line in each.lines]
        else:
            goes_on = before is not None and before.unfinished is not None and each is own[0]
            _explain(told, each, roster=bool(people), continues=goes_on)
    told.open += told.tally.end(goes_on=after is not None and after.runs_on)
    told.entries = doubt.of_places(told.entries, told.tally.overfull)
    if not people and not opening:
        told.open.append("这一页是成段文字，没有认出烈士条目")
    elif told.unfinished and not told.taken:
        told.open.append("末条未完，续在下一页，请补全该条")
    return told


def _joined(
    cut: list[Passage], unfinished: PrintedLine | None, transcript: Transcript, after: Transcript | None
) -> tuple[list[Passage | Paragraph], int]:
    """The passages understood, and how many lines of the page after them the last entry goes on in."""
    turns = transcript.line_turns
    rest: tuple[PrintedLine, ...] = ()
    if unfinished and after is not None and after.runs_on and after.line_turns == turns:
        following = passages.passages(flow.printed_lines(after), turns, unfinished)
        rest = passages.rest(following, roster=_has_people(prose.entries(following, turns)))
    if rest:
        elsewhere = tuple(replace(line, box=None) for line in rest)
        at = next(i for i in reversed(range(len(cut))) if cut[i].role is Role.ENTRY)
        whole = replace(cut[at], lines=(*cut[at].lines, *elsewhere))
        found = prose.entries([*cut[:at], whole, *cut[at + 1 :]], turns)
        if _has_people(found):
            return found, len(rest)
    return prose.entries(cut, turns), 0


def _has_people(found: list[Passage | Paragraph]) -> bool:
    return any(isinstance(each, Paragraph) for each in found)


def _enter(told: Told, paragraph: Paragraph, above: Above) -> None:
    number = len(told.entries) + 1
    box = paragraph.flow.box
    told.tally.entry()
    told.entries.append(Entry(number, box, above.readings(0, paragraph.pieces, told.in_force, row=number)))
    told.lines.append(Line(LineKind.ENTRY, paragraph.flow.on_own_page, box, number))
    if paragraph.holds_two:
        told.open.append(f"第 {number} 条“{paragraph.name}”似写有两个人的事项，可能有一位烈士未单独列出，请对照原页")


def _under(told: Told, over: Group) -> None:
    told.tally.group(over)
    told.in_force = groups.pushed(told.in_force, over)


def _explain(told: Told, passage: Passage, *, roster: bool, continues: bool) -> None:
    """A passage that tells of nobody: a heading, a page number, or text that a person must look at."""
    kind = _KINDS.get(passage.role, LineKind.UNEXPLAINED if roster else LineKind.FURNITURE)
    if passage.role is Role.HEADING:
        first = passage.lines[0]
        _under(told, groups.seen([first.text], first.box))
    told.lines += [Line(kind, line.text.text, line.box) for line in passage.lines]
    if kind is LineKind.UNEXPLAINED:
        words = "".join(line.text.text for line in passage.lines)
        told.open.append(
            f"页首几行接着上一页的末条，请并入该条：“{words}”" if continues else f"有一段不像条目：“{words}”"
        )
