"""`desk.db` keeps who may come, who is there, and what was done, and loses none of it."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from archive.errors import IntegrityFailure, UsageError
from archive.folder import DataFolder
from archive.staff import accounts, entrance, passwords
from archive.staff.integrity import staff_faults
from archive.staff.limits import TooSoon
from archive.staff.sessions import IDLE, WORKDAY, token_hash
from archive.staff.store import DeskClosed, StaffStore, make
from archive.staff.unfit import Unfit, UnfitAccount
from archive.staff.values import Change, Role
from tests.archive.staff.quick import quick_passwords

PASSWORD = "七里堡 灯火 访雪夜归 舟"  # noqa: S105 - of nobody
NOW = 1_775_000_000.0


@pytest.fixture(scope="module", autouse=True)
def quick() -> Iterator[None]:
    with quick_passwords():
        yield


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    accounts.add(folder, "李梅", Role.ADMINISTRATOR, PASSWORD)
    accounts.add(folder, "周敏", Role.REVIEWER, PASSWORD)
    return folder


@pytest.fixture
def store(folder: DataFolder) -> Iterator[StaffStore]:
    with StaffStore.open(folder) as store:
        yield store


def comes_in(store: StaffStore, name: str = "周敏", now: float = NOW, password: str = PASSWORD) -> str:
    token = entrance.log_in(store, name, password, "192.0.2.1", now)
    assert token
    return token


def test_the_file_is_its_owners_alone(folder: DataFolder) -> None:
    assert stat.S_IMODE(folder.staff.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["李梅", " 李梅 ", "李梅\u3000"])
def test_no_two_accounts_have_one_name(folder: DataFolder, name: str) -> None:
    with pytest.raises(UnfitAccount) as refused:
        accounts.add(folder, name, Role.REVIEWER, PASSWORD)
    assert refused.value.unfit is Unfit.TAKEN


@pytest.mark.parametrize(("one", "other"), [("Ann", "ANN"), ("Ann", "Ａｎｎ"), ("Straße", "STRASSE"), ("ﬁ", "FI")])
def test_names_that_nobody_could_tell_apart_are_one(folder: DataFolder, one: str, other: str) -> None:
    accounts.add(folder, one, Role.REVIEWER, PASSWORD)
    with pytest.raises(UnfitAccount):
        accounts.add(folder, other, Role.REVIEWER, PASSWORD)


@pytest.mark.parametrize("name", ["", "  ", "李\u200b梅", "李\n\x07梅", "\u202e李梅", "李" * 41])
def test_a_name_is_there_to_be_read(folder: DataFolder, name: str) -> None:
    with pytest.raises(UnfitAccount):
        accounts.add(folder, name, Role.REVIEWER, PASSWORD)


def test_an_account_is_never_deleted_or_renamed(folder: DataFolder) -> None:
    with closing(sqlite3.connect(folder.staff)) as database:
        for statement in (
            "DELETE FROM accounts",
            "UPDATE accounts SET name = 'x'",
            "UPDATE changes SET who = 'x'",
            "DELETE FROM changes",
            "INSERT OR REPLACE INTO changes SELECT * FROM changes",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                database.execute(statement)


def test_what_was_done_to_accounts_is_told_with_who_did_it(folder: DataFolder, store: StaffStore) -> None:
    by = store.account("李梅")
    accounts.set_role(folder, "周敏", Role.EDITOR, by)
    accounts.set_role(folder, "周敏", Role.EDITOR, by)
    accounts.set_enabled(folder, "周敏", False, by)
    accounts.set_enabled(folder, "周敏", True)
    told = [(each.account, each.who, each.what, each.role) for each in store.changes(10)]
    assert told == [
        ("周敏", "", Change.ENABLED, Role.EDITOR),
        ("周敏", "李梅", Change.DISABLED, Role.EDITOR),
        ("周敏", "李梅", Change.ROLE, Role.EDITOR),
        ("周敏", "", Change.ADDED, Role.REVIEWER),
        ("李梅", "", Change.ADDED, Role.ADMINISTRATOR),
    ]


def test_whoever_was_disabled_or_is_no_administrator_changes_no_other_account(
    folder: DataFolder, store: StaffStore
) -> None:
    administrator, reviewer = store.account("李梅"), store.account("周敏")
    with pytest.raises(UnfitAccount):
        accounts.set_enabled(folder, "李梅", False, reviewer)
    accounts.set_enabled(folder, "李梅", False)
    with pytest.raises(UnfitAccount):
        accounts.set_enabled(folder, "周敏", False, administrator)
    assert [account.enabled for account in store.accounts()] == [True, False]


def test_an_account_that_is_not_there_cannot_be_changed(folder: DataFolder) -> None:
    with pytest.raises(UsageError, match="there is no account '无此人'"):
        accounts.set_role(folder, "无此人", Role.EDITOR)


def test_a_session_is_over_when_it_was_idle_or_lasted_a_working_day(store: StaffStore) -> None:
    token = comes_in(store)
    assert entrance.whose(store, token, NOW + IDLE - 1)
    assert entrance.whose(store, token, NOW + 2 * IDLE - 3)
    assert entrance.whose(store, token, NOW + 3 * IDLE) is None
    token = comes_in(store)
    for hour in range(int(WORKDAY // 3600)):
        assert entrance.whose(store, token, NOW + hour * 3600)
    assert entrance.whose(store, token, NOW + WORKDAY) is None


def test_a_session_knows_the_account_as_it_now_is(folder: DataFolder, store: StaffStore) -> None:
    token = comes_in(store)
    accounts.set_role(folder, "周敏", Role.EDITOR)
    session = entrance.whose(store, token, NOW)
    assert session
    assert session.account.role is Role.EDITOR
    accounts.set_enabled(folder, "周敏", False)
    accounts.set_enabled(folder, "周敏", True)
    assert entrance.whose(store, token, NOW) is None


def test_another_password_ends_all_sessions_but_the_one_that_set_it(folder: DataFolder, store: StaffStore) -> None:
    here, elsewhere = comes_in(store), comes_in(store)
    accounts.set_password(folder, "周敏", f"{PASSWORD}又", store.account("周敏"), keep=token_hash(here))
    assert entrance.whose(store, here, NOW)
    assert entrance.whose(store, elsewhere, NOW) is None


def test_asking_who_somebody_is_writes_at_most_once_a_minute(folder: DataFolder, store: StaffStore) -> None:
    token = comes_in(store)
    before = folder.staff.read_bytes()
    entrance.whose(store, token, NOW + 59)
    assert folder.staff.read_bytes() == before
    entrance.whose(store, token, NOW + 60)
    assert folder.staff.read_bytes() != before


def test_many_guesses_at_once_are_many(folder: DataFolder) -> None:
    seen: list[str] = []

    def guess() -> None:
        with StaffStore.open(folder) as store:
            try:
                entrance.log_in(store, "周敏", "不是这个密码", "192.0.2.1", NOW)
                seen.append("looked at")
            except TooSoon:
                seen.append("too soon")

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (seen.count("looked at"), seen.count("too soon")) == (5, 7)


def test_the_wait_doubles_and_an_hour_without_failure_forgets(store: StaffStore) -> None:
    waits, now = [], NOW
    for _ in range(8):
        try:
            entrance.log_in(store, "周敏", "不是这个密码", "192.0.2.1", now)
        except TooSoon as problem:
            waits.append(problem.seconds)
            now += problem.seconds
            entrance.log_in(store, "周敏", "不是这个密码", "192.0.2.1", now)
    assert waits == [3, 5, 9]
    with pytest.raises(TooSoon):
        comes_in(store, now=now)
    assert comes_in(store, now=now + 3601)


def test_an_address_that_guesses_at_many_names_is_slowed_and_others_are_not(store: StaffStore) -> None:
    for number in range(41):
        entrance.log_in(store, f"nobody {number}", "x", "2001:db8::1", NOW)
    with pytest.raises(TooSoon):
        entrance.log_in(store, "周敏", PASSWORD, "2001:db8::ffff", NOW)
    assert comes_in(store)


def test_who_logs_in_right_is_not_counted(store: StaffStore) -> None:
    for _ in range(50):
        assert comes_in(store)


def test_neither_names_nor_addresses_nor_passwords_are_kept_of_failures(folder: DataFolder, store: StaffStore) -> None:
    entrance.log_in(store, "typed-as-a-name", "typed-as-a-password", "198.51.100.77", NOW)
    held = folder.staff.read_bytes()
    for secret in (b"typed-as-a-name", b"typed-as-a-password", b"198.51.100.77", PASSWORD.encode()):
        assert secret not in held


def test_a_password_is_hashed_anew_at_login_when_the_parameters_have_changed(
    store: StaffStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.password_of("周敏")
    comes_in(store)
    assert store.password_of("周敏") == before
    monkeypatch.setattr(passwords, "_HASHER", passwords.PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1))
    comes_in(store)
    assert "m=1024,t=1,p=1" in str(store.password_of("周敏"))
    comes_in(store)


def test_without_accounts_there_is_no_fault_and_a_damaged_file_is_one(folder: DataFolder, tmp_path: Path) -> None:
    assert staff_faults(DataFolder(tmp_path / "empty")) == []
    assert staff_faults(folder) == []
    folder.staff.write_bytes(folder.staff.read_bytes()[:4096] + b"?" * 20000)
    assert len(staff_faults(folder)) >= 1
    folder.staff.write_bytes(b"no database at all" * 400)
    with pytest.raises(IntegrityFailure, match="the accounts are damaged"):
        make(folder)


def test_a_database_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(DeskClosed):
        StaffStore.open(DataFolder(tmp_path))
    assert list(tmp_path.iterdir()) == []
