"""Transcripts of running text, set from a text as a press would set it.

Each paragraph of the text is a line of the source; a leading 　 indents it, any other space leaves white in its
line. Lines hold `width` characters; marks may hang over the edge.
"""

from __future__ import annotations

from archive.records import Box
from ingest.carry import Context
from ingest.interpret import Interpretation, interpret
from ingest.pages import RUN_IN, Cell, CellText, Glyph, Table, TextLine, Transcript
from tests.ingest.drawing import CLEAR, texts

EM = 20.0
STEP = 30.0
LEFT, TOP = 100.0, 200.0
WANG = (
    "王德胜 男，惠民县东李村人，1920年3月生，1942年参加革命，中共党员，"
    "生前系渤纵七师排长，1947年5月在孟良崮战斗中牺牲。"
)
LI = "李秀英 女，沙窝乡西李村人，1925年生，1944年5月参加革命，生前系县妇救会主任，1948年9月牺牲于济南。"
ZHAO = "赵石 男，阳信县赵家庄人，1918年生，1940年参加革命，生前系清河军区战士，1943年在本村作战牺牲。"


def column(text: str, width: int = 24, left: float = LEFT, sure: float = CLEAR) -> Table:
    """A text column with a row for each line; its glyphs are read with the score `sure`."""
    lines = [line for paragraph in text.strip("\n").splitlines() for line in _wrapped(paragraph, width)]
    cells = tuple(_cell(number, line, width, left, sure) for number, line in enumerate(lines))
    return Table(len(cells), 1, cells, Box(left, TOP, (width + 2) * EM, len(cells) * STEP))


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines, line = [], ""
    for char in paragraph:
        if len(line) >= width and char not in "，。）":
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


def _cell(number: int, line: str, width: int, left: float, sure: float) -> Cell:
    indent = len(line) - len(line.lstrip("　"))
    line = line[indent:]
    glyphs = tuple(Glyph(c, sure, "", 0.0, (i + 0.5) / len(line)) for i, c in enumerate(line) if not c.isspace())
    text = CellText("".join(g.char for g in glyphs), sure, glyphs)
    top = TOP + number * STEP
    box = Box(left, top, (width + 2) * EM, STEP)
    return Cell(number, 0, 1, 1, box, Box(left + EM * (0.5 + indent), top + 5, EM * len(line), EM), text)


def page(*columns: Table, outside: tuple[TextLine, ...] = ()) -> Transcript:
    """A page of text columns."""
    return Transcript(1, 2400, 3000, 0, RUN_IN, columns, outside, "drawing/1")


def understood(*told: str, context: Context | None = None, width: int = 24, sure: float = CLEAR) -> Interpretation:
    """What `interpret` makes of a page with a text column for each text."""
    drawn = [column(text, width, LEFT + n * 1000, sure) for n, text in enumerate(told)]
    return interpret(page(*drawn), context or Context())


def names(*columns: str, width: int = 24) -> list[str]:
    """The names that a page with a text column for each text gives, in order."""
    return [texts(entry)["name"] for entry in understood(*columns, width=width).record.entries]
