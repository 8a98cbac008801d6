"""The pages of linking, and what is sent from them."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from archive.linkage.decisions import Distinction, Link, Seen
from archive.linkage.keeping import read
from archive.records import Signed
from archive.staff.values import Role
from archive.store import links
from archive.store.links import Relinked
from webapp.desk.access import current_account, needs
from webapp.desk.asked import deciding, entry_or_404, json_object, now, text_in
from webapp.desk.linking.contexts import ProposalLine, ProposalsPage
from webapp.desk.linking.decided import decided_page
from webapp.desk.linking.pairs import another, named, open_proposals, pair_page, percent
from webapp.desk.refusals import refusal
from webapp.desk.words import moment
from webapp.shelf import archive, shelf

_ON_A_PAGE: Final = 50
_LONGEST_WHY: Final = 500

blueprint = Blueprint("linking", __name__, url_prefix="/linking")


@blueprint.get("/")
@needs(Role.EDITOR)
def proposals() -> str:
    """The open proposals, the likeliest first."""
    first = max(0, request.args.get("first", 0, type=int))
    waiting = open_proposals()
    shown = waiting[first : first + _ON_A_PAGE]
    entries = {each.id: each for each in archive().entries_of({id for one in shown for id in (one.one, one.other)})}
    lines = tuple(
        ProposalLine(named(entries[each.one]), named(entries[each.other]), percent(each.probability))
        for each in shown
        if each.one in entries and each.other in entries
    )
    page = ProposalsPage(
        lines=lines,
        waiting=len(waiting),
        first=first + 1,
        previous=max(0, first - _ON_A_PAGE) if first else None,
        next=first + _ON_A_PAGE if len(waiting) > first + _ON_A_PAGE else None,
        outdated=read(shelf().folder).generation != archive().generation(),
        alone=request.args.get("one", ""),
    )
    return render_template("desk/linking/proposals.html", page=page)


@blueprint.get("/of/<entry>")
@needs(Role.EDITOR)
def of_entry(entry: str) -> ResponseReturnValue:
    """An entry beside another of its person, else beside the one most like it, else to be put beside any."""
    archived = entry_or_404(entry)
    other = another(archived)
    if other is None:
        return redirect(url_for("linking.proposals", one=archived.id))
    return redirect(url_for("linking.pair", one=archived.id, other=other))


@blueprint.get("/choose")
@needs(Role.EDITOR)
def choose() -> ResponseReturnValue:
    """Any two entries side by side, each given by its id or by the address of a page that ends in it."""
    one, other = (request.args.get(side, "").strip().rstrip("/").rpartition("/")[2] for side in ("one", "other"))
    if one == other:
        abort(400)
    return redirect(url_for("linking.pair", one=entry_or_404(one).id, other=entry_or_404(other).id))


@blueprint.get("/pair/<one>/<other>")
@needs(Role.EDITOR)
def pair(one: str, other: str) -> str:
    """Two entries side by side; `?part` gives the comparison alone, for scripts."""
    template = "desk/linking/comparison.html" if "part" in request.args else "desk/linking/pair.html"
    return render_template(template, page=pair_page(entry_or_404(one), entry_or_404(other)))


@blueprint.get("/next")
@needs(Role.EDITOR)
def following() -> Response:
    """The address of the proposal after that of `one` and `other`, or of the first; null where none is left."""
    return jsonify({"next": _next(request.args.get("one", ""), request.args.get("other", ""))})


@blueprint.post("/decide")
@needs(Role.EDITOR)
def decide() -> ResponseReturnValue:
    """`{"one", "other", "saw_one", "saw_other", "same", "why"}`: one person, or two."""
    sent = json_object()
    one, other = (Seen(_text(sent, side), _text(sent, f"saw_{side}")) for side in ("one", "other"))
    after = _next(one.entry, other.entry)
    same = sent.get("same")
    if not isinstance(same, bool):
        abort(400)
    try:
        with deciding() as writer:
            act = links.link(writer, one, other, _signed(sent)) if same else None
            if not same:
                links.tell_apart(writer, one, other, _signed(sent))
    except Relinked as overtaken:
        return _overtaken(overtaken)
    return jsonify({"act": act, "next": after})


@blueprint.post("/part")
@needs(Role.EDITOR)
def part() -> ResponseReturnValue:
    """`{"entry", "saw", "why"}`: take an entry out of the person it speaks of."""
    sent = json_object()
    try:
        with deciding() as writer:
            act = links.unlink(writer, Seen(_text(sent, "entry"), _text(sent, "saw")), _signed(sent))
    except Relinked as overtaken:
        return _overtaken(overtaken)
    return jsonify({"act": act})


@blueprint.post("/undo")
@needs(Role.EDITOR)
def undo() -> ResponseReturnValue:
    """`{"act"}` undoes a link or its undoing; `{"one", "other"}` takes back that two were told apart."""
    sent = json_object()
    act = sent.get("act")
    try:
        with deciding() as writer:
            if isinstance(act, int):
                return jsonify({"act": links.undo(writer, act, _signed({"why": f"撤销第 {act} 号决定"}))})
            links.withdraw(writer, _text(sent, "one"), _text(sent, "other"), _signed(sent))
    except Relinked as overtaken:
        return _overtaken(overtaken)
    return jsonify({"act": None})


@blueprint.get("/decided")
@needs(Role.EDITOR)
def decided() -> str:
    """What was decided last, to be undone."""
    return render_template("desk/linking/decided.html", page=decided_page())


def _next(one: str, other: str) -> str | None:
    waiting = open_proposals()
    here = next((at for at, each in enumerate(waiting) if {each.one, each.other} == {one, other}), -1)
    if here + 1 >= len(waiting):
        return None
    after = waiting[here + 1]
    return url_for("linking.pair", one=after.one, other=after.other)


def _text(sent: dict[str, object], name: str) -> str:
    words = sent.get(name)
    if not isinstance(words, str) or not words:
        abort(400)
    return words


def _signed(sent: dict[str, object]) -> Signed:
    return Signed(current_account().name, now(), text_in(sent, "why", _LONGEST_WHY))


def _overtaken(overtaken: Relinked) -> Response:
    """Who decided first, and what."""
    match overtaken.last:
        case Link(person=person, signed=signed):
            done = "关联了这一条" if person else "拆开了这一条"
            words = f"{signed.who}在 {moment(signed.at)} {done}。请看过现在的情形，再作决定。"
        case Distinction(signed=signed):
            why = f"（{signed.why}）" if signed.why else ""
            words = f"{signed.who}在 {moment(signed.at)} 判定其中两条不是同一人{why}。要关联，请先收回那个判定。"
        case _:
            words = "请看过现在的情形，再作决定。"
    return refusal(409, ("没有改动", words))
