"""The first visitor waits for nothing that could be there."""

from __future__ import annotations

import shutil
from pathlib import Path

from archive.folder import DataFolder
from webapp.warming import warmed_site


def test_templates_and_tables_are_there_before_anybody_comes(indexed: DataFolder, tmp_path: Path) -> None:
    site = warmed_site(DataFolder(shutil.copytree(indexed.root, tmp_path / "data")))
    assert site.jinja_env.cache is not None
    set_already = {str(name) for _, name in site.jinja_env.cache}
    assert {"home.html", "results.html", "person.html", "browse/places.html"} <= set_already
    answer = site.test_client().get("/")
    assert "渤海英烈名录" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_site_without_an_archive_is_made_all_the_same(tmp_path: Path) -> None:
    site = warmed_site(DataFolder(tmp_path))
    assert site.test_client().get("/").status_code == 503
