"""A page of running text → its entries and ledger: one paragraph a person, headings of groups between them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from archive.records import Entry, Line, LineKind
from ingest.lines import Above
from ingest.pages import Transcript
from ingest.parse import flow, groups, passages, prose
from ingest.parse.groups import Group
from ingest.parse.passages import Passage, Role
from ingest.parse.prose import Paragraph

OTHER = "other"
"""The kind of a page whose text speaks of nobody in paragraphs of their own: a letter, a preface."""

_KINDS = {Role.HEADING: LineKind.GROUP_HEADING, Role.TITLE: LineKind.TITLE, Role.FURNITURE: LineKind.FURNITURE}


@dataclass(slots=True)
class Told:
    """What a page of running text tells; `in_force` are the groups at its end.

    `unfinished` says that its last sentence goes on on the next page.
    """

    entries: list[Entry] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    in_force: tuple[Group, ...] = ()
    unfinished: bool = False


def read(transcript: Transcript, above: Above, in_force: tuple[Group, ...], *, continues: bool) -> Told:
    """The paragraphs of a page that stands under the groups `in_force`.

    `continues` says that the page before ended within a sentence.
    """
    turns = transcript.line_turns
    lines = flow.printed_lines(transcript)
    told = Told(in_force=in_force, unfinished=bool(lines) and not passages.is_closed(lines[-1]))
    found = prose.entries(passages.passages(lines, turns), turns)
    people = [each for each in found if isinstance(each, Paragraph)]
    for each in found:
        if isinstance(each, Paragraph):
            _enter(told, each, above)
        else:
            _explain(told, each, roster=bool(people), continues=continues and each is found[0])
    if not people:
        told.open.append("这一页是成段文字，没有认出烈士条目")
    elif told.unfinished:
        told.open.append("末条未完，续在下一页，请补全该条")
    return told


def _enter(told: Told, paragraph: Paragraph, above: Above) -> None:
    number = len(told.entries) + 1
    box = paragraph.flow.box
    told.entries.append(Entry(number, box, above.readings(0, paragraph.pieces, told.in_force, row=number)))
    told.lines.append(Line(LineKind.ENTRY, paragraph.flow.printed, box, number))


def _explain(told: Told, passage: Passage, *, roster: bool, continues: bool) -> None:
    """A passage that tells of nobody: a heading, a page number, or text that a person must look at."""
    kind = _KINDS.get(passage.role, LineKind.UNEXPLAINED if roster else LineKind.FURNITURE)
    if passage.role is Role.HEADING:
        first = passage.lines[0]
        over = replace(groups.group(first.text.text), confidence=first.text.confidence, box=first.box)
        told.in_force = groups.pushed(told.in_force, over)
    told.lines += [Line(kind, line.text.text, line.box) for line in passage.lines]
    if kind is LineKind.UNEXPLAINED:
        words = "".join(line.text.text for line in passage.lines)
        told.open.append(
            f"页首几行接着上一页的末条，请并入该条：“{words}”" if continues else f"有一段不像条目：“{words}”"
        )
