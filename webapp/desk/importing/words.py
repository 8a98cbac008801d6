"""The desk's words for why a table, or a line of it, cannot be taken in."""

from __future__ import annotations

from typing import Final

from webapp.desk.phrases import Phrases

REASONS: Final = Phrases(
    {
        r"it has (\d+) cells, not (\d+);.*": r"有 \1 格，应有 \2 格；文字里有逗号的，用引号括起来",
        r"it has a line break or a character that nobody sees.*": "格里有换行或看不见的字符，请去掉",
        r"a cell has more than (\d+) characters;.*": r"有一格超过 \1 字，请写短些",
        r"it does not say who decided;.*": "没有写明是谁定的，请填 who",
        r"there is no entry '(.*)'; take.*": r"没有编号为“\1”的条目；编号可从导出的表里得到",
        r"the entry has no field '(.*)'; it has (.*)": r"这一条没有“\1”一栏；它有 \2",
        r"(.+) page (\d+) row (\d+) (\S+) is by now '(.*)', not '(.*)'; look.*": (
            r"\1 第 \2 页第 \3 条的 \4 现在是“\5”，不是“\6”；请再看一眼"
        ),
        r"(.+) page (\d+) row (\d+) (\S+): .*": (
            r"\1 第 \2 页第 \3 条的 \4：不知道是什么意思；请在 value 写明，空白的在 why 写明"
        ),
        r"(.*): its first line has no column '(.*)'; .*": r"\1 的第一行没有“\2”一栏",
        r"(.*): its columns are (.*); the columns are .*": (
            r"\1 的第一行写的是 \2；应是 id, field, saw, text, why，还可以有 value、who"
        ),
        r"(.*): its line (\d+) is no CSV.*": r"\1 的第 \2 行不合 CSV 的写法，请改正",
        r"(.*): the table is too large; .*": r"\1 太大，请分成几个表",
        r"(.*): the text is not UTF-8; .*": r"\1 不是 UTF-8 编码，请另存为“CSV UTF-8”",
    }
)
"""What the reading of a table says of it."""
