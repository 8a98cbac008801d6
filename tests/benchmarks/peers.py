"""Two other engines on the same records, asked the same: SQLite's FTS5, and tantivy.

Both hold a document for each person, with all terms that our index has for the person's texts, and are
asked for the same terms joined in the same way: how many there are, and twenty of them. They are
spared what ours does beside: order, reasons, counts, and looking into the texts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import tantivy

from search.index.cards import Card
from search.index.engine import All, Holds, Query
from search.index.schema import FIELDS, Kind, document, folded
from search.index.writing import labels_of
from search.questions.lenses import YearLens, lenses
from search.questions.question import Filters, Question

_NUMBER = {name: f"{number:02}" for number, name in enumerate(FIELDS)}
_FACETS = {"county": "90", "unit": "91", "year": "92", "years": "93"}

Tree = tuple[str, tuple[Any, ...]]
"""A question as ("all" | "any", parts), each part a tree or a token."""


def tokens_of(card: Card) -> str:
    """All terms of a person, divided by blanks."""
    found = [token for kind in Kind for text in folded(getattr(card, kind)) for token in _tokens(kind, text)]
    found += [_FACETS[name] + label for name in ("county", "unit") for label in labels_of(card)[name]]
    found += [f"{_FACETS['year']}{year}" for year in card.deaths] + [f"{_FACETS['years']}{y}" for y in card.years]
    return " ".join(dict.fromkeys(found))


def tree_of(question: Question, filters: Filters) -> Tree:
    """What is asked, in tokens."""
    parts: list[Tree] = [("any", tuple(_parts(term))) for term in question.terms]
    if filters.county:
        parts.append(("any", (_FACETS["county"] + filters.county,)))
    if filters.since is not None:
        parts.append(("any", tuple(f"{_FACETS['year']}{year}" for year in range(filters.since, 1954))))
    return "all", tuple(parts)


class Fts5:
    """SQLite's full-text index: one column of terms, no positions."""

    name, place = "FTS5", "fts5.db"

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / self.place, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE VIRTUAL TABLE people USING fts5(terms, content='', detail=none, tokenize=ascii)")
        self._database.execute("BEGIN")

    def add(self, tokens: str) -> None:
        """Appends a person."""
        self._database.execute("INSERT INTO people(terms) VALUES (?)", (tokens,))

    def finish(self) -> None:
        """Brings all into one piece."""
        self._database.execute("INSERT INTO people(people) VALUES ('optimize')")
        self._database.execute("COMMIT")

    def ask(self, tree: Tree) -> int:
        """How many answer; twenty of them are fetched, too."""
        words = _as_fts5(tree)
        self._database.execute("SELECT rowid FROM people WHERE people MATCH ? LIMIT 20", (words,)).fetchall()
        (found,) = self._database.execute("SELECT count(*) FROM people WHERE people MATCH ?", (words,)).fetchone()
        return int(found)


class Tantivy:
    """Tantivy: one field of terms, no positions."""

    name, place = "tantivy", "tantivy"

    def __init__(self, folder: Path) -> None:
        place = folder / self.place
        place.mkdir()
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("terms", stored=False, tokenizer_name="whitespace", index_option="basic")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(place))
        self._writer = self._index.writer(128_000_000, 1)

    def add(self, tokens: str) -> None:
        """Appends a person."""
        self._writer.add_document(tantivy.Document(terms=tokens))

    def finish(self) -> None:
        """Writes all to disk."""
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, tree: Tree) -> int:
        """How many answer; twenty of them are fetched, too."""
        return int(self._searcher.search(self._query(tree), limit=20, count=True).count)

    def _query(self, tree: Tree | str) -> Any:
        if isinstance(tree, str):
            return tantivy.Query.term_query(self._schema, "terms", tree, "basic")
        occur = tantivy.Occur.Must if tree[0] == "all" else tantivy.Occur.Should
        return tantivy.Query.boolean_query([(occur, self._query(part)) for part in tree[1]])


@lru_cache(maxsize=1 << 16)
def _tokens(kind: Kind, text: str) -> tuple[str, ...]:
    return tuple(_token(field, term) for field, terms in document(kind, text).items() for term in terms)


def _token(field: str, term: str) -> str:
    """A term as one token: the number of its field before it, and nothing in it that divides tokens."""
    return _NUMBER[field] + term.replace("'", "｜")


def _parts(term: Any) -> Iterator[Tree | str]:
    for lens in lenses(term):
        if isinstance(lens, YearLens):
            name = "year" if lens.years == "deaths" else "years"
            yield "any", tuple(f"{_FACETS[name]}{year}" for year in range(lens.first, lens.last + 1))
        else:
            yield _tree(lens.query)


def _tree(query: Query) -> Tree | str:
    if isinstance(query, Holds):
        return _token(query.field, query.term)
    return ("all" if isinstance(query, All) else "any"), tuple(map(_tree, query.queries))


def _as_fts5(tree: Tree | str) -> str:
    if isinstance(tree, str):
        return f'"{tree}"'
    parts = [_as_fts5(part) for part in _told(tree[1])]
    return "(" + (" AND " if tree[0] == "all" else " OR ").join(parts) + ")" if parts else '"nobody"'


def _told(parts: Sequence[Tree | str]) -> Iterable[Tree | str]:
    return [part for part in parts if isinstance(part, str) or part[1]]
