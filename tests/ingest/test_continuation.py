"""A page's entries rest on all that they were understood by, and are understood anew where any of it has changed."""

from __future__ import annotations

from archive.authority.lines import LocalLine
from archive.authority.local import NONE, local_authority, using
from ingest.carry import Context
from ingest.continuation import basis

OWN = local_authority({"places": (LocalLine(("高河县", "县", "1944/1946", "", "", "", "", "区划码")),)})


def test_what_the_archive_adds_to_the_authority_changes_what_a_page_rests_on() -> None:
    shipped = basis("t", Context(), "", "")
    with using(OWN):
        assert basis("t", Context(), "", "") != shipped
    with using(NONE):
        assert basis("t", Context(), "", "") == shipped
