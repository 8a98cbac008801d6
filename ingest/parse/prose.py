"""Entries of gazetteers told in sentences: one paragraph a person.

    王德胜 男，惠民县东李村人，1920年生，1942年参加革命，中共党员，生前系渤纵七师排长，1947年5月在孟良崮战斗中牺牲。
    → name 王德胜 · sex 男 · native_place 惠民县东李村 · birth 1920年 · enlisted 1942年 · political_status 中共党员 ·
      unit 渤纵七师 · position 排长 · death 1947年5月 · death_place 孟良崮 · death_cause 战斗中牺牲

Each piece keeps its own characters and how sure each of them is. What no clause explains goes to the remarks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from archive.records import FIELDS
from ingest.pages import CellText
from ingest.parse import clauses, neighbours, vocabulary
from ingest.parse.clauses import REST, Said
from ingest.parse.entries import parted
from ingest.parse.evidence import Doubt
from ingest.parse.flow import WHITE, Flow
from ingest.parse.heads import Head, begins_in_dirt, head
from ingest.parse.names import has_surname
from ingest.parse.passages import Passage, Role
from ingest.parse.pieces import Piece, joined

_BREAK: Final = re.compile(
    r"(?!(?<=1[89]\d\d)[，,]\d{1,2}(?!\d))[，,。；;（）()【】〔〕\[\]！!？?]|(?<![字号名籍贯址住])[：:]|(?<!\d)\.|\.(?!\d)"
)
_GLOSS: Final = re.compile(clauses.GLOSS)
_WORDS: Final = re.compile(r"[^\W_]|□")
"""What words are written with, and no dirt."""
_SENTENCE_END: Final = "。；;！!"
_YEAR_SO_FAR: Final = re.compile("(?:1[89]|一[八九])[0-9一二三四五六七八九]?$")
_OF_YEAR: Final = "0123456789一二三四五六七八九年"
"""What a year goes on with behind white within it, where a figure was not read: 一九 九年 for 一九〇九年."""
_TELLING: Final = 4
"""Lines that go on with an entry, from which on they tell how far in such lines stand."""
_LATEST: Final = frozenset(["unit", "position"])
"""Fields of which the last that is told is the one held at death; of the others the first counts."""
_DEATH: Final = ("death", "death_place", "death_cause")
_UNEXPLAINED: Final = 0.6
"""Share of its print that no clause explains in a paragraph about a person at most."""
_LEAST_TOLD: Final = 2
"""Fields beside the name that a paragraph about a person tells at least."""


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    end: int
    ends_sentence: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One person's paragraph: its print, its pieces, and how many fields beside the name it tells."""

    flow: Flow
    pieces: tuple[Piece, ...]
    holds_two: bool = False
    """Whether it tells the facts of two people, so that somebody may hide in it."""

    @property
    def name(self) -> str:
        """The name that it begins with, as printed; empty without any."""
        return next((piece.text.text for piece in self.pieces if piece.field == "name"), "")

    @property
    def told(self) -> int:
        """The fields beside the name that its clauses speak of."""
        return sum(piece.field not in ("name", REST) and bool(piece.text.text) for piece in self.pieces)

    @property
    def is_explained(self) -> bool:
        """Whether its clauses explain a good part of it, as of no letter and no preface."""
        rest = sum(len(piece.text.text) for piece in self.pieces if piece.field == REST)
        return rest <= _UNEXPLAINED * len(self.flow.words)


def entries(passages: Sequence[Passage], quarter_turns: int) -> list[Passage | Paragraph]:
    """The passages in order, those that tell of a person understood; all stay as they are on a page of other prose."""
    found: list[Passage | Paragraph] = []
    hanging = _hanging(passages)
    for passage in passages:
        if passage.role is not Role.ENTRY:
            found.append(passage)
            continue
        paragraph = understood(Flow(passage.lines, quarter_turns, hanging), quarter_turns)
        before = found[-1] if found else None
        if not paragraph.told and isinstance(before, Paragraph):
            found[-1] = understood(Flow((*before.flow.lines, *passage.lines), quarter_turns, hanging), quarter_turns)
        elif not paragraph.told and not has_surname(paragraph.name):
            found.append(replace(passage, role=Role.REST))  # a piece of a title, or of what stands above the text
        else:
            found.append(paragraph)
    people = [each for each in found if isinstance(each, Paragraph)]
    if sum(person.told >= _LEAST_TOLD and person.is_explained for person in people) * 2 < len(people):
        return list(passages)
    return found


def _hanging(passages: Sequence[Passage]) -> float:
    """How many characters the lines of entries that go on stand further in than first ones as a rule."""
    indents = [line.indent for passage in passages if passage.role is Role.ENTRY for line in passage.lines[1:]]
    return max(0.0, median(indents)) if len(indents) >= _TELLING else 0.0


def understood(flow: Flow, quarter_turns: int) -> Paragraph:
    """What a person's paragraph tells."""
    name = head(flow) or Head(0, 0, sure=False, plain=False)
    said = [Said(("name",), name.start, name.end)]
    lived: list[Said] = []
    cut = _clauses(flow, name.after)
    while cut:
        number = _death_of(flow.words, cut)
        if number > 1:
            said.append(Said(_DEATH, _without_word(flow.words, cut[0].start), cut[number - 1].end))
        else:
            first = cut[0]
            told = clauses.read(flow.words[first.start : first.end])
            told = [replace(each, start=first.start + each.start, end=first.start + each.end) for each in told]
            lived += told if [each.fields for each in told] == [("birth",), ("death",)] else []
            said += told
        cut = cut[max(1, number) :]
    said = [_in_brackets(each, flow.words, said) if each in lived else each for each in said]
    unsure = _beside_rest(flow.words, said) | ({name.end} if name.end and not name.sure else set())
    pieces = _pieces(flow, said, quarter_turns, unsure=unsure)
    if neighbours.are_told(flow.words, said):
        return Paragraph(flow, tuple(piece.doubting(Doubt.TWO_PEOPLE) for piece in pieces), holds_two=True)
    return Paragraph(flow, tuple(pieces))


def _in_brackets(bound: Said, words: str, said: Sequence[Said]) -> Said:
    """When a life in brackets began or ended, a remark where the text tells the same more exactly."""
    dated = (
        each is not bound
        and bound.fields[0] in each.fields
        and clauses.is_date(words[each.start : each.end], whole=False)
        for each in said
    )
    return replace(bound, fields=(REST,)) if any(dated) else bound


def _clauses(flow: Flow, start: int) -> list[_Clause]:
    """The stretches between commas, full stops and brackets, those on both sides of a comma that is dirt as one."""
    found: list[_Clause] = []
    words = flow.words
    for end, after, ends_sentence in [*_breaks(flow, start), (len(words), len(words), False)]:
        if end > start:
            own = _Clause(start, end, ends_sentence)
            if found and _is_one(words, found[-1], own):
                own = replace(own, start=found.pop().start)
            found.append(own)
        start = after
    return [part for own in found for part in _at_white(flow, own)]


def _at_white(flow: Flow, own: _Clause) -> list[_Clause]:
    """The clauses that white parts, within a line or at its end, where a mark may have been lost."""
    if clauses.explains(flow.words[own.start : own.end]):
        return [own]
    within = [at for at in range(own.start + 1, own.end) if flow.gap(at) >= WHITE]
    for end in sorted([*flow.short_ends(own.start, own.end), *within]):
        if clauses.explains(flow.words[own.start : end]) and clauses.explains(flow.words[end : own.end]):
            return [_Clause(own.start, end, ends_sentence=False), replace(own, start=end)]
    return [own]


def _breaks(flow: Flow, start: int) -> list[tuple[int, int, bool]]:
    """Where clauses part, to the place where the next begins, and whether a sentence ends there.

    White parts them where there is more of it than of marks: of text set in columns hardly any mark is read.
    """
    glosses = [range(*gloss.span()) for gloss in _GLOSS.finditer(flow.words, start)]
    marks = [
        (mark.start(), mark.end(), mark[0] in _SENTENCE_END)
        for mark in _BREAK.finditer(flow.words, start)
        if not any(mark.start() in gloss for gloss in glosses)
    ]
    beside = {place for before, after, _ in marks for place in range(before, after + 1)}
    white = [n for n in range(start + 1, len(flow.words)) if n not in beside and flow.gap(n) >= WHITE]
    white = [n for n in white if not (_YEAR_SO_FAR.search(flow.words, start, n) and flow.words[n] in _OF_YEAR)]
    return sorted([*marks, *((n, n, False) for n in white)]) if len(white) > len(marks) else marks


def _is_one(words: str, date: _Clause, own: _Clause) -> bool:
    """Whether a clause says nothing but together with the date before it: 1943年，参军."""
    before = words[date.start : date.end]
    if not clauses.is_date(before, whole=True) or clauses.explains(before):
        return False  # from when to when somebody lived is told by itself
    if clauses.explains(words[own.start : own.end]):
        return False
    return clauses.explains(words[date.start : own.end])


def _death_of(words: str, cut: Sequence[_Clause]) -> int:
    """How many clauses from the first on tell of the death in one sentence that commas part; 0 or 1 if none do."""
    if not clauses.is_date(words[cut[0].start : cut[0].end], whole=False):
        return 0
    for number, clause in enumerate(cut, 1):
        own = words[clause.start : clause.end]
        if clauses.tells_life(own):
            return 0
        if clauses.tells_death(own):
            # What has a date of its own happened then, and not when the clause before tells of.
            return 0 if number > 1 and clauses.is_date(own, whole=False) else number
        told = {field for each in clauses.read(own) for field in each.fields}
        other = clauses.explains(own) and "death" not in told and not clauses.is_date(own, whole=True)
        if clause.ends_sentence or other or "birth" in told:
            return 0
    return 0


def _without_word(words: str, start: int) -> int:
    return start + (words[start : start + 1] in ("于", "在"))


def _beside_rest(words: str, said: Sequence[Said]) -> set[int]:
    """Where what a pattern reads meets words that none does: of 入 | 伍渤海军区战士 nobody knows where to cut."""
    found = set()
    for before, after in pairwise(said):
        unread = [each for each in (before, after) if each.fields == (REST,)]
        if before.end == after.start and any(_WORDS.search(words, each.start, each.end) for each in unread):
            found.add(before.end)
    return found


def _pieces(flow: Flow, said: Sequence[Said], quarter_turns: int, *, unsure: set[int]) -> list[Piece]:
    """The pieces of what is said; nothing tells for sure that one begins or ends at the places that are `unsure`."""
    found: dict[str, Piece] = {}
    rest: list[tuple[int, CellText]] = []
    for each in said:
        if each.fields == (REST,):
            rest.append((each.start, flow.text(each.start, each.end)))
            continue
        whole = Piece(each.fields[0], "", flow.text(each.start, each.end), flow.part(each.start, each.end))
        if flow.is_broken_off(each.start, each.end):
            whole = whole.doubting(Doubt.LINE_BROKEN_OFF)
        if each.guessed or not unsure.isdisjoint((each.start, each.end)) or flow.is_hardly_parted(each.start, each.end):
            whole = whole.doubting(Doubt.SPLIT_GUESSED)
        if each.fields == ("name",) and (
            flow.is_marked(each.start, each.end) or begins_in_dirt(flow.words, each.start)
        ):
            whole = whole.doubting(Doubt.NAME_CHARACTER)
        single = len({glyph.line for glyph in whole.text.glyphs}) == 1
        for piece in _on_their_pages(flow, each, parted(whole, each.fields, quarter_turns, single=single)):
            if not piece.text.text and each.fields != ("name",):
                continue
            known = found.get(piece.field)
            if known is not None and piece.field not in _LATEST:
                rest.append((each.start, piece.text))
                if piece.field == "native_place":
                    # One may be a piece of the other, which dirt parts: 德平县石头孙公社。矫庄人
                    found[piece.field] = known.doubting(Doubt.TOLD_TWICE)
                continue
            if known is not None:
                rest.append((each.start, known.text))
            twice = (Doubt.TOLD_TWICE,) if known is not None else ()
            found[piece.field] = _as_sure_as_its_own(piece.doubting(*twice, *_of_position(each, piece)))
    order = [*FIELDS, *(field for field in found if field not in FIELDS)]
    pieces = [found[field] for field in order if field in found]
    if rest:
        pieces.append(_remarks(flow, rest))
    return pieces


def _of_position(said: Said, piece: Piece) -> tuple[Doubt, ...]:
    """What speaks against a position that a clause tells by itself: a unit may stand in it."""
    alone = said.fields == ("position",)
    held = piece.text.text.split("、")
    return (Doubt.SPLIT_GUESSED,) if alone and not all(vocabulary.knows("position", one) for one in held) else ()


def _on_their_pages(flow: Flow, said: Said, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a stretch that a page break cuts, or that stands behind it, without boxes of another page."""
    if not flow.leaves_page(said.start, said.end):
        return list(pieces)
    found, start = [], said.start
    for piece in pieces:
        words = piece.text.text
        at = flow.printed.find(words, start, said.end) if words else -1
        if at < 0:  # mended, so that it is not known where it stands
            found.append(replace(piece, box=None).doubting(Doubt.NEXT_PAGE))
            continue
        over = (Doubt.NEXT_PAGE,) if flow.leaves_page(at, at + len(words)) else ()
        found.append(replace(piece, box=flow.part(at, at + len(words))).doubting(*over))
        start = at + len(words)
    return found


def _as_sure_as_its_own(piece: Piece) -> Piece:
    if not piece.text.glyphs:
        return piece
    return replace(piece, text=replace(piece.text, confidence=min(glyph.score for glyph in piece.text.glyphs)))


def _remarks(flow: Flow, rest: list[tuple[int, CellText]]) -> Piece:
    """All that no clause explains, in printed order with commas between."""
    texts: list[CellText] = []
    for _, text in sorted(rest, key=lambda each: each[0]):
        texts += [CellText("，", 1.0), text]
    spans = [(start, start + len(text.text)) for start, text in rest]
    over = (Doubt.NEXT_PAGE,) if any(flow.leaves_page(*span) for span in spans) else ()
    return Piece(REST, "", joined(texts[1:]), flow.box if any(flow.part(*span) for span in spans) else None, over)
