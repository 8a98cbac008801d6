"""A site made ready before anybody comes: tables read, templates set, all for which the first visitors would wait."""

from __future__ import annotations

from contextlib import suppress
from typing import Final
from urllib.parse import quote

from flask import Flask

from archive.errors import BohaiError
from archive.folder import DataFolder
from archive.store import ArchiveReader
from webapp.app import create_public_site

_ADDRESSES: Final = ("/", "/search?q=烈士", "/search?q=wang", "/places/", "/years/", "/surnames/")
_PEOPLE: Final = 3
"""People whose pages are made; what all pages of people are made of is there then."""


def warmed_site(folder: DataFolder, public_address: str = "") -> Flask:
    """The public site, in which a page of each often asked kind was made already. Raises as `create_public_site`.

    What cannot be made yet, such as people of an archive that is empty, is told to whoever asks for it.
    """
    site = create_public_site(folder, public_address)
    people: list[str] = []
    with suppress(BohaiError), ArchiveReader.open(folder) as archive:
        people = archive.person_ids(0, _PEOPLE)
    visitor = site.test_client()
    for address in (*_ADDRESSES, *(f"/martyrs/{id}" for id in people)):
        for language in ("", "/en"):
            visitor.get(quote(f"{language}{address}", safe="/?&="))
    return site
