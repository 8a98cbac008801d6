"""Where things lie in the data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from archive.errors import UsageError


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The paths of one archive; creates nothing by itself."""

    root: Path

    def refuse_within(self, dest: Path) -> None:
        """Raises UsageError if `dest` lies in this folder: what is written there might replace what the archive is."""
        if dest.resolve().is_relative_to(self.root.resolve()):
            raise UsageError(
                "it lies in the data folder, which holds nothing but the archive itself",
                where=str(dest),
                remedy="name a place outside it",
            )

    @property
    def database(self) -> Path:
        """The truth: scans, transcripts, entries, corrections."""
        return self.root / "archive.db"

    @property
    def manifest(self) -> Path:
        """The list of all files of a snapshot (`archive.manifest`); no archive has one."""
        return self.root / "manifest.json"

    @property
    def lock(self) -> Path:
        """Held by the one process that writes."""
        return self.root / "archive.lock"

    @property
    def scratch(self) -> Path:
        """Files that are not yet whole; on the same disk, so that a rename finishes them."""
        return self.root / "scratch"

    @property
    def signing_key(self) -> Path:
        """What snapshots of this archive are signed with; made at the first publication."""
        return self.root / "signing.key"

    @property
    def originals(self) -> Path:
        """All originals, in subfolders by the first two characters of their names."""
        return self.root / "originals"

    @property
    def index(self) -> Path:
        """The search index, derived from the database."""
        return self.root / "index"

    @property
    def proposals(self) -> Path:
        """Which entries may speak of one person, derived from the database."""
        return self.root / "proposals.jsonl"

    @property
    def tributes(self) -> Path:
        """What visitors lay down and write; the one database that the public site writes."""
        return self.root / "tributes.db"

    @property
    def tributes_key(self) -> Path:
        """The secret of the public site, for its own account only."""
        return self.root / "tributes.key"

    @property
    def staff(self) -> Path:
        """Accounts of the archivists and who sits at the desk; the public site never opens it."""
        return self.root / "desk.db"

    @property
    def gifts(self) -> Path:
        """Photographs that visitors gave, each under its content hash."""
        return self.root / "gifts"

    def gift(self, sha256: str) -> Path:
        """One photograph, as it was made anew when it came in."""
        return self.gifts / f"{sha256}.jpg"

    def original(self, sha256: str) -> Path:
        """An archivist's file, byte for byte, named by its content hash."""
        return self.originals / sha256[:2] / sha256

    def tiles(self, sha256: str, page: int) -> Path:
        """The folder of a page's picture in tiles, derived from its original."""
        return self.root / "tiles" / sha256[:2] / sha256 / str(page)
