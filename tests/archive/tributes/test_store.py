from __future__ import annotations

import multiprocessing
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.errors import UsageError
from archive.folder import DataFolder
from archive.tributes import store as tributes
from archive.tributes.limits import LETTERS, OFFERINGS, TooOften
from archive.tributes.store import TributesClosed, TributesDamaged, TributeStore
from archive.tributes.values import (
    Content,
    Correction,
    Decision,
    Kind,
    KinNotice,
    Memory,
    Offering,
    Photograph,
    State,
    Words,
)
from tests.archive.tributes.visiting import QINGMING, leave, visit

CONTENTS: tuple[Content, ...] = (
    Words("永远怀念", "侄孙"),
    Correction("e-1-1", "birth", "1923年", "1922年", "家谱"),
    Memory("他爱唱戏。", ""),
    Photograph("a" * 64, "参军前", "侄孙"),
    KinNotice("王德胜", "惠民", "1947", "左手有疤"),
)
ACCEPTED = Decision(State.ACCEPTED, "李梅", "2026-04-06T01:00:00+00:00", "")
REFUSED = Decision(State.REFUSED, "赵兰", "2026-04-07T01:00:00+00:00", "与本人无关")


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    tributes.make(folder)
    return folder


@pytest.fixture
def store(folder: DataFolder) -> Iterator[TributeStore]:
    with TributeStore.open(folder) as store:
        yield store


def test_a_visitor_lays_one_flower_and_one_candle_a_day_for_each_person(store: TributeStore) -> None:
    assert store.lay("p", Offering.FLOWER, visit())
    assert not store.lay("p", Offering.FLOWER, visit())
    assert store.lay("p", Offering.CANDLE, visit())
    assert store.lay("q", Offering.FLOWER, visit())
    assert store.lay("p", Offering.FLOWER, visit(who="b"))
    assert store.lay("p", Offering.FLOWER, visit(now=QINGMING + timedelta(days=1)))


def test_of_offerings_only_the_last_day_is_told(store: TributeStore) -> None:
    store.lay("p", Offering.FLOWER, visit())
    store.lay("p", Offering.FLOWER, visit(now=QINGMING + timedelta(days=3)))
    store.lay("p", Offering.FLOWER, visit(who="b"))
    assert store.remembered(["p"]).last == {Offering.FLOWER: date(2026, 4, 8)}
    assert store.remembered(["q"]).last == {}


def test_what_was_left_at_an_entry_stands_at_the_person_whom_it_turns_out_to_speak_of(store: TributeStore) -> None:
    store.lay("entry", Offering.CANDLE, visit())
    assert store.remembered(["person", "entry"]).last == {Offering.CANDLE: QINGMING.date()}


def test_neither_token_nor_address_is_stored_and_no_two_days_can_be_joined(
    folder: DataFolder, store: TributeStore
) -> None:
    store.lay("p", Offering.FLOWER, visit(who="the-token", address="192.0.2.77"))
    store.lay("p", Offering.FLOWER, visit(who="the-token", address="192.0.2.77", now=QINGMING + timedelta(days=1)))
    data = folder.tributes.read_bytes()
    assert b"the-token" not in data
    assert b"192.0.2.77" not in data
    with sqlite3.connect(folder.tributes) as connection:
        seen = [row[0] for row in connection.execute("SELECT visitor FROM offerings")]
        days = [row[0] for row in connection.execute("SELECT DISTINCT day FROM visits UNION SELECT day FROM salts")]
    assert len(set(seen)) == 2
    assert days == ["2026-04-06"]


def test_a_visitor_and_an_address_come_only_so_often_an_hour(store: TributeStore) -> None:
    for _ in range(LETTERS.visitor):
        store.admit(visit())
    with pytest.raises(TooOften):
        store.admit(visit())
    store.admit(visit(now=QINGMING + timedelta(hours=1)))
    for number in range(LETTERS.address - LETTERS.visitor):
        store.admit(visit(who=str(number)))
    with pytest.raises(TooOften):
        store.admit(visit(who="somebody else"))
    store.admit(visit(who="somebody else", address="192.0.2.2"))


def test_an_ipv6_household_counts_as_one_address(store: TributeStore) -> None:
    for number in range(LETTERS.address):
        store.admit(visit(who=str(number), address=f"2001:db8::{number:x}"))
    with pytest.raises(TooOften):
        store.admit(visit(who="x", address="2001:db8::ffff"))
    store.admit(visit(who="x", address="2001:db8:0:1::1"))


def test_a_flower_too_many_is_not_laid(store: TributeStore) -> None:
    for number in range(OFFERINGS.visitor):
        store.lay(str(number), Offering.FLOWER, visit())
    with pytest.raises(TooOften):
        store.lay("p", Offering.FLOWER, visit())
    assert store.remembered(["p"]).last == {}


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: type(content).__name__)
def test_a_letter_comes_back_as_it_was_left_and_waits(
    folder: DataFolder, store: TributeStore, content: Content
) -> None:
    number = leave(folder, content)
    (letter,) = store.letters()
    assert (letter.id, letter.content, letter.contact, letter.state) == (number, content, "电话 139", State.WAITING)
    assert letter.at == "2026-04-05T01:30:00+00:00"
    assert store.remembered(["p"]).letters == ()


def test_only_what_was_accepted_last_is_remembered(folder: DataFolder, store: TributeStore) -> None:
    one, other = leave(folder), leave(folder, Memory("他爱唱戏。", ""))
    store.decide([one, other], ACCEPTED)
    assert [letter.id for letter in store.remembered(["p"]).letters] == [one, other]
    store.decide([one], REFUSED)
    assert [letter.id for letter in store.remembered(["p"]).letters] == [other]
    assert [letter.decided for letter in store.letters(Kind.WORDS)] == [REFUSED]


def test_of_several_letters_all_are_decided_on_or_none(folder: DataFolder, store: TributeStore) -> None:
    number = leave(folder)
    with pytest.raises(UsageError, match="there is no letter 99"):
        store.decide([number, 99], ACCEPTED)
    assert store.letters()[0].state is State.WAITING


def test_a_decision_is_never_changed_or_taken_back(folder: DataFolder, store: TributeStore) -> None:
    store.decide([leave(folder)], ACCEPTED)
    with sqlite3.connect(folder.tributes) as connection:
        for change in (
            "UPDATE decisions SET who = 'x'",
            "DELETE FROM decisions",
            "INSERT OR REPLACE INTO decisions VALUES (1, 1, 'refused', 'x', 'x', '')",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
                connection.execute(change)


def test_a_photograph_is_shown_only_where_its_letter_was_accepted(folder: DataFolder, store: TributeStore) -> None:
    number = leave(folder, Photograph("a" * 64, "", ""))
    assert not store.shows_gift("a" * 64)
    store.decide([number], ACCEPTED)
    assert store.shows_gift("a" * 64)
    assert not store.shows_gift("b" * 64)


def test_matches_that_were_told_are_remembered(folder: DataFolder, store: TributeStore) -> None:
    number = leave(folder, KinNotice("王德胜", "", "", ""))
    store.tell_matches(number, ["p", "q"])
    store.tell_matches(number, ["q", "r"])
    assert store.told_matches(number) == {"p", "q", "r"}


def test_the_database_is_for_its_own_account_and_keeps_a_rollback_journal(folder: DataFolder) -> None:
    assert stat.S_IMODE(folder.tributes.stat().st_mode) == 0o600
    with sqlite3.connect(folder.tributes) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_where_there_is_no_database_none_is_made_by_a_visitor(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with pytest.raises(TributesClosed, match="cannot be used"):
        TributeStore.open(folder)
    assert not folder.tributes.exists()


def test_a_file_that_is_no_database_is_told_in_one_line(folder: DataFolder) -> None:
    folder.tributes.write_bytes(b"no database at all" * 100)
    with pytest.raises(TributesDamaged, match="are damaged"):
        TributeStore.open(folder).letters()


def write_a_lot(folder: DataFolder, name: str, times: int) -> None:
    """What one process of visitors does."""
    tributes.make(folder)
    for number in range(times):
        with TributeStore.open(folder) as store:
            at_once = replace(visit(who=f"{name}{number}"), address=f"192.0.2.{number % 200}")
            assert store.lay("p", Offering.FLOWER, at_once)
            store.admit(at_once)
            store.leave("p", Words(f"{name} {number}", ""), "", QINGMING)


def test_two_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    folder, times = DataFolder(tmp_path / "new"), 25
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write_a_lot, args=(folder, name, times)) for name in ("甲", "乙")]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0]
    with TributeStore.open(folder) as store:
        texts = {letter.content.text for letter in store.letters() if isinstance(letter.content, Words)}
        assert store.faults() == []
    assert texts == {f"{name} {number}" for name in ("甲", "乙") for number in range(times)}
    with sqlite3.connect(folder.tributes) as connection:
        assert connection.execute("SELECT count(*) FROM offerings").fetchone() == (2 * times,)
