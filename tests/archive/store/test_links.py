"""People say which entries speak of one person, and which do not; all of it can be undone, and nothing is lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import RecordRefused
from archive.folder import DataFolder
from archive.linkage.decisions import Seen
from archive.records import Box, PageRecord, Signed, entry_id
from archive.store import ArchiveReader, ArchiveWriter, DecisionWriter, links
from archive.store.links import Relinked
from tests.archive.making import add, record

LI = Signed("李梅", "2026-11-26T10:00:00+00:00", "同村同年")


class Book:
    """Four entries on one page, and somebody who decides of them."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.sha256 = add(folder, "a.png", apart(record("甲", "乙", "丙", "丁")))
        self.a, self.b, self.c, self.d = (entry_id(self.sha256, 1, row) for row in range(1, 5))

    def seen(self, entry: str) -> Seen:
        with ArchiveReader.open(self.folder) as archive:
            archived = archive.entry(entry)
            assert archived
            return Seen(entry, archived.person)

    def link(self, one: str, other: str) -> int:
        with DecisionWriter.open(self.folder) as writer:
            return links.link(writer, self.seen(one), self.seen(other), LI)

    def unlink(self, entry: str) -> int:
        with DecisionWriter.open(self.folder) as writer:
            return links.unlink(writer, self.seen(entry), LI)

    def undo(self, act: int) -> int:
        with DecisionWriter.open(self.folder) as writer:
            return links.undo(writer, act, LI)

    def tell_apart(self, one: str, other: str) -> None:
        with DecisionWriter.open(self.folder) as writer:
            links.tell_apart(writer, self.seen(one), self.seen(other), LI)

    def together(self) -> set[frozenset[str]]:
        """The entries of each person of several, by one letter each."""
        letter = {self.a: "a", self.b: "b", self.c: "c", self.d: "d"}
        with ArchiveReader.open(self.folder) as archive:
            people = archive.persons([entry.person for entry in archive.entries()])
            groups = [frozenset(letter[entry.id] for entry in person.entries) for person in people.values()]
        assert sorted(each for group in groups for each in group) == ["a", "b", "c", "d"]
        return {group for group in groups if len(group) > 1}


def apart(page: PageRecord) -> PageRecord:
    """The page with its lines one below the other, as on paper."""
    entries = tuple(replace(each, box=Box(10, 100.0 * each.row, 900, 80)) for each in page.entries)
    return replace(page, entries=entries)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(DataFolder(tmp_path / "data"))


def groups(*words: str) -> set[frozenset[str]]:
    return {frozenset(word) for word in words}


def test_two_entries_become_one_person_and_the_undo_sets_them_apart_again(book: Book) -> None:
    act = book.link(book.a, book.b)
    assert book.together() == groups("ab")
    book.undo(act)
    assert book.together() == set()


def test_a_third_entry_joins_all_that_are_linked(book: Book) -> None:
    book.link(book.a, book.b)
    book.link(book.c, book.b)
    assert book.together() == groups("abc")
    assert book.seen(book.c).person == book.a


def test_two_persons_of_several_entries_become_one_and_come_apart_as_they_were(book: Book) -> None:
    book.link(book.a, book.b)
    book.link(book.c, book.d)
    act = book.link(book.d, book.a)
    assert book.together() == groups("abcd")
    book.undo(act)
    assert book.together() == groups("ab", "cd")


@pytest.mark.parametrize("out", ["a", "b", "c"])
def test_whoever_is_taken_out_the_others_stay_together(book: Book, out: str) -> None:
    book.link(book.a, book.b)
    book.link(book.a, book.c)
    act = book.unlink(getattr(book, out))
    assert book.together() == groups("abc".replace(out, ""))
    assert book.seen(getattr(book, out)).person == getattr(book, out)
    book.undo(act)
    assert book.together() == groups("abc")


def test_of_two_linked_entries_none_is_left_alone_in_a_link(book: Book) -> None:
    book.link(book.a, book.b)
    book.unlink(book.a)
    with ArchiveReader.open(book.folder) as archive:
        assert archive.linked_persons() == frozenset()


def test_the_undo_of_an_undo_links_again(book: Book) -> None:
    act = book.link(book.a, book.b)
    book.undo(book.undo(act))
    assert book.together() == groups("ab")


def test_what_somebody_decided_on_since_is_not_undone(book: Book) -> None:
    act = book.link(book.a, book.b)
    book.link(book.a, book.c)
    with pytest.raises(Relinked):
        book.undo(act)
    assert book.together() == groups("abc")


def test_whoever_decides_on_what_stands_no_more_is_told_who_was_first(book: Book) -> None:
    saw = book.seen(book.b)
    book.link(book.a, book.b)
    with DecisionWriter.open(book.folder) as writer, pytest.raises(Relinked) as told:
        links.link(writer, saw, book.seen(book.c), Signed("赵兰", "2026-11-26T10:01:00+00:00", ""))
    assert isinstance(told.value.last, links.Link)
    assert told.value.last.signed.who == "李梅"
    assert book.together() == groups("ab")


def test_two_who_were_told_apart_are_not_linked_not_even_by_way_of_others(book: Book) -> None:
    book.tell_apart(book.b, book.c)
    book.link(book.a, book.b)
    with pytest.raises(Relinked):
        book.link(book.c, book.a)
    with DecisionWriter.open(book.folder) as writer:
        links.withdraw(writer, book.c, book.b, LI)
    book.link(book.c, book.a)
    assert book.together() == groups("abc")


def test_entries_that_are_linked_are_not_told_apart_before_that_is_undone(book: Book) -> None:
    book.link(book.a, book.b)
    with pytest.raises(Relinked):
        book.tell_apart(book.a, book.b)


def test_who_was_told_apart_is_kept_with_who_and_why(book: Book) -> None:
    book.tell_apart(book.c, book.a)
    with ArchiveReader.open(book.folder) as archive, archive.asking() as ask:
        (kept,) = links.distinctions(ask)
    assert (kept.one, kept.other, kept.signed) == (book.a, book.c, LI)


def test_where_rows_have_shifted_nobody_is_linked_or_told_apart_any_more(book: Book) -> None:
    book.link(book.a, book.b)
    book.tell_apart(book.c, book.d)
    with ArchiveWriter.open(book.folder) as writer:
        (page,) = writer.pages()
        shifted = apart(record("新", "甲", "乙", "丙"))
        lower = tuple(replace(each, box=replace(each.box, y=each.box.y - 60)) for each in shifted.entries)
        writer.store(page, replace(shifted, entries=lower), basis="b", needs_context=False)
    assert book.together() == set()
    with ArchiveReader.open(book.folder) as archive, archive.asking() as ask:
        assert links.distinctions(ask) == []
        assert {link.entry for _, link in links.loose_links(ask)} == {book.a, book.b}


def test_a_page_that_is_read_again_keeps_its_links(book: Book) -> None:
    book.link(book.a, book.b)
    with ArchiveWriter.open(book.folder) as writer:
        (page,) = writer.pages()
        writer.store(page, apart(record("甲", "乙", "丙", "丁")), basis="b", needs_context=False)
    assert book.together() == groups("ab")


def test_the_last_acts_are_told_latest_first(book: Book) -> None:
    first, second = book.link(book.a, book.b), book.link(book.c, book.d)
    with ArchiveReader.open(book.folder) as archive, archive.asking() as ask:
        told = links.acts(ask, 5)
    assert [act[0].act for act in told] == [second, first]
    assert [link.entry for link in told[0]] == [book.c, book.d]


def test_nobody_can_be_linked_who_is_not_there(book: Book) -> None:
    with DecisionWriter.open(book.folder) as writer, pytest.raises(RecordRefused, match="no entry"):
        links.link(writer, book.seen(book.a), Seen("nobody-1-1", "nobody-1-1"), LI)


@pytest.mark.parametrize("change", ["UPDATE distinctions SET why = ''", "DELETE FROM distinctions"])
def test_what_tells_two_apart_is_never_changed(book: Book, change: str) -> None:
    book.tell_apart(book.a, book.b)
    with closing(sqlite3.connect(book.folder.database)) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute(change)
