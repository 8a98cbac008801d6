"""Each room keeps to its size, its words and its business."""

from __future__ import annotations

import ast
import re

from tests.architecture.tree import PACKAGES, ROOT, files, ignored, modules

MODULE_LINES = 350
FUNCTION_LINES = 60
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|"
    r"CREATE\s+(TABLE|INDEX|VIEW|UNIQUE|TRIGGER)|ALTER\s+TABLE|DROP\s+TABLE|PRAGMA\s+\w+|VACUUM\b|BEGIN\s+IMMEDIATE)",
    re.IGNORECASE | re.DOTALL,
)
SQL_ROOMS = (
    *("archive/store", "archive/schema", "archive/tributes/store", "archive/tributes/schema"),
    *("archive/staff/store", "archive/staff/schema"),
)
# Put together here so that this file does not find itself.
MARKS = re.compile(
    "|".join(
        (
            *(rf"\b{first}{last}\b" for first, last in (("TO", "DO"), ("FIX", "ME"), ("XX", "X"), ("HA", "CK"))),
            *(rf"pytest\.mark\.{first}{last}\b" for first, last in (("sk", "ip"), ("xf", "ail"))),
            r"\bbreakpoint" + r"\(",
        )
    )
)
TOPS = ("ho" + "me", "ro" + "ot", "wor" + "k", "Use" + "rs", "mn" + "t")
MACHINE_PATHS = re.compile(rf"(?<![\w.])/({'|'.join(TOPS)})/")
TEXTS = (".py", ".md", ".toml", ".html", ".css", ".js", ".csv", "Makefile", ".ci/run")


EXPECTED_AT_THE_TOP = {
    *("archive", "ingest", "scans", "search", "tests", "webapp"),
    *("bohai.py", "Makefile", "README.md", "pyproject.toml"),
}


def test_a_module_says_what_it_is_for() -> None:
    silent = [module.path for module in modules() if not ast.get_docstring(module.tree)]
    assert not silent, f"no docstring: {silent}"


def test_a_module_fits_in_a_few_screens() -> None:
    long = [
        f"{module.path} has {lines} lines; split it by subject"
        for module in modules(tests=True)
        if (lines := module.text.count("\n")) > MODULE_LINES
    ]
    assert not long, "\n".join(long)


def test_a_script_and_a_sheet_of_styles_fit_in_a_few_screens() -> None:
    long = [
        f"{name} has {lines} lines; split it by subject"
        for name in files()
        if name.endswith((".js", ".css")) and (lines := (ROOT / name).read_text("utf-8").count("\n")) > MODULE_LINES
    ]
    assert not long, "\n".join(long)


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{module.path}:{node.lineno} {node.name} has {lines} lines"
        for module in modules(tests=True)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not long, "\n".join(long)


def test_only_the_store_and_the_schema_speak_sql() -> None:
    spoken = [
        f"{module.path}:{line} {text.strip()[:60]!r}"
        for module in modules()
        if not module.path.startswith(SQL_ROOMS)
        for line, text in module.strings()
        if SQL.search(text)
    ]
    assert not spoken, "\n".join(spoken)


def test_nothing_is_left_unfinished() -> None:
    left = found(MARKS)
    assert not left, "\n".join(left)


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    places = found(MACHINE_PATHS)
    assert not places, "\n".join(places)


def test_only_packages_and_a_few_files_stand_at_the_top() -> None:
    assert {name.split("/")[0] for name in files() if not name.startswith(".")} == EXPECTED_AT_THE_TOP


def test_git_leaves_out_nothing_that_a_clone_needs() -> None:
    homes = (*(f"{package}/" for package in PACKAGES), "scans/", "tests/")
    left_out = [name for name in ignored() if name.startswith(homes) and "__pycache__/" not in name]
    assert not left_out, "\n".join([".gitignore hides these:", *left_out])


def found(pattern: re.Pattern[str]) -> list[str]:
    """Every line of the project's texts in which `pattern` is found."""
    return [
        f"{name}:{number} {line.strip()[:90]}"
        for name in files()
        if name.endswith(TEXTS)
        for number, line in enumerate((ROOT / name).read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
