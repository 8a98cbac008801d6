"""Which proposals still wait for a person, after all that was decided since they were made. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from archive.linkage.decisions import Distinction
from archive.linkage.proposals import Proposal


def still_open(
    found: Iterable[Proposal], linked: Mapping[str, str], distinctions: Iterable[Distinction]
) -> list[Proposal]:
    """Those whose entries speak of two people whom nobody told apart; of two people the likeliest alone.

    `linked` says whom linked entries speak of. Whoever was told apart from one of a person's entries is apart from all.
    """
    apart = {frozenset(linked.get(entry, entry) for entry in (each.one, each.other)) for each in distinctions}
    kept: list[Proposal] = []
    for proposal in found:
        people = frozenset(linked.get(entry, entry) for entry in (proposal.one, proposal.other))
        if len(people) == 2 and people not in apart:
            apart.add(people)
            kept.append(proposal)
    return kept
