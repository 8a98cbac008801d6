"""Which entries may speak of one person, by what finding knows of characters and places."""

from __future__ import annotations

from typing import Final

from archive.folder import DataFolder
from archive.linkage import keeping
from archive.linkage.claims import Lore
from archive.meanwhile import in_a_process
from search import refreshing
from search.characters.fold import fold
from search.characters.lookalikes import FAINTLY, likeness, lookalikes
from search.characters.pinyin import usual_readings
from search.index.standing import at_county, force_of

LORE: Final = Lore(
    fold=fold,
    lookalikes=lookalikes,
    faintly=lambda one, other: likeness(one, other) >= FAINTLY,
    sounds=usual_readings,
    at_county=at_county,
    full_unit=force_of,
)
"""The folding, the likenesses and the counties that the search index goes by, too."""


def refresh(folder: DataFolder, rebuild: bool = False) -> bool:
    """Bring the proposals of one person for several entries up to date; says whether they had to be made."""
    return keeping.refresh(folder, LORE, rebuild=rebuild)


def follow(folder: DataFolder) -> None:
    """Bring after an archive that has changed all that this package derives from it: the index, then proposals."""
    refreshing.refresh(folder)
    refresh(folder)


def follow_beside(folder: DataFolder) -> None:
    """The same in a process of its own; waits for it."""
    in_a_process(follow, folder)
