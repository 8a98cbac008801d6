"""`bohai publish` and `verify`."""

from __future__ import annotations

from pathlib import Path

import click

from archive.beside import ALSO_CHECKED, PUBLISHED, handed_down
from archive.errors import IntegrityFailure
from archive.folder import DataFolder
from archive.manifest import sealed_manifest
from archive.progress import Progress
from archive.signing import fingerprint
from archive.snapshot import publish as publish_to
from archive.store import ArchiveReader
from archive.verification import key_in, snapshot_faults
from archive.words import some


@click.command(
    epilog="Example: bohai publish kiosk-2026-11-26", short_help="Write a snapshot that kiosks and replicas carry."
)
@click.argument("dest", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
@click.pass_context
def publish(ctx: click.Context, folder: DataFolder, dest: Path) -> None:
    """Write all that the public may see into the folder DEST, to be read only, with a signed list of its files.

    DEST is new, empty, or an earlier snapshot, which is replaced when the new one is whole and not before.
    The key that signs is made at the first publication and stays in the data folder, as signing.key.
    """
    with ArchiveReader.open(folder) as archive:
        pages = archive.counts().pages_read
    with Progress("copying pictures", pages) as progress:
        manifest = publish_to(folder, dest, handed_down(ctx, PUBLISHED), progress.step)
    holds = manifest.holds
    click.echo(
        f"{dest}: {some(holds['persons'], 'person', 'people')} and {some(holds['pages'], 'page')}, "
        f"in {some(len(manifest.files), 'file')}"
    )
    click.echo(f"signed with the key {fingerprint(sealed_manifest(dest).key)}; kiosks may check it with manifest.pub")


@click.command(
    epilog="Example: bohai verify kiosk-2026-11-26 --key manifest.pub",
    short_help="See that a snapshot is what was published.",
)
@click.argument("place", metavar="DIR", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--key", type=click.Path(path_type=Path, dir_okay=False), help="The public key it must be signed with.")
@click.pass_context
def verify(ctx: click.Context, place: Path, key: Path | None) -> None:
    """See that the snapshot in DIR is what was published: every file, none more, the signature, and the database.

    Without --key the signature is checked with the key that the snapshot itself names: that shows that nothing was
    damaged, and not who published it. Faults are told one a line; the exit code is then 5.
    """
    sealed = sealed_manifest(place, key_in(key) if key else None)
    with Progress("checking files", len(sealed.manifest.files)) as progress:
        found = snapshot_faults(place, sealed, progress.step)
    # The index holds what Python runs when it is opened: only one that was vouched for is.
    for other in handed_down(ctx, ALSO_CHECKED) if not found else ():
        found += other(DataFolder(place))
    for fault in found:
        click.echo(fault, err=True)
    if found:
        raise IntegrityFailure(f"{some(len(found), 'fault')} found", where=str(place), remedy="see the lines above")
    click.echo(f"{place}: {some(len(sealed.manifest.files), 'file')} as published {sealed.manifest.published}")
    if key:
        click.echo(f"signed with the key in {key} ({fingerprint(sealed.key)})")
    else:
        click.echo(
            f"signed with the key that the snapshot itself names ({fingerprint(sealed.key)}); "
            "with --key FILE you learn whether that is the publisher's"
        )
