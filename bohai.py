"""The one door: the `bohai` command.

A package is imported only when one of its commands is called, so that searching loads no OpenCV and
`--help` loads nothing. Whatever goes wrong inside is said here, in one line, with its exit code.
"""

from __future__ import annotations

import errno
import sys
import traceback
from collections.abc import Sequence
from functools import partial
from importlib import import_module, metadata
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from archive.beside import ALSO_CHECKED, FOLLOWING, KIN_MATCHES, MACHINE, MADE_AGAIN, PUBLISHED
from archive.errors import BohaiError, MissingProgram, Stopped, UsageError
from archive.folder import DataFolder


class Purpose(NamedTuple):
    """The function behind a command, "package.commands:function", and what it is for."""

    function: str
    words: str


COMMANDS: Final = {
    "ingest": Purpose("ingest.commands:ingest", "Read scans into the archive."),
    "import": Purpose("ingest.commands:take_in", "Take in people's corrections."),
    "status": Purpose("archive.commands:status", "Tell what the archive holds and what is open."),
    "report": Purpose("ingest.commands:report", "Show what was seen on a scan."),
    "search": Purpose("search.commands:search", "Find people."),
    "propose": Purpose("search.commands:propose", "Find entries that may speak of one person."),
    "index": Purpose("search.commands:index", "Bring the search index up to date."),
    "export": Purpose("archive.commands:export", "Write all entries to a file."),
    "serve": Purpose("webapp.commands:serve", "Serve the public site."),
    "desk": Purpose("webapp.desk.commands:desk", "Serve the archivists' workbench."),
    "users": Purpose("archive.staff.commands:users", "Tell and change who may come to the desk."),
    "moderate": Purpose("archive.tributes.commands:moderate", "Decide on what visitors wrote."),
    "publish": Purpose("archive.publication:publish", "Write a snapshot that kiosks and replicas carry."),
    "verify": Purpose("archive.publication:verify", "See that a snapshot is what was published."),
    "check": Purpose("archive.commands:check", "See that everything is as it was stored."),
    "backup": Purpose("archive.commands:backup", "Copy the archive into one file."),
    "restore": Purpose("archive.commands:restore", "Make an archive from a backup."),
}
"""Every command, in the order people meet them."""

HANDED_DOWN: Final = {
    ALSO_CHECKED: ("search:faults",),
    MADE_AGAIN: ("ingest.pictures:make_missing", "search:refresh"),
    FOLLOWING: ("search.linkage:follow",),
    KIN_MATCHES: ("search.commands:kin_matches",),
    MACHINE: ("ingest.machine:machine",),
    PUBLISHED: ("search:refresh", "webapp.kiosk.keeping:lay_out"),
}
"""What commands call of rooms that they know nothing of: functions that take a DataFolder."""


_NOT_OURS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)
"""Where the disk or its rights are at fault, and not the program."""


class Door(click.Group):
    """The group of all commands; `--data` and `--debug` may stand before a command and after it."""

    def __init__(self) -> None:
        super().__init__(
            name="bohai",
            help="Reads printed rosters of the fallen into a searchable archive, and honours them on a site.",
            epilog="Example: bohai ingest scans/ && bohai serve",
            params=[*_common(outermost=True), _version_option()],
        )
        self.debug = False

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the package of a command, and give the command the options common to all."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = _named(COMMANDS[cmd_name].function)
        for each in (command, *(command.commands.values() if isinstance(command, click.Group) else ())):
            taken = {word for parameter in each.params for word in parameter.opts}
            each.params += [option for option in _common() if not taken.intersection(option.opts)]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing what lies behind them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose.words) for name, purpose in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; hands down what it needs of other rooms, imported when it asks."""
        for name, functions in HANDED_DOWN.items():
            ctx.meta[name] = partial(map, _named, functions)
        return super().invoke(ctx)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code, as SPEC gives them. Errors are one line on standard error."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that cannot show a character shows its number; that is no reason to stop.
        sys.stdout.reconfigure(errors="backslashreplace")
    door = Door()
    try:
        code = door.main(arguments, prog_name="bohai", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as problem:
        problem.show()
        return problem.exit_code
    except Exception as problem:  # the one place where every error becomes words
        if door.debug:
            traceback.print_exc()
        known = _in_words(problem)
        click.echo(str(known), err=True)
        return known.exit_code
    return code if isinstance(code, int) else 0


def _in_words(problem: Exception) -> BohaiError:
    match problem:
        case BohaiError():
            return problem
        case click.ClickException():
            context = problem.ctx if isinstance(problem, click.UsageError) else None
            path = context.command_path if context else "bohai"
            return UsageError(problem.format_message().rstrip("."), where=path, remedy=f"see `{path} --help`")
        case click.Abort():
            return Stopped("stopped")
        case ModuleNotFoundError():
            return MissingProgram(
                f"the Python package {problem.name!r} is missing",
                remedy="install bohai with all that it needs",
            )
        case OSError(errno=number, strerror=what) if number in _NOT_OURS:
            return BohaiError(
                f"the system refuses this ({what})",
                where=str(problem.filename or ""),
                remedy="see that the disk has room, and that you may read and write there",
            )
    return BohaiError(
        f"unexpected {type(problem).__name__}: {problem}",
        remedy="run it again with --debug and report what it says",
    )


def _named(dotted: str) -> Any:
    module, _, name = dotted.partition(":")
    return getattr(import_module(module), name)


def _common(*, outermost: bool = False) -> list[click.Parameter]:
    """`--data` and `--debug`; before the command, they also say what holds when nobody says anything."""
    data = click.Option(
        ["--data"],
        type=click.Path(path_type=Path),
        metavar="DIR",
        default="data" if outermost else None,
        envvar="BOHAI_DATA" if outermost else None,
        show_default=outermost,
        show_envvar=outermost,
        expose_value=False,
        callback=_choose_folder,
        help="The data folder.",
    )
    debug = click.Option(
        ["--debug"],
        is_flag=True,
        expose_value=False,
        callback=_choose_debug,
        help="Show where an error arose.",
    )
    return [data, debug]


def _version_option() -> click.Parameter:
    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help="Show the version and exit.",
    )


def _show_version(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    if value:
        try:
            click.echo(f"bohai {metadata.version('bohai')}")
        except metadata.PackageNotFoundError:
            click.echo("bohai, run from its sources")
        ctx.exit()


def _choose_folder(ctx: click.Context, option: click.Parameter, value: Path | None) -> None:
    if value is not None:
        ctx.obj = DataFolder(value)


def _choose_debug(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    door = ctx.find_root().command
    if value and isinstance(door, Door):
        door.debug = True


if __name__ == "__main__":
    sys.exit(main())
