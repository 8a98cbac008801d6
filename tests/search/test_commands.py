"""`bohai search` and `bohai index`, on a real archive."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import search
from archive.errors import UsageError
from archive.folder import DataFolder
from search.commands import index as index_command
from search.commands import search as search_command
from search.questions.answering import Search
from search.questions.question import Filters
from tests.search.people import store


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path)
    store(
        folder,
        {"name": ("王德勝", "王德胜"), "native_place": "惠民县", "death": ("1947.5", "1947-05")},
        {"name": "李高峰", "native_place": "商河县"},
    )
    search.refresh(folder)
    return folder


def ask(folder: DataFolder, *words: str) -> Result:
    return CliRunner().invoke(search_command, words, obj=folder, catch_exceptions=False)


def test_the_answer_is_a_table_with_cells_one_under_the_other(folder: DataFolder) -> None:
    answer = ask(folder, "王德胜", "惠民")
    assert answer.exit_code == 0
    headings, row, count = answer.stdout.splitlines()
    assert headings.split() == ["姓名", "籍贯", "牺牲", "符合", "编号"]
    assert row.split()[:4] == ["王德胜", "惠民县", "1947-05", "姓名"]
    assert count == "1 found"


def test_the_answer_as_json_is_what_the_contract_says(folder: DataFolder) -> None:
    answer = json.loads(ask(folder, "wds", "1947", "--json").stdout)
    assert answer["total"] == 1
    (hit,) = answer["hits"]
    assert hit.pop("id")
    assert hit == {
        "name": "王德胜",
        "native_place": "惠民县",
        "death": "1947-05",
        "why": ["initials", "text"],
        "flagged": [],
    }


def test_what_nobody_has_checked_is_never_told_as_a_fact(folder: DataFolder) -> None:
    store(
        folder,
        {"name": "王德□", "native_place": "惠民县", "death": ("1947", "1947")},
        {"name": "王德", "native_place": "", "death": "1948"},
        flagged={1: ("name", "death"), 2: ("native_place",)},
    )
    search.refresh(folder)
    first, second = json.loads(ask(folder, "王德", "--json").stdout)["hits"]
    assert (first["name"], first["flagged"]) == ("王德", ["native_place"])
    assert (second["name"], second["flagged"]) == ("王德□", ["name", "death"])
    rows = [line.split() for line in ask(folder, "王德").stdout.splitlines()]
    assert rows[1][:3] == ["王德", "（待核对）", "1948"]
    assert rows[2][:3] == ["王德□（待核对）", "惠民县", "1947（待核对）"]


def test_a_limit_says_how_many_more_there_are(folder: DataFolder) -> None:
    store(folder, *({"name": f"王{char}"} for char in "甲乙丙"))
    search.refresh(folder)
    answer = ask(folder, "王", "--limit", "2")
    assert answer.stdout.splitlines()[-1] == "3 found, 1 more with --limit"
    assert len(json.loads(ask(folder, "王", "--limit", "2", "--json").stdout)["hits"]) == 2


def test_nobody_found_is_no_failure_and_says_what_to_try(folder: DataFolder) -> None:
    answer = ask(folder, "赵七")
    assert answer.exit_code == 0
    assert "Nobody found" in answer.stdout
    told = json.loads(ask(folder, "赵七", "--json").stdout)
    assert (told["total"], told["hits"]) == (0, [])


def test_a_question_that_asks_for_nothing_is_wrong_usage(folder: DataFolder) -> None:
    with pytest.raises(UsageError) as refused:
        ask(folder, "*")
    assert refused.value.exit_code == 2


def test_an_index_older_than_the_archive_is_made_again_before_it_answers(folder: DataFolder) -> None:
    store(folder, {"name": "赵七"})
    assert search.find(folder, Search("王德胜")).stale
    assert search.faults(folder)
    answer = ask(folder, "赵七", "--json")
    assert json.loads(answer.stdout)["total"] == 1
    assert "brought up to date" in answer.stderr
    assert not search.faults(folder)


def test_an_old_index_that_cannot_be_made_again_serves_and_says_so(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: DataFolder) -> bool:
        raise PermissionError

    store(folder, {"name": "赵七"})
    monkeypatch.setattr("search.refresh", refuse)
    answer = ask(folder, "王德胜", "--json")
    assert json.loads(answer.stdout)["total"] == 1
    assert "run `bohai index`" in answer.stderr


def test_the_options_sift_sort_and_page(folder: DataFolder) -> None:
    told = json.loads(ask(folder, "--county", "惠民", "--sort", "strokes", "--json").stdout)
    assert {hit["native_place"] for hit in told["hits"]} == {"惠民县"}
    second = json.loads(ask(folder, "王", "--limit", "1", "--page", "2", "--json").stdout)
    whole = json.loads(ask(folder, "王", "--json").stdout)
    assert second["hits"] == whole["hits"][1:2]
    assert json.loads(ask(folder, "--state", "accepted", "--json").stdout)["total"] == 2
    assert json.loads(ask(folder, "--township", "惠民县/沙窝乡", "--json").stdout)["total"] == 0
    assert json.loads(ask(folder, "--month", "5", "--json").stdout)["facets"]["month"] == {"5": 1}
    assert json.loads(ask(folder, "--month", "3", "--day", "13", "--json").stdout)["total"] == 0


def test_where_nobody_is_found_names_that_come_near_are_told(folder: DataFolder) -> None:
    assert "Did you mean 王德胜" in ask(folder, "王柏胜").stdout


def test_the_index_command_brings_the_index_up_to_date(folder: DataFolder) -> None:
    store(folder, {"name": "赵七"})
    run = CliRunner().invoke(index_command, [], obj=folder, catch_exceptions=False)
    assert run.stdout == "The search index is built.\n"
    assert not search.find(folder, Search("赵七")).stale
    assert search.find(folder, Search("赵七")).total == 1
    assert not search.faults(folder)
    again = CliRunner().invoke(index_command, [], obj=folder, catch_exceptions=False)
    assert again.stdout == "The search index is up to date.\n"
    rebuilt = CliRunner().invoke(index_command, ["--rebuild"], obj=folder, catch_exceptions=False)
    assert rebuilt.stdout == "The search index is built.\n"


def test_the_faults_of_an_index_are_told_in_one_line_each(folder: DataFolder) -> None:
    (folder.index / "current").write_text("", encoding="utf-8")
    (fault,) = search.faults(folder)
    assert "bohai index" in fault


def test_pages_of_answers_join_without_gap_or_repetition(folder: DataFolder) -> None:
    store(folder, *({"name": f"王{char}"} for char in "甲乙丙丁戊己庚"))
    search.refresh(folder)
    whole = search.find(folder, Search("王", limit=100)).hits
    pages = [search.find(folder, Search("王", limit=3, offset=offset)) for offset in range(0, 9, 3)]
    assert tuple(hit for page in pages for hit in page.hits) == whole
    assert {page.total for page in pages} == {7}
    assert search.find(folder, Search("王", offset=2**70)).hits == ()


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, 0), (1001, 0), (1, -1)])
def test_pages_beyond_reason_are_refused(folder: DataFolder, limit: int, offset: int) -> None:
    with pytest.raises(UsageError):
        search.find(folder, Search("王", limit=limit, offset=offset))


def test_filters_need_no_words(folder: DataFolder) -> None:
    assert [hit.name for hit in search.find(folder, Search("", Filters(county="商河"))).hits] == ["李高峰"]


def test_many_threads_may_ask_while_the_index_is_swapped(folder: DataFolder) -> None:
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(search.find, folder, Search("王德胜")) for _ in range(40)]
        for _ in range(3):
            search.refresh(folder, rebuild=True)
        assert {answer.result().total for answer in asked} == {1}
