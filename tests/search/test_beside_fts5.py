"""The index beside SQLite's own full-text index, on the same records: both hold the same people for the same words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from search.index.cards import make_card, people
from search.index.opened import Index, open_current
from search.index.schema import folded
from search.questions.lenses import TextLens, lenses
from search.questions.question import understand
from search.questions.ranking import texts_seen
from search.questions.why import Match
from tests.benchmarks.fallen import Roll
from tests.rendering.dice import Dice
from tests.search.people import built

COLUMNS = {
    "names": Match.NAME_PART,
    "aliases": Match.ALIAS_PART,
    "homes": Match.HOME,
    "places": Match.PLACE,
    "units": Match.UNIT,
    "texts": Match.TEXT,
}
"""Kinds of texts, and the match that says a text of the kind holds what is asked."""


@pytest.fixture(scope="module")
def roll() -> Roll:
    return Roll(600, seed=3)


@pytest.fixture(scope="module")
def index(roll: Roll, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    opened = open_current(built(roll, tmp_path_factory.mktemp("index")))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def fts5(roll: Roll) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE people USING fts5({', '.join(COLUMNS)}, tokenize=trigram)")
    for number, person in enumerate(people(roll)):
        card = make_card(person)
        texts = ["\n".join(folded(getattr(card, column))) for column in COLUMNS]
        marks = ", ".join("?" * (1 + len(COLUMNS)))
        database.execute(f"INSERT INTO people (rowid, {', '.join(COLUMNS)}) VALUES ({marks})", (number, *texts))  # noqa: S608 - fixed names
    return database


def pieces(roll: Roll) -> list[str]:
    """Pieces of two to seven characters of what the people of the roll bear."""
    dice = Dice.of("pieces")
    found = set()
    for _ in range(150):
        one = roll[dice.randrange(len(roll))]
        (text,) = folded([dice.pick([one.name, one.home, one.unit])])
        length = min(dice.count((2, 7)), len(text))
        start = dice.randrange(len(text) - length + 1)
        found.add(text[start : start + length])
    return sorted(found)


def held_by_fts5(database: sqlite3.Connection, column: str, piece: str) -> set[int]:
    """Trigrams cannot be asked for two characters; these are looked for in the table's own texts."""
    if len(piece) < 3:
        found = database.execute(f"SELECT rowid FROM people WHERE instr({column}, ?)", (piece,))  # noqa: S608 - a fixed name
    else:
        found = database.execute("SELECT rowid FROM people WHERE people MATCH ?", (f'{column}:"{piece}"',))
    return {row[0] for row in found}


@pytest.mark.parametrize("column", COLUMNS)
def test_both_hold_the_same_people_for_the_same_piece(
    index: Index, fts5: sqlite3.Connection, roll: Roll, column: str
) -> None:
    found = 0
    for piece in pieces(roll):
        (term,) = understand(piece).terms
        ours = {
            int(person)
            for lens in lenses(term)
            if isinstance(lens, TextLens)
            for texts, match in texts_seen(lens, index)
            if match is COLUMNS[column]
            for person in index.bearers(texts)
        }
        theirs = held_by_fts5(fts5, column, piece)
        assert ours == theirs, piece
        found += len(ours)
    assert found or column in ("aliases", "places", "texts")
