"""What the door hands down to a command: functions from rooms above the one that the command lives in.

`bohai check` asks the search index, and `bohai ingest` has it follow, though neither package may
import the other. The door knows them all; a command only knows these names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import click

from archive.folder import DataFolder

ALSO_CHECKED: Final = "bohai.also_checked"
"""What `check` asks beside the archive; each gives its faults in sentences, none if all is well."""
MADE_AGAIN: Final = "bohai.made_again"
"""What `restore` calls to make again what is derived."""
FOLLOWING: Final = "bohai.following"
"""What `ingest` calls when the archive may have changed, to bring after it what is derived."""

KIN_MATCHES: Final = "bohai.kin_matches"
"""What `moderate` asks for people who match a kin notice and were not there before."""

MACHINE: Final = "bohai.machine"
"""What `desk` calls for the `archive.review.machine.Machine` that says what typed words mean."""

PUBLISHED: Final = "bohai.published"
"""What `publish` calls with a snapshot, once its database and pictures stand, to lay beside them what belongs there."""


def handed_down(ctx: click.Context, name: str) -> list[Callable[[DataFolder], Any]]:
    """The functions under `name`; none where a command is called without the door."""
    functions: Callable[[], Iterable[Callable[[DataFolder], Any]]] = ctx.meta.get(name, list)
    return list(functions())
