"""`bohai moderate`."""

from __future__ import annotations

import json

import click

from archive.beside import KIN_MATCHES, handed_down
from archive.folder import DataFolder
from archive.tributes import moderation
from archive.tributes.values import Kind, Letter, State, parts_of
from archive.words import some


@click.group(
    epilog="Example: bohai moderate list && bohai moderate accept 12 --who 李梅",
    short_help="Decide on what visitors wrote.",
)
def moderate() -> None:
    """Decide on what visitors wrote: words, corrections of families, memories, photographs, kin notices.

    Nothing that anybody wrote is seen on the site before it is accepted; contacts never are.
    """


@moderate.command("list", epilog="Example: bohai moderate list --kind correction")
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), help="Only letters of this kind.")
@click.option("--all", "whole", is_flag=True, help="Also what was decided on, and how.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_obj
def list_(folder: DataFolder, kind: str | None, whole: bool, as_json: bool) -> None:
    """Tell what waits for a decision, oldest first."""
    look = moderation.letters if whole else moderation.waiting
    letters = look(folder, Kind(kind) if kind else None)
    if as_json:
        click.echo(json.dumps([moderation.as_json(letter) for letter in letters], ensure_ascii=False, indent=2))
        return
    for letter in letters:
        click.echo("\n".join(_told(folder, letter)))
    waiting = sum(letter.state is State.WAITING for letter in letters)
    click.echo(f"{some(waiting, 'letter')} waiting")


@moderate.command(epilog="Example: bohai moderate accept 12 13 --who 李梅 --why 与烈士证明书核对")
@click.argument("letters", metavar="ID...", nargs=-1, required=True, type=click.IntRange(1))
@click.option("--who", metavar="NAME", required=True, help="Who decides.")
@click.option("--why", metavar="WORDS", default="", help="On what grounds.")
@click.pass_obj
def accept(folder: DataFolder, letters: tuple[int, ...], who: str, why: str) -> None:
    """Let the public see the letters ID, without their contacts."""
    moderation.accept(folder, letters, who, why)
    click.echo(f"{some(len(letters), 'letter')} accepted")


@moderate.command(epilog="Example: bohai moderate refuse 14 --who 李梅 --why 与本人无关")
@click.argument("letters", metavar="ID...", nargs=-1, required=True, type=click.IntRange(1))
@click.option("--who", metavar="NAME", required=True, help="Who decides.")
@click.option("--why", metavar="WORDS", required=True, help="Why; for the record, not for the public.")
@click.pass_obj
def refuse(folder: DataFolder, letters: tuple[int, ...], who: str, why: str) -> None:
    """Keep the letters ID from the public; those accepted before are taken off the site."""
    moderation.refuse(folder, letters, who, why)
    click.echo(f"{some(len(letters), 'letter')} refused")


@moderate.command(epilog="Example: bohai moderate matches --told")
@click.option("--told", is_flag=True, help="Remember these as told to the families; only others are new from now on.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
@click.pass_context
def matches(ctx: click.Context, told: bool, as_json: bool) -> None:
    """Tell which people match an open kin notice, who were not told before."""
    folder: DataFolder = ctx.obj
    found = [match for look in handed_down(ctx, KIN_MATCHES) for match in look(folder)]
    if as_json:
        click.echo(json.dumps([match.as_json() for match in found], ensure_ascii=False, indent=2))
    else:
        for match in found:
            click.echo(f"notice {match.letter}  {match.asked}\n  contact: {match.contact}")
            for person in match.people:
                click.echo(f"  {person.told()}")
        click.echo(f"{some(len(found), 'notice')} with new matches")
    if told:
        with moderation.open_to_moderate(folder) as store:
            for match in found:
                store.tell_matches(match.letter, [person.id for person in match.people])


def _told(folder: DataFolder, letter: Letter) -> list[str]:
    """A letter as a terminal shows it; what visitors wrote keeps to its own lines."""
    head = f"{letter.id}  {letter.kind}  {letter.at}" + (f"  person {letter.person}" if letter.person else "")
    parts = {**parts_of(letter.content), "contact": letter.contact}
    if "sha256" in parts:
        parts["file"] = str(folder.gift(parts.pop("sha256")))
    if letter.decided:
        decided = letter.decided
        parts["decided"] = " ".join(filter(None, (decided.verdict, decided.at, decided.who, decided.why)))
    return [head, *(f"  {name}: {_plain(words)}" for name, words in parts.items() if words)]


def _plain(words: str) -> str:
    """Words without anything by which they could steer a terminal."""
    lines = ("".join(char if char.isprintable() else "�" for char in line) for line in words.splitlines())
    return "\n    ".join(lines)
