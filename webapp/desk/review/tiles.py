"""Readings as tiles: each piece of paper with what is read there."""

from __future__ import annotations

from flask import url_for

from archive.records import ArchivedEntry
from archive.review.glyphs import Character
from archive.store import StoredPage
from webapp.desk.review import pictures
from webapp.desk.review.cells import cell_of
from webapp.desk.review.contexts import Tile

_HEIGHT = 56


def tile_of(
    archived: ArchivedEntry, key: str, sheet: StoredPage, at: int | None = None, character: Character | None = None
) -> Tile:
    """The tile of a reading; in the wall, `at` is the place of the `character` in its text that is meant."""
    reading = archived.entry.keyed()[key]
    box = reading.box
    return Tile(
        cell=cell_of(archived, key, reading, sheet),
        crop=pictures.address(archived, key, _HEIGHT),
        size=pictures.size_of(box, sheet, _HEIGHT) if box else (0, 0),
        page=url_for("review.page.show", sha256=archived.sha256, number=archived.page, entry=archived.id, key=key),
        where=f"{archived.scan} 第 {archived.page} 页第 {archived.entry.row} 条",
        at=at,
        mark=pictures.place_in(box, character.box, sheet) if box and character else None,
        sure=int(100 * character.score) if character and character.score is not None else None,
        other=character.other if character else "",
    )
