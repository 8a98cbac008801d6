"""`bohai users`."""

from __future__ import annotations

import json
import sys
from typing import Final

import click

from archive.errors import UsageError
from archive.folder import DataFolder
from archive.staff import accounts
from archive.staff.unfit import LONGEST
from archive.staff.values import ROLES, Account
from archive.words import some

_ROLE: Final = click.Choice(list(ROLES))
_FROM_INPUT: Final = click.option(
    "--password-stdin", "from_input", is_flag=True, help="Read the password from standard input, one line."
)


@click.group(
    epilog="Example: bohai users add 李梅 --role administrator",
    short_help="Tell and change who may come to the desk.",
)
def users() -> None:
    """Accounts of the archivists who work at the desk.

    A reviewer settles readings; an editor also rows, links, authorities and what comes from outside; an administrator
    also accounts, double keying and redaction. An account is never deleted or renamed: decisions carry its name.
    """


@users.command(epilog="Example: bohai users add 李梅 --role editor")
@click.argument("name")
@click.option("--role", type=_ROLE, default="reviewer", show_default=True, help="What the account may do.")
@_FROM_INPUT
@click.pass_obj
def add(folder: DataFolder, name: str, role: str, from_input: bool) -> None:
    """Add the account NAME, by which its decisions will be signed; asks for its password twice."""
    kept = accounts.add(folder, name, ROLES[role], _password(from_input))
    click.echo(f"{kept} added, {role}")


@users.command("list", epilog="Example: bohai users list --json")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_obj
def list_(folder: DataFolder, as_json: bool) -> None:
    """Tell all accounts: what each may do, whether it is let in, and when it was last seen (UTC)."""
    found = accounts.accounts(folder)
    if as_json:
        click.echo(json.dumps([_as_json(account) for account in found], ensure_ascii=False, indent=2))
        return
    for account in found:
        state = "enabled" if account.enabled else "disabled"
        click.echo(f"{account.role.word:13}  {state:8}  {account.seen or 'never seen':25}  {account.name}")
    click.echo(some(len(found), "account"))


@users.command(epilog="Example: bohai users disable 李梅")
@click.argument("name")
@click.pass_obj
def disable(folder: DataFolder, name: str) -> None:
    """Let the account NAME in no more and end its sessions at once; what it decided stands."""
    accounts.set_enabled(folder, name, False)
    click.echo(f"{name} disabled")


@users.command(epilog="Example: bohai users enable 李梅")
@click.argument("name")
@click.pass_obj
def enable(folder: DataFolder, name: str) -> None:
    """Let the account NAME in again."""
    accounts.set_enabled(folder, name, True)
    click.echo(f"{name} enabled")


@users.command(epilog="Example: bohai users role 李梅 editor")
@click.argument("name")
@click.argument("role", type=_ROLE)
@click.pass_obj
def role(folder: DataFolder, name: str, role: str) -> None:
    """Give the account NAME another role, at once also where it is logged in."""
    accounts.set_role(folder, name, ROLES[role])
    click.echo(f"{name} is now {role}")


@users.command(epilog="Example: bohai users passwd 李梅")
@click.argument("name")
@_FROM_INPUT
@click.pass_obj
def passwd(folder: DataFolder, name: str, from_input: bool) -> None:
    """Give the account NAME another password; its sessions end at once."""
    accounts.refuse_unknown(folder, name)
    accounts.set_password(folder, name, _password(from_input))
    click.echo(f"{name} has another password")


def _password(from_input: bool) -> str:
    """What somebody types twice, or the first line of standard input; raises UsageError."""
    if from_input:
        return sys.stdin.readline(4 * LONGEST).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError(
            "there is no terminal to ask for the password", remedy="give it on standard input with --password-stdin"
        )
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt="Again")
    return typed


def _as_json(account: Account) -> dict[str, object]:
    return {
        "name": account.name,
        "role": account.role.word,
        "enabled": account.enabled,
        "added": account.added,
        "seen": account.seen,
    }
