"""The index against looking at every record: whoever holds what is asked is found, and nobody else."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.errors import UsageError
from search.characters.fold import fold
from search.index.cards import Card
from search.index.schema import folded
from search.questions.question import Term, Word, understand
from search.questions.why import Match, faintly_alike, matches, maybe_a_name, reasons
from tests.search.people import ListSource, answers, built, cards_of, entry

CHARACTERS = "王玉德勝胜单單吕张□华惠民县7４1947年３月wangdesh ·，"
NAMES = st.text("王玉德勝胜单吕张□华", min_size=1, max_size=4)
TEXTS = st.text(CHARACTERS, max_size=8)
DATES = st.sampled_from(
    [("", None), ("1947.3", "1947-03"), ("民國卅六年", "1947"), ("四七年", None), ("", "1946/1948")]
)
RECORDS = st.fixed_dictionaries(
    {"name": st.tuples(NAMES, NAMES)},
    optional={
        "alias": TEXTS,
        "native_place": st.tuples(TEXTS, TEXTS),
        "unit": TEXTS,
        "remarks": TEXTS,
        "death": DATES,
    },
)
QUESTIONS = st.one_of(
    NAMES,
    st.text("wangdeshlv王胜□*", min_size=1, max_size=8),
    st.sampled_from(["wangdesheng", "wds", "shan", "zhanghua", "zh", "wangd", "王desheng", "lv", "lu", "zh华"]),
    st.sampled_from(["1947", "1946-1947", "1947年3月", "47", "1947-03"]),
    st.text(CHARACTERS, min_size=1, max_size=6),
)


def faint(term: Term, card: Card) -> Match | None:
    """So few people are few answers, so faint likenesses are sought, too."""
    sought = isinstance(term, Word) and maybe_a_name(term.folded)
    return Match.FAINT_LOOKALIKE if sought and any(faintly_alike(term.folded, n) for n in folded(card.names)) else None


SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def best(terms: tuple[Term, ...], card: Card) -> tuple[int, int] | None:
    """How well a card answers, found by looking at the card alone."""
    matched = [min(matches(term, card), default=faint(term, card)) for term in terms]
    known = [match for match in matched if match is not None]
    return (min(known), sum(known)) if len(known) == len(matched) else None


@SLOW
@given(st.lists(RECORDS, min_size=1, max_size=6), st.lists(QUESTIONS, min_size=1, max_size=6))
def test_the_index_answers_as_looking_at_every_card_does(records: list[dict[str, str]], asked: list[str]) -> None:
    source = ListSource([entry(row, record) for row, record in enumerate(records, start=1)])
    cards = cards_of(source)
    with TemporaryDirectory() as folder:
        index = built(source, Path(folder))
        for words in [*asked, " ".join(asked[:2])]:
            try:
                question = understand(words)
            except UsageError:
                continue
            ranked = [
                (how_well, number) for number, card in enumerate(cards) if (how_well := best(question.terms, card))
            ]
            expected = [(cards[number].id, reasons(question.terms, cards[number])) for _, number in sorted(ranked)]
            found = answers(index, words)
            assert [(hit.id, hit.why) for hit in found.hits] == expected
            assert all(hit.why for hit in found.hits)


@SLOW
@given(st.data(), st.lists(RECORDS, min_size=1, max_size=6))
def test_whoever_holds_what_is_asked_is_found(data: st.DataObject, records: list[dict[str, str]]) -> None:
    """Independent of all matching in the program: asks for pieces of texts and compares strings only."""
    source = ListSource([entry(row, record) for row, record in enumerate(records, start=1)])
    texts = {
        one.id: [fold(part) for reading in one.entry.readings for part in (reading.text, reading.value or "")]
        for one in source.listed
    }
    pieces = sorted(
        {
            text[start:end]
            for parts in texts.values()
            for text in parts
            for start in range(len(text))
            for end in range(start + 2, len(text) + 1)
            if text[start:end].strip("□")
        }
    )
    if not pieces:
        return
    with TemporaryDirectory() as folder:
        index = built(source, Path(folder))
        for piece in data.draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=8)):
            holders = {id for id, parts in texts.items() if any(piece in part for part in parts)}
            found = {hit.id for hit in answers(index, piece).hits}
            assert holders <= found, piece
