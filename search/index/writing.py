"""Writes what an index is made of, from the cards of all people, in one pass."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import numpy as np

from archive.authority.local import in_force
from search.characters.dictionary import first_letter
from search.characters.fold import fold
from search.index import schema
from search.index.bearers import Pairs
from search.index.cards import Card, Named
from search.index.columns import ColumnWriter
from search.index.engine import EngineWriter
from search.index.labels import LabelWriter
from search.index.orders import OrderWriter
from search.index.schema import Kind
from search.questions.question import LAST_YEAR

CARDS: Final = "cards"
"""Each person's card, by number of the person."""
NAMED: Final = "named"
"""Each person's name, by number of the person."""
WRITTEN: Final = "written"
"""Each text as it is written, by number of the document."""
KEPT: Final = "kept"
"""Each text in kept forms, by number of the document."""
LENGTHS: Final = "lengths.npy"
"""How many characters each text has, 255 at most, by number of the document."""
CONFUSED: Final = "confused.json"
"""The characters that people have put right, and what they were misread for, both ways round."""
AUTHORITY: Final = "authority.json"
"""What the archive knew of places and units beside the shipped tables; questions are understood by the same."""
BEARERS: Final = "bearers"
DEATHS: Final = "deaths"
YEARS: Final = "years"
LABELS: Final = ("county", "unit", "year", "sex", "roster", "state", "surname")
FINER_LABELS: Final = ("township", "campaign")
"""Labels by which people are told when one leafs through them, but not counted with every answer."""
LETTERS: Final = ("whole", "given")
"""The first letters, A to Z, of the sounds of each name: of all of it, and of what follows the surname; 0 for none."""
DATES: Final = ("born", "fell")
"""Settled dates of each person as numbers: 19470312, 19470300, 19470000, and 0 where there is none."""

_NAMES: Final = (Kind.NAMES, Kind.ALIASES)
"""Kinds of which every written form is a text of its own: what is asked exactly so comes first."""


def write(build: Path, cards: Iterable[Card]) -> int:
    """Writes all files of an index into the empty folder `build`; how many people it holds."""
    engine = EngineWriter(build, schema.FIELDS)
    try:
        with ExitStack() as stack:
            writer = _Writer(build, engine, stack)
            for card in cards:
                writer.add(card)
            people = writer.finish()
    except BaseException:
        engine.cancel()
        raise
    engine.commit()
    return people


class _Writer:
    """The parts of an index that is being written."""

    def __init__(self, build: Path, engine: EngineWriter, stack: ExitStack) -> None:
        self._build, self._engine = build, engine
        self._cards, self._named, self._written, self._kept = (
            stack.enter_context(ColumnWriter(build, name)) for name in (CARDS, NAMED, WRITTEN, KEPT)
        )
        self._numbers: dict[Kind, dict[str, int]] = {kind: {} for kind in Kind}
        self._bearers, self._deaths, self._years = Pairs(), Pairs(), Pairs()
        self._labels = {name: LabelWriter(build, name) for name in (*LABELS, *FINER_LABELS)}
        self._dates = {name: array("i") for name in DATES}
        self._letters = {name: array("B") for name in LETTERS}
        self._orders = OrderWriter(build)
        self._lengths = array("B")
        self._confused: defaultdict[str, set[str]] = defaultdict(set)
        self._texts = self._people = 0

    def add(self, card: Card) -> None:
        """Adds the next person and whatever text nobody bore before."""
        person, self._people = self._people, self._people + 1
        self._cards.add(card.as_json())
        self._named.add(Named.of(card).as_line())
        for kind in Kind:
            texts = getattr(card, kind) if kind in _NAMES else schema.folded(getattr(card, kind))
            for text in texts:
                self._bearers.add(self._number_of(kind, text), person)
        for pairs, years in ((self._deaths, card.deaths), (self._years, card.years)):
            for year in years:
                if year <= LAST_YEAR:
                    pairs.add(year, person)
        for name, labels in labels_of(card).items():
            self._labels[name].add(labels)
        for name, dates in self._dates.items():
            dates.append(date_number(getattr(card, name)))
        for name, letter in letters_of(card).items():
            self._letters[name].append(ord(letter or "\0"))
        self._orders.add(card)
        for pair in card.confused:
            self._confused[pair[0]].add(pair[1])
            self._confused[pair[1]].add(pair[0])

    def finish(self) -> int:
        """Writes what can only be written at the end; how many people there are."""
        np.save(self._build / LENGTHS, np.array(self._lengths, np.uint8))
        self._bearers.write(self._build, BEARERS, self._texts)
        self._deaths.write(self._build, DEATHS, LAST_YEAR + 1)
        self._years.write(self._build, YEARS, LAST_YEAR + 1)
        for labels in self._labels.values():
            labels.close()
        for name, dates in self._dates.items():
            np.save(self._build / f"{name}.dates.npy", np.array(dates, np.int32))
        for name, letters in self._letters.items():
            np.save(self._build / f"{name}.letters.npy", np.array(letters, np.uint8))
        self._orders.close()
        confused = {char: "".join(sorted(others)) for char, others in sorted(self._confused.items())}
        (self._build / AUTHORITY).write_text(in_force().as_json(), encoding="utf-8")
        (self._build / CONFUSED).write_text(json.dumps(confused, ensure_ascii=False), encoding="utf-8")
        return self._people

    def _number_of(self, kind: Kind, text: str) -> int:
        known = self._numbers[kind]
        if (number := known.get(text)) is None:
            number = known[text] = self._texts
            self._texts += 1
            self._engine.add(schema.document(kind, text))
            self._written.add(text.encode())
            self._kept.add(fold(text).encode())
            self._lengths.append(min(len(text), 255))
        return number


def date_number(date: str) -> int:
    """A year, month or day as a number: 1947-03 → 19470300; 0 for none."""
    return int(date.replace("-", "").ljust(8, "0"))


def letters_of(card: Card) -> dict[str, str]:
    """By what a long list of names is gone into."""
    surname = schema.surname_of(fold(card.name))
    return {"whole": first_letter(card.name[:1]), "given": first_letter(card.name[len(surname) :][:1])}


def labels_of(card: Card) -> dict[str, Iterable[str]]:
    """By what a person is counted and sifted."""
    return {
        "county": card.counties,
        "unit": card.forces,
        "year": map(str, card.deaths),
        "sex": card.sexes,
        "roster": card.rosters,
        "state": card.states,
        "surname": card.surnames,
        "township": card.townships,
        "campaign": card.campaigns,
    }
