"""What can go wrong and how a person sets it right: one line for each.

Every error the program expects is one of these; the door (`bohai.py`) turns it into one line
on standard error and an exit code, and nothing between the door and the fault needs to know how.
"""

from __future__ import annotations

from typing import ClassVar


class BohaiError(Exception):
    """An expected failure: what happened, where, and what to do next.

    `str()` is one line, "where: what; remedy", without the parts that are not known.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = one_line(what)
        self.where = one_line(where)
        self.remedy = one_line(remedy)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross from worker processes by pickling, which by itself forgets keywords.
        return _rebuild, (type(self), self.what, self.where, self.remedy)


class UsageError(BohaiError):
    """The command was asked for something it does not do."""

    exit_code = 2


class InputError(BohaiError):
    """A file, page or line given to the program cannot be read."""

    exit_code = 3


class MissingProgram(BohaiError):  # noqa: N818 - says what is so; "Error" would add nothing
    """Something the program needs is not installed; the remedy names the package."""

    exit_code = 4


class RecordRefused(BohaiError):  # noqa: N818 - likewise
    """What was to be stored breaks a rule of the archive; nothing of it was stored."""


class IntegrityFailure(BohaiError):  # noqa: N818 - likewise
    """What is stored is not what was stored."""

    exit_code = 5


class Stopped(BohaiError):  # noqa: N818 - likewise
    """A person stopped the program (Ctrl-C); 130 is what shells expect then (128 + SIGINT)."""

    exit_code = 130


def one_line(words: object) -> str:
    """What `words` says, with every line break and run of blanks as one blank."""
    return " ".join(str(words).split())


def _rebuild(kind: type[BohaiError], what: str, where: str, remedy: str) -> BohaiError:
    return kind(what, where=where, remedy=remedy)
