"""Where in a text that is shown the words of a question are found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from archive.errors import UsageError
from archive.records import DATE_FIELDS, ILLEGIBLE, PLACE_FIELDS
from search.characters.fold import fold
from search.characters.spelling import hear
from search.questions.forms import married_names, other_places, other_units
from search.questions.question import Date, Term, Word, Years, understand
from search.questions.why import fits

_NAMES: Final = ("name", "alias")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a shown text; `marked` where it is what was asked for."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class _Sought:
    """What of a term is looked for in a field: forms, the better ones first, and what may be spelled or misread."""

    ways: tuple[tuple[str, ...], ...]
    word: Word | None

    def found(self, kept: str) -> list[tuple[int, int]]:
        """Where it is found in a folded text: as it was asked, else in the next best of other forms."""
        for forms in self.ways:
            if found := [span for form in forms for span in _occurrences(form, kept)]:
                return found
        return [] if self.word is None else _spelled(self.word, kept)


class Marks:
    """Marks what a question asks for in the texts of one page; `slips` as in `understand`."""

    def __init__(self, asked: str, *, slips: bool = False) -> None:
        self._terms = _terms(asked, slips)
        self._sought: dict[str, tuple[_Sought, ...]] = {}
        self._known: dict[tuple[str, str], tuple[Piece, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._terms)

    def of(self, text: str, field: str) -> tuple[Piece, ...]:
        """`text`, as a field shows it, in pieces that joined are the text; none where nothing of it was asked for.

        Only the best way of matching is marked.
        """
        # Most people on a page have a unit, a rank or a county that others on it have, too.
        if (known := self._known.get((field, text))) is None:
            known = self._known[field, text] = self._pieces(text, field)
        return known

    def _pieces(self, text: str, field: str) -> tuple[Piece, ...]:
        kept = fold(text)
        found = [span for sought in self._sought_in(field) for span in sought.found(kept)] if kept else []
        return tuple(_joined(text, _held(text, found))) if found else ()

    def _sought_in(self, field: str) -> tuple[_Sought, ...]:
        """What a field is searched for: the same for everybody on the page."""
        if (known := self._sought.get(field)) is None:
            known = self._sought[field] = tuple(
                _Sought(tuple(map(tuple, _ways(term, field))), _heard(term, field)) for term in self._terms
            )
        return known


def _terms(asked: str, slips: bool) -> tuple[Term, ...]:
    try:
        return understand(asked, slips=slips).terms
    except UsageError:
        return ()  # filters alone are a question too, and mark nothing


def _held(text: str, found: Iterable[tuple[int, int]]) -> list[bool]:
    """Of each character of a text, whether it is in one of the stretches that were found in the folded text."""
    held = [False] * len(text)
    # Folding goes character by character, and may leave one out or make several of one.
    places = [place for place, shown in enumerate(text) for _ in fold(shown)]
    for start, end in found:
        for place in places[start:end]:
            held[place] = True
    return held


def _heard(term: Term, field: str) -> Word | None:
    """The term, if what the field holds may be spelled by it, or misread for it."""
    if isinstance(term, Word) and (field in _NAMES or (field in PLACE_FIELDS and term.folded.isascii())):
        return term
    return None


def _ways(term: Term, field: str) -> Iterator[Iterable[str]]:
    if isinstance(term, Years):
        yield [str(year) for year in range(term.first, term.last + 1)] if field in DATE_FIELDS else []
    elif isinstance(term, Date):
        yield [str(term.year)] if field in DATE_FIELDS else [term.folded]
    else:
        yield [term.folded]
        if field in _NAMES:
            yield married_names(term.folded)
        if field in PLACE_FIELDS:
            yield other_places(term.folded)
        if field == "unit":
            yield other_units(term.folded)


def _spelled(word: Word, kept: str) -> list[tuple[int, int]]:
    """Where a name is spelled by a word, or misread for it."""
    heard = hear(kept)
    for spelling in (*word.spellings, *word.slips):
        for start in range(len(heard) - len(spelling) + 1):
            window = heard[start : start + len(spelling)]
            if all(unit.fits(char) for unit, char in zip(spelling, window, strict=True)):
                return [(start, start + len(spelling))]
    return [span for form in word.misread for span in _occurrences(form, kept)]


def _occurrences(form: str, kept: str) -> Iterator[tuple[int, int]]:
    if ILLEGIBLE in form:
        for start in range(len(kept) - len(form) + 1):
            if fits(form, kept[start : start + len(form)]):
                yield start, start + len(form)
        return
    start = kept.find(form) if form else -1
    while start >= 0:
        yield start, start + len(form)
        start = kept.find(form, start + 1)


def _joined(text: str, held: list[bool]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or held[end] != held[start]:
            yield Piece(text[start:end], held[start])
            start = end
