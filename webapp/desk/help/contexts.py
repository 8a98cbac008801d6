"""What the templates of the help are given."""

from __future__ import annotations

from dataclasses import dataclass

from webapp.desk.help.tasks import Task


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One task, and all that whoever reads may do."""

    task: Task
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class HelpList:
    """The tasks, in their order."""

    tasks: tuple[Task, ...]
