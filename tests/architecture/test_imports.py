"""Imports point down: ingest → archive ← search ← webapp → archive."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.tree import PACKAGES, ROOT, modules

BELOW = {
    "archive": {"archive"},
    "search": {"search", "archive"},
    "webapp": {"webapp", "search", "archive"},
    "ingest": {"ingest", "archive"},
    "bohai": set(PACKAGES),
}
"""What each part of the house may import of the others."""

EDGES = {
    "cv2": ("ingest/",),
    "numpy": ("ingest/", "search/"),
    "rapidocr": ("ingest/readers/",),
    "onnxruntime": ("ingest/readers/",),
    "pytesseract": ("ingest/readers/",),
    "pypdfium2": ("ingest/scans/",),
    "pikepdf": ("ingest/scans/",),
    "sqlite3": ("archive/",),
    "sqlite_utils": ("archive/",),
    "whoosh": ("search/",),
    "flask": ("webapp/",),
    "flask_babel": ("webapp/languages/",),
    "babel": ("webapp/languages/",),
    "flask_wtf": ("webapp/tributes/", "webapp/desk/"),
    "argon2": ("archive/staff/",),
    "zxcvbn": ("archive/staff/",),
    "weasyprint": ("webapp/share/",),
    "waitress": ("webapp/",),
    "cryptography": ("archive/",),
    "jinja2": ("ingest/report/", "webapp/kiosk/", "webapp/typesetting.py"),
    "segno": ("webapp/",),
}
"""The outside world, and the rooms whose business it is."""

HEAVY = ("ingest", "cv2", "rapidocr", "onnxruntime", "pytesseract", "weasyprint")
"""What a process that only shows and finds never loads."""


def test_a_module_imports_only_what_lies_below_it() -> None:
    wrong = [
        f"{module.path}:{line} imports {name}; of ours it may import {sorted(BELOW[module.package])}"
        for module in modules()
        for line, name in module.imports
        if (top := name.split(".")[0]) in BELOW and top not in BELOW[module.package]
    ]
    assert not wrong, "\n".join(wrong)


def test_the_outside_world_is_touched_at_the_edges_only() -> None:
    wrong = [
        f"{module.path}:{line} imports {name}, which is the business of {' and '.join(EDGES[top])}"
        for module in modules()
        for line, name in module.imports
        if (top := name.split(".")[0]) in EDGES and not module.path.startswith(EDGES[top])
    ]
    assert not wrong, "\n".join(wrong)


def test_the_program_never_imports_its_tests() -> None:
    wrong = [
        f"{module.path}:{line}"
        for module in modules()
        for line, name in module.imports
        if name.split(".")[0] == "tests"
    ]
    assert not wrong, "\n".join(wrong)


def test_showing_and_finding_load_no_picture_or_recognition_library() -> None:
    """Followed through every import, since one step removed it would weigh the same."""
    names = [module.dotted for module in modules() if module.package in ("archive", "search", "webapp")]
    assert loaded(names, HEAVY) == []


def test_the_door_opens_without_loading_what_lies_behind_it() -> None:
    assert loaded(["bohai"], (*HEAVY, "search", "webapp", "whoosh", "flask", "sqlite_utils")) == []


def loaded(names: list[str], watched: tuple[str, ...]) -> list[str]:
    """Which of `watched` are in memory once a fresh Python has imported `names`."""
    program = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        f"print(*(name for name in {watched!r} if name in sys.modules))"
    )
    done = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()
