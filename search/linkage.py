"""What finding knows of characters and places, for whoever asks which entries speak of one person."""

from __future__ import annotations

from typing import Final

from archive.folder import DataFolder
from archive.linkage import keeping
from archive.linkage.claims import Lore
from search.characters.fold import fold
from search.characters.lookalikes import lookalikes
from search.characters.pinyin import usual_readings
from search.index.standing import at_county, force_of

LORE: Final = Lore(fold=fold, lookalikes=lookalikes, sounds=usual_readings, at_county=at_county, full_unit=force_of)
"""The folding, the likenesses and the counties that the search index goes by, too."""


def refresh(folder: DataFolder, rebuild: bool = False) -> bool:
    """Bring the proposals of one person for several entries up to date; says whether they had to be made."""
    return keeping.refresh(folder, LORE, rebuild=rebuild)
