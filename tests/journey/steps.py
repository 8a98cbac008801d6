"""The command as people type it, from a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCANS = ROOT / "scans"


def command(data: Path, *words: str | Path) -> list[str]:
    """The words to start `bohai` with this data folder."""
    return [sys.executable, "-m", "bohai", "--data", str(data), *map(str, words)]


def environment() -> dict[str, str]:
    """Ours, with the checkout on Python's path, and no data folder from outside."""
    kept = {name: value for name, value in os.environ.items() if name != "BOHAI_DATA"}
    return kept | {"PYTHONPATH": str(ROOT)}


def bohai(data: Path, *words: str | Path, code: int = 0) -> str:
    """What `bohai` prints; fails with its error lines unless it ends with `code`."""
    done = subprocess.run(  # noqa: S603 - our own command
        command(data, *words), capture_output=True, text=True, check=False, env=environment(), timeout=900
    )
    assert done.returncode == code, f"bohai {' '.join(map(str, words))}: {done.returncode}\n{done.stderr}"
    return done.stdout


def told(data: Path, *words: str | Path) -> Any:
    """What `bohai … --json` says."""
    return json.loads(bohai(data, *words, "--json"))


def lay_out(names: Iterable[str], folder: Path) -> Path:
    """A folder of its own with these scans of the first collection and what is told of them."""
    folder.mkdir()
    for name in (*names, "roster.toml"):
        shutil.copyfile(SCANS / name, folder / name)
    return folder


def exported(data: Path, to: Path) -> bytes:
    """The archive as JSON Lines."""
    bohai(data, "export", "jsonl", to)
    return to.read_bytes()


def truth_of(names: Iterable[str]) -> list[dict[str, Any]]:
    """What is printed on these scans."""
    wanted = set(names)
    return [page for page in json.loads((SCANS / "truth.json").read_text("utf-8")) if page["scan"] in wanted]
