"""What the machine of a kiosk is set up with: browser policy, systemd units, and how to go about it."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from archive.folder import DataFolder

FOLDER: Final = "kiosk"
"""Where it lies in a snapshot."""


def lay_out(snapshot: DataFolder) -> None:
    """Copy it all into a snapshot, so that whoever carries one has it at hand; raises OSError."""
    place = snapshot.root / FOLDER
    place.mkdir(exist_ok=True)
    for file in files("webapp.kiosk").joinpath("deploy").iterdir():
        (place / file.name).write_bytes(file.read_bytes())
