"""Which doubt somebody is given next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from flask import current_app, url_for

from archive.records import Status
from archive.review.doubts import What
from archive.store import ArchiveBusy, ArchiveReader, DecisionWriter, queue
from archive.store.queue import Sift, Waiting
from webapp.desk.access import current_account, desk
from webapp.desk.review import pictures
from webapp.desk.review.claims import Claims
from webapp.desk.review.contexts import NextDoubt, Upcoming
from webapp.shelf import archive, shelf

_AT_ONCE: Final = 6
"""Pages whose doubts are gathered while somebody waits for the next one; the rest is done beside."""
_PATIENCE: Final = 0.25
"""Seconds for which that waits for its turn; the queue is then a little older."""
_PART: Final = 40
_ENLARGED: Final = 112


def sift_of(given: Mapping[str, str]) -> Sift:
    """What is asked for, from the parts of an address that are not blank."""
    page = given.get("page", "")
    return Sift(
        roster=given.get("roster") or None,
        field=given.get("field") or None,
        kind=given.get("kind") or None,
        scan=given.get("scan") or None,
        page=int(page) if page.isdecimal() and len(page) < 9 else None,
    )


def link(endpoint: str, **parts: Any) -> str:
    """The address of an endpoint with the parts of it that are not blank."""
    return url_for(endpoint, **{name: part for name, part in parts.items() if part not in (None, "")})


def words_of(sift: Sift) -> dict[str, str]:
    """The parts of an address that ask for it."""
    told = {"roster": sift.roster, "field": sift.field, "kind": sift.kind, "scan": sift.scan, "page": sift.page}
    return {name: str(value) for name, value in told.items() if value is not None}


def claims() -> Claims:
    """Who looks at what."""
    return cast(Claims, current_app.extensions["claims"])


def gather() -> None:
    """Bring the queue after what was decided or read just now, as far as that takes no time."""
    try:
        with DecisionWriter.open(shelf().folder, patience=_PATIENCE) as writer:
            writer.bring_queue_up_to_date(_AT_ONCE)
    except ArchiveBusy:
        return  # a page is being stored; whoever is given an outdated doubt sees how it stands


def upcoming(sift: Sift) -> Upcoming:
    """The next doubt for whoever sits here, which is theirs for some minutes, and the one after it."""
    account, now = current_account().id, desk().clock()
    with archive().asking() as ask:
        behind = queue.behind(ask)
    if behind:
        gather()
    with archive().asking() as ask:
        left, behind = queue.waiting(ask, sift), queue.behind(ask)
    given = claims().first_for(account, _waiting(archive(), sift), now)
    after = claims().second_for(account, _waiting(archive(), sift)) if given else None
    return Upcoming(
        doubt=_address(given, sift) if given else None,
        after=_address(after, sift) if after else None,
        left=left,
        put_off=claims().put_off_by(account),
        behind=behind,
    )


def _waiting(reader: ArchiveReader, sift: Sift) -> Iterator[Waiting]:
    offset = 0
    while True:
        with reader.asking() as ask:
            part = queue.next_doubts(ask, sift, _PART, offset)
        yield from filter(_still_waits, part)
        if len(part) < _PART:
            return
        offset += _PART


def _still_waits(doubt: Waiting) -> bool:
    """Whether nobody has settled it since the queue was brought up to date."""
    archived = archive().entry(doubt.entry)
    reading = archived.entry.keyed().get(doubt.field) if archived else None
    if reading is None:
        return False
    return doubt.what is not What.FLAGGED or reading.status is Status.FLAGGED


def _address(doubt: Waiting, sift: Sift) -> NextDoubt:
    archived = archive().entry(doubt.entry)
    asked = {f"q_{name}": value for name, value in words_of(sift).items()}
    cell = {"entry": doubt.entry, "key": doubt.field}
    return NextDoubt(
        entry=doubt.entry,
        key=doubt.field,
        page=link("review.page.show", sha256=doubt.scan, number=doubt.number, queue=1, **cell, **asked),
        data=link("review.page.table", sha256=doubt.scan, number=doubt.number),
        detail=link("review.cell.detail", **cell),
        crop=pictures.address(archived, doubt.field, _ENLARGED) if archived else None,
    )
