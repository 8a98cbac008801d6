"""The queue: how much waits, by what one may sift it, and what comes next."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.bilingual import field_label
from archive.staff.values import Role
from archive.store import OpenLedger, queue
from archive.store.queue import GROUPS, Sift, Waiting
from webapp.desk.access import current_account, desk, needs
from webapp.desk.asked import json_object, sheet_or_404
from webapp.desk.review.cells import kind_words, label_of
from webapp.desk.review.contexts import OpenPage, Sieve, StartPage
from webapp.desk.review.upcoming import claims, gather, link, sift_of, upcoming, words_of
from webapp.shelf import archive

_GROUP_WORDS: Final = {"name": "姓名", "places": "地名", "dates": "年月", "others": "其他各栏"}
_MOST_OPEN: Final = 200

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@needs(Role.REVIEWER)
def start() -> str:
    """What waits, and where to begin."""
    gather()
    return render_template("desk/review/start.html", page=_page(sift_of(request.args)))


@blueprint.get("/next")
@needs(Role.REVIEWER)
def following() -> ResponseReturnValue:
    """The next doubt for whoever asks."""
    return asdict(upcoming(sift_of(request.args)))


@blueprint.post("/put-off")
@needs(Role.REVIEWER)
def put_off() -> ResponseReturnValue:
    """Not now: the doubt waits for somebody else, or for later."""
    sent = json_object()
    key = (str(sent.get("entry", "")), str(sent.get("key", "")))
    claims().put_off(current_account().id, key, desk().clock())
    return "", 204


@blueprint.post("/take-up")
@needs(Role.REVIEWER)
def take_up() -> ResponseReturnValue:
    """Be given again what one put off."""
    claims().take_up(current_account().id)
    return "", 204


def _page(sift: Sift) -> StartPage:
    reader = archive()
    asked = words_of(sift)
    titles = {shelved.roster.id: shelved.roster.title for shelved in reader.rosters()}
    with reader.asking() as ask:
        told = queue.tally(ask, sift)
        behind = queue.behind(ask)
        lost = queue.lost(ask, _MOST_OPEN)
        first = queue.next_doubts(ask, sift, 1)
    by_group = dict.fromkeys(_GROUP_WORDS, 0)
    grouped = {field: group for group, fields in GROUPS.items() for field in fields}
    for field, many in told.fields.items():
        by_group[grouped.get(field, "others")] += many
    return StartPage(
        asked=asked,
        all=told.all,
        groups=tuple(_sieve("field", group, words, by_group[group], asked) for group, words in _GROUP_WORDS.items()),
        fields=tuple(_sieve("field", field, field_label(field).zh, n, asked) for field, n in told.fields.items()),
        kinds=tuple(_sieve("kind", kind, kind_words(kind), many, asked) for kind, many in told.kinds.items()),
        rosters=tuple(_sieve("roster", id, titles.get(id, id), many, asked) for id, many in told.rosters.items() if id),
        scans=tuple(_sieve("scan", sha256, name, many, asked) for sha256, name, many in told.scans),
        put_off=claims().put_off_by(current_account().id),
        behind=behind,
        first=url_for("review.page.show", sha256=first[0].scan, number=first[0].number) if first else None,
        lost=tuple(_lost(each) for each in lost),
        open_pages=tuple(_open_page(ledger) for ledger in reader.open_ledgers()[:_MOST_OPEN]),
    )


def _open_page(ledger: OpenLedger) -> OpenPage:
    address = link("review.page.show", sha256=ledger.sha256, number=ledger.page)
    return OpenPage(ledger.scan, ledger.page, ledger.points, address)


def _lost(waiting: Waiting) -> OpenPage:
    address = link("review.page.show", sha256=waiting.scan, number=waiting.number)
    scan = sheet_or_404(waiting.scan, waiting.number).scan
    return OpenPage(scan, waiting.number, (f"第 {waiting.row} 条 {label_of(waiting.field, waiting.field)}",), address)


def _sieve(by: str, value: str, words: str, many: int, asked: dict[str, str]) -> Sieve:
    here = asked.get(by) == value
    others = {name: each for name, each in asked.items() if name != by}
    address = link("review.start.start", **(others if here else others | {by: value}))
    confused = value.partition("→")[0] if by == "kind" and "→" in value else ""
    return Sieve(words, many, address, here, confused)
