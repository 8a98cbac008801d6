"""What people decided of persons, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from archive.linkage.decisions import Link, undone
from archive.store import links
from webapp.desk.linking.contexts import ActLine, ApartLine, DecidedPage, Named
from webapp.desk.linking.pairs import named
from webapp.desk.words import moment
from webapp.shelf import archive

_MOST: Final = 100


def decided_page() -> DecidedPage:
    """The last decisions, the latest first."""
    with archive().asking() as ask:
        acts = [(act, links.history(ask, [link.entry for link in act])) for act in links.acts(ask, _MOST)]
        apart = links.distinctions(ask)[-_MOST:][::-1]
        loose = [link for _, link in links.loose_links(ask)]
    ids = {
        *(link.entry for act, _ in acts for link in act),
        *(entry for each in apart for entry in (each.one, each.other)),
        *(link.entry for link in loose),
    }
    known = {each.id: named(each) for each in archive().entries_of(ids)}
    return DecidedPage(
        acts=tuple(_act(act, history, known) for act, history in acts),
        apart=tuple(
            ApartLine(
                _known(known, each.one),
                _known(known, each.other),
                moment(each.signed.at),
                each.signed.who,
                each.signed.why,
            )
            for each in apart
        ),
        loose=tuple(_known(known, link.entry) for link in loose),
    )


def _act(act: Sequence[Link], history: Mapping[str, Sequence[Link]], known: Mapping[str, Named]) -> ActLine:
    signed = act[0].signed
    return ActLine(
        act=act[0].act,
        at=moment(signed.at),
        who=signed.who,
        why=signed.why,
        words="关联为同一人" if all(link.person for link in act) else "拆开",
        entries=tuple(_known(known, link.entry) for link in act),
        undoable=undone(act[0].act, history) is not None,
    )


def _known(known: Mapping[str, Named], entry: str) -> Named:
    return known.get(entry) or Named(entry, "这一条已不在", "", "", entry)
