"""A table of corrections is looked through line by line before it is taken in, by the rules of the command line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, expect
from werkzeug.test import TestResponse

from archive.folder import DataFolder
from tests.webapp.desk.people import Archivist
from tests.webapp.desk.replacing.test_replacing import reading
from tests.webapp.desk.sitting import at_the_desk
from tests.webapp.small_archive import SmallArchive


def table(small: SmallArchive) -> str:
    return "\r\n".join(
        (
            "id,field,saw,text,value,who,why",
            f"{small.id(1)},position,战士,班长,,周敏,看原件",
            f"{small.id(1)},unit,渤海军区,渤海军区,,,",
            f"{small.id(1)},sex,女,男,,,",
            "nobody-1-1,sex,女,男,,,",
            "",
        )
    )


def sends(editor: Archivist, data: bytes) -> TestResponse:
    return editor.submits("/importing/preview", table=(BytesIO(data), "更正.csv"))


def test_every_line_is_shown_with_its_paper_and_nothing_is_written(
    editor: Archivist, small: SmallArchive, folder: DataFolder
) -> None:
    answer = sends(editor, table(small).encode("utf-8-sig"))
    assert answer.status_code == 200
    for words in ("可以收下 2 行", "2 行收不下", "第 5 行", f"/pieces/{small.id(1)}/position.jpg", "（确认）"):
        assert words in answer.text
    assert reading(folder, small.id(1), "position").text == "战士"


def test_the_lines_that_are_ticked_are_taken_in_and_undone_as_a_whole(
    editor: Archivist, small: SmallArchive, folder: DataFolder
) -> None:
    answer = editor.submits("/importing/apply", data=table(small), name="更正.csv", number=["2"])
    page = editor.sees(answer.location)
    assert "收下 1 行" in page
    assert reading(folder, small.id(1), "position").text == "班长"
    assert reading(folder, small.id(1), "unit").status == "accepted"
    stroke = page.split('name="stroke" value="')[1].split('"')[0]
    editor.submits("/replacing/undo", stroke=stroke)
    assert reading(folder, small.id(1), "position").text == "战士"


def test_after_the_undo_the_same_table_can_be_taken_in_again(
    editor: Archivist, small: SmallArchive, folder: DataFolder
) -> None:
    sent = {"data": table(small), "name": "更正.csv", "number": ["2"]}
    page = editor.sees(editor.submits("/importing/apply", **sent).location)
    editor.submits("/replacing/undo", stroke=page.split('name="stroke" value="')[1].split('"')[0])
    editor.submits("/importing/apply", **sent)
    assert reading(folder, small.id(1), "position").text == "班长"


def test_what_is_no_table_is_refused_in_words(editor: Archivist) -> None:
    for data in (b"", b"a,b\n1,2\n", "编号".encode("gb18030")):
        answer = sends(editor, data)
        assert answer.status_code == 400
        assert "没有收下" in answer.text


def test_a_table_is_sent_looked_through_and_taken_in_in_a_browser(
    desk: Flask, browser: Browser, small: SmallArchive, folder: DataFolder, tmp_path: Path
) -> None:
    file = tmp_path / "更正.csv"
    file.write_text(table(small), "utf-8-sig", newline="")
    with at_the_desk(desk, browser) as page:
        page.goto("/importing/")
        page.set_input_files('[name="table"]', str(file))
        page.get_by_role("button", name="预览").click()
        expect(page.locator("[data-count]")).to_have_text("2")
        page.get_by_role("button", name="收下勾选的").click()
        expect(page.locator(".done")).to_contain_text("收下 2 行")
    assert reading(folder, small.id(1), "position").text == "班长"
    assert reading(folder, small.id(1), "unit").status == "verified"


def test_why_a_line_or_a_table_is_not_taken_in_is_told_in_chinese(editor: Archivist, small: SmallArchive) -> None:
    lines = (
        "id,field,saw,text,value,who,why",
        f"{small.id(1)},sex,女,男,,,",
        "nobody-1-1,sex,女,男,,,",
        f"{small.id(1)},hair,黑,白,,,",
        f"{small.id(1)},death,一九四七年三月,,,,",
        f"{small.id(1)},sex,男,男",
    )
    told = sends(editor, "\r\n".join(lines).encode()).text.partition("收不下的</summary>")[2].partition("</ul>")[0]
    for words in (
        "现在是“男”，不是“女”",
        "没有编号为“nobody-1-1”",
        "没有“hair”一栏",
        "不知道是什么意思",
        "有 4 格，应有 7 格",
    ):
        assert words in told, told
    for data, words in (
        ("名".encode("gbk"), "不是 UTF-8 编码"),
        (b"id,field\r\n", "第一行没有“saw”一栏"),
        (b"id,field,saw,text,why,hair\r\n", "第一行写的是"),
        (b'id,field,saw,text,why\r\n"a"b,,,,\r\n', "不合 CSV 的写法"),
    ):
        assert words in sends(editor, data).text, words
