"""The pictures of the desk's help, taken of the desk itself: `make help-pictures`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from archive.folder import DataFolder
from archive.staff.values import Role
from archive.store import DecisionWriter
from archive.store.keying import open_round
from archive.tributes.store import make as make_tributes
from archive.tributes.values import Correction
from ingest.machine import machine
from tests.archive.staff.quick import quick_passwords
from tests.archive.tributes.visiting import leave
from tests.patience import MILLISECONDS
from tests.webapp.desk.people import NAMES, PASSWORD, staff
from tests.webapp.desk.specimen import Specimen, build
from tests.webapp.served import served
from webapp.desk import create_desk

KEPT: Final = Path(__file__).resolve().parents[4] / "webapp" / "static" / "desk" / "help"
SIZE: Final = (1120, 700)
"""Pixels of the window, and at most of a picture."""
_NOW: Final = 1_775_000_000.0
_DAY: Final = "2026-03-31T23:33:20+00:00"
_QUALITY: Final = 24


@dataclass(frozen=True)
class Picture:
    """One picture: where in the desk, what is done there before, and how many pixels from the top it shows."""

    name: str
    address: Callable[[Specimen], str]
    before: Callable[[Page], None]
    height: int = SIZE[1]
    out: bool = False
    """Whether it is of the entrance, before anybody has logged in."""


def _settled(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def _doubt(page: Page) -> None:
    expect(page.locator("#editor-text")).not_to_have_value("")
    _settled(page)


def _wrong_print(page: Page) -> None:
    _doubt(page)
    page.keyboard.press("Alt+e")
    page.keyboard.type("1949年3月")
    page.keyboard.press("Tab")
    page.keyboard.type("据县志卷十二")
    _settled(page)


def _row(page: Page) -> None:
    page.wait_for_selector(".lines li")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    _settled(page)


def _cell(page: Page) -> None:
    page.wait_for_selector(".keying form:not([hidden]) img[src]")
    _settled(page)


def _table(page: Page) -> None:
    entry = page.evaluate("new URL(location).hash.slice(1)")
    lines = ("id,field,saw,text,why", f"{entry},position,排长,连长,据烈士证", f"{entry},sex,女,男,看原件")
    table = {"name": "更正.csv", "mimeType": "text/csv", "buffer": "\r\n".join(lines).encode()}
    page.set_input_files("[name=table]", files=[table])  # type: ignore[list-item]  # as playwright has it
    page.get_by_role("button", name="预览").click()
    page.wait_for_selector("[data-changes]")
    _settled(page)


def _frame(page: Page) -> None:
    page.fill("[name=why]", "亲属现住址")
    paper = page.locator(".paper").bounding_box()
    assert paper
    scale = paper["width"] / 2934
    x, y = paper["x"] + 800 * scale, paper["y"] + 385 * scale
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 310 * scale, y + 100 * scale, steps=3)
    page.mouse.up()
    _settled(page)


PICTURES: Final = (
    Picture("login", lambda s: "/login", _settled, 420, out=True),
    Picture("page", lambda s: f"/review/page/{s.first}/1?entry={s.id(2)}&key=name", _doubt),
    Picture("strip", lambda s: f"/review/strip/{s.first}/1/name", _doubt, 560),
    Picture("wall", lambda s: "/review/wall?char=年&field=dates", _doubt, 560),
    Picture("emendation", lambda s: f"/review/page/{s.first}/1?entry={s.id(3)}&key=death", _wrong_print),
    Picture("structure", lambda s: f"/structure/{s.first}/1", _row, 620),
    Picture("keying", lambda s: "/keying/1", _cell, 460),
    Picture("linking", lambda s: f"/linking/pair/{s.id(1)}/{s.id(1, second=True)}", _settled),
    Picture("authorities", lambda s: "/authorities/places?q=临邑", _settled, 460),
    Picture("replacing", lambda s: "/replacing/?find=排长&to=连长", _settled, 520),
    Picture("importing", lambda s: f"/importing/#{s.id(1)}", _table, 560),
    Picture("incoming", lambda s: "/incoming", _settled, 560),
    Picture("redacting", lambda s: f"/redactions/{s.first}/1", _frame, 560),
    Picture("overview", lambda s: "/", _settled, 560),
)


def prepare(root: Path) -> Specimen:
    """The specimen with its accounts, a round of keying and a letter."""
    specimen = build(DataFolder(root))
    folder = specimen.folder
    staff(folder)
    with DecisionWriter.open(folder) as writer:
        open_round(writer, at=_DAY, who=NAMES[Role.ADMINISTRATOR], why="抽查姓名", fields=["name"], size=8, seed=7)
        writer.bring_queue_up_to_date(10)
    make_tributes(folder)
    about = specimen.id(3)
    leave(folder, Correction(about, "native_place", "李家庄", "大李家庄", "家谱"), person=about)
    return specimen


def take(browser: Browser, specimen: Specimen) -> Iterator[tuple[str, Image.Image]]:
    """Every picture anew, by its name."""
    desk = create_desk(specimen.folder, clock=lambda: _NOW, machine=machine(specimen.folder))
    with served(desk) as address, _seated(browser, address) as page:
        for picture in sorted(PICTURES, key=lambda one: not one.out):
            if not picture.out and page.url.endswith("/login"):
                _log_in(page)
            page.goto(f"{address}{picture.address(specimen)}")
            picture.before(page)
            clip = {"x": 0, "y": 0, "width": SIZE[0], "height": picture.height}
            shot = page.screenshot(clip=clip, animations="disabled", caret="hide")  # type: ignore[arg-type]
            yield picture.name, Image.open(BytesIO(shot)).convert("RGB")


def kept(picture: Image.Image) -> bytes:
    """A picture as it is kept."""
    written = BytesIO()
    picture.save(written, "WEBP", quality=_QUALITY, method=6)
    return written.getvalue()


@contextmanager
def _seated(browser: Browser, address: str) -> Iterator[Page]:
    width, height = SIZE
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    yield page
    context.close()


def _log_in(page: Page) -> None:
    page.fill("[name=name]", NAMES[Role.ADMINISTRATOR])
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".who")


def main() -> int:
    """Take all pictures and keep them."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        quick_passwords(),
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"]) as browser,
    ):
        for name, picture in take(browser, prepare(Path(place) / "data")):
            data = kept(picture)
            (KEPT / f"{name}.webp").write_bytes(data)
            print(f"{name}.webp\t{len(data) / 1000:.0f} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
