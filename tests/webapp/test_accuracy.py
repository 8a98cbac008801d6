"""The site tells how accurate the roll is where a sample was keyed, and nothing of it where none was."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, render_template

from archive.keying import Accuracy
from archive.records import Counts
from webapp.accuracy import accuracies
from webapp.contexts import AboutPage

TOLD = (
    Accuracy("death", False, 50, 48, "2026-11-20T08:00:00+00:00"),
    Accuracy("name", True, 980, 979, "2026-11-26T08:00:00+00:00"),
    Accuracy("name", False, 1000, 990, "2026-11-26T08:00:00+00:00"),
)


def test_nothing_is_told_where_no_sample_was_keyed(text: Callable[[str, int], str]) -> None:
    assert "有多准" not in text("/about", 200)


def test_each_field_is_told_with_its_interval_its_size_and_its_day(app: Flask) -> None:
    page = AboutPage(Counts(*[0] * 13), accuracies(TOLD))
    assert [each.word for each in page.accuracy] == ["姓名", "牺牲时间"]
    with app.test_request_context():
        told = " ".join(render_template("about.html", page=page).split())
    assert "99.9%<br><small>99.4%–100.0% · 共 980 处" in told
    assert "99.0%<br><small>98.2%–99.5% · 共 1,000 处" in told
    assert "<td>—</td> <td>96.0%<br>" in told
    assert "2026-11-20" in told
    assert "百分之九十五的置信区间" in told
