"""The index on disk: whole or not there, never old in silence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.records import ArchivedEntry
from search.index import schema
from search.index.builds import IndexUnavailable, current_build
from search.index.opened import open_current
from search.refreshing import refresh_from
from tests.search.people import ListSource, answers, built, entry, names, source_of


def builds(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


def test_an_index_of_nobody_answers_nobody(tmp_path: Path) -> None:
    assert answers(built(ListSource([]), tmp_path), "王").total == 0


def test_without_an_index_one_line_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(IndexUnavailable, match="bohai index") as refused:
        answers(tmp_path / "index", "王")
    assert "\n" not in str(refused.value)


def test_refreshing_does_nothing_while_nothing_changed(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"})
    assert refresh_from(source, tmp_path)
    before = current_build(tmp_path)
    assert not refresh_from(source, tmp_path)
    assert current_build(tmp_path) == before


def test_refreshing_follows_the_archive(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"})
    built(source, tmp_path)
    source.listed.append(entry(2, {"name": "李高峰"}))
    source.number += 1
    assert refresh_from(source, tmp_path)
    assert names(answers(tmp_path, "李高峰")) == ["李高峰"]


def test_a_rebuild_can_be_asked_for(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"})
    before = current_build(built(source, tmp_path))
    assert refresh_from(source, tmp_path, rebuild=True)
    assert current_build(tmp_path) != before


def test_only_the_build_that_serves_is_kept(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"})
    for _ in range(3):
        refresh_from(source, tmp_path, rebuild=True)
    (tmp_path / "building-left-by-a-kill").mkdir()
    refresh_from(source, tmp_path, rebuild=True)
    assert builds(tmp_path) == [current_build(tmp_path).name]


def test_an_open_index_answers_on_after_the_swap(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"})
    opened = open_current(built(source, tmp_path))
    refresh_from(source, tmp_path, rebuild=True)
    assert opened.card(0).name == "王德胜"
    opened.close()


def test_a_change_during_the_build_leaves_the_index_stale(tmp_path: Path) -> None:
    class Growing(ListSource):
        def entries(self) -> Iterator[ArchivedEntry]:
            self.number = 2
            return super().entries()

    source = Growing([entry(1, {"name": "王德胜"})])
    refresh_from(source, tmp_path)
    assert open_current(tmp_path).stamp.generation == 1
    assert refresh_from(source, tmp_path)


def test_an_index_of_another_version_is_refused_and_then_rebuilt(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"})
    stamp_file = current_build(built(source, tmp_path)) / "stamp.json"
    stamp = json.loads(stamp_file.read_text(encoding="utf-8"))
    stamp_file.write_text(json.dumps({**stamp, "schema": "0-of-old"}), encoding="utf-8")
    with pytest.raises(IndexUnavailable, match=r"another version.*bohai index"):
        answers(tmp_path, "王")
    assert refresh_from(source, tmp_path)
    assert names(answers(tmp_path, "王")) == ["王德胜"]


def damaged_files() -> list[str]:
    texts = ["stamp.json", "cards.text", "cards.ends", "kept.text", "kept.ends", "county.labels.json"]
    return [*texts, "bearers.people.npy", "year.codes.npy", "place.rank.npy", "*.seg", "_MAIN_*.toc"]


@pytest.mark.parametrize("pattern", damaged_files())
@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "noise"])
def test_a_broken_index_is_refused_and_then_rebuilt(tmp_path: Path, pattern: str, damage: str) -> None:
    source = source_of(*[{"name": name} for name in ("王德胜", "李高峰", "单雄")])
    (file,) = current_build(built(source, tmp_path)).glob(pattern)
    content = file.read_bytes()
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes({"empty": b"", "cut": content[:-1], "noise": os.urandom(len(content) + 7)}[damage])
    with pytest.raises(IndexUnavailable, match="bohai index") as refused:
        answers(tmp_path, "王")
    assert "\n" not in str(refused.value)
    assert refresh_from(source, tmp_path)
    assert names(answers(tmp_path, "王")) == ["王德胜"]


@pytest.mark.parametrize("pointer", ["", "../elsewhere", "nothing", "\n"])
def test_a_lost_pointer_is_refused_and_then_mended(tmp_path: Path, pointer: str) -> None:
    source = source_of({"name": "王德胜"})
    (built(source, tmp_path) / "current").write_text(pointer, encoding="utf-8")
    with pytest.raises(IndexUnavailable, match="bohai index"):
        answers(tmp_path, "王")
    assert refresh_from(source, tmp_path)
    assert names(answers(tmp_path, "王")) == ["王德胜"]


def test_a_build_that_fails_leaves_the_old_one_serving(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"})
    built(source, tmp_path)

    class Failing(ListSource):
        def entries(self) -> Iterator[ArchivedEntry]:
            yield entry(1, {"name": "李高峰"})
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        refresh_from(Failing([], number=2), tmp_path)
    assert names(answers(tmp_path, "王")) == ["王德胜"]
    assert len(builds(tmp_path)) == 1


@pytest.mark.parametrize("moment", ["entries", "before the swap"])
def test_a_kill_in_the_middle_of_a_build_leaves_the_old_one_serving(tmp_path: Path, moment: str) -> None:
    source = source_of({"name": "王德胜"})
    built(source, tmp_path)
    program = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from search.index import builds
        from search.refreshing import refresh_from
        from tests.search.people import ListSource, entry

        def die(*_):
            os.kill(os.getpid(), signal.SIGKILL)

        class Dying(ListSource):
            def entries(self):
                yield from self.listed
                die()

        kind = Dying if sys.argv[2] == "entries" else ListSource
        if sys.argv[2] != "entries":
            builds._point_at = die
        refresh_from(kind([entry(row, {"name": "李高峰"}) for row in range(50)], number=2), Path(sys.argv[1]))
        """
    )
    killed = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-c", program, str(tmp_path), moment], cwd=Path(__file__).parents[2], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert names(answers(tmp_path, "王")) == ["王德胜"]
    assert len(builds(tmp_path)) == 2
    source.number = 3
    refresh_from(source, tmp_path)
    assert len(builds(tmp_path)) == 1


def test_two_builds_at_once_take_turns(tmp_path: Path) -> None:
    source = source_of({"name": "王德胜"})
    threads = [
        threading.Thread(target=refresh_from, args=(source, tmp_path), kwargs={"rebuild": True}) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert names(answers(tmp_path, "王")) == ["王德胜"]
    assert len(builds(tmp_path)) == 1


def test_the_schema_version_changes_with_the_character_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema.version()
    monkeypatch.setattr("search.characters.tables.TABLES", ("folds.csv",))
    assert schema.version() != before


def test_an_index_is_read_from_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    folder = built(source_of({"name": "王德胜"}), tmp_path / "index")
    written = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert names(answers(folder, "王")) == ["王德胜"]
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == written
