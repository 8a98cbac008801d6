"""How accurate the roll is, as far as samples that people keyed again tell, field by field."""

from __future__ import annotations

from collections.abc import Iterable

from archive.keying import Accuracy
from archive.records import FIELDS
from webapp.contexts import FieldAccuracy


def accuracies(told: Iterable[Accuracy]) -> tuple[FieldAccuracy, ...]:
    """What the last finished sample of each field told, in the order in which people read fields."""
    by_field: dict[str, dict[bool, Accuracy]] = {}
    for each in told:
        by_field.setdefault(each.field, {})[each.accepted] = each
    return tuple(
        FieldAccuracy(word, by_field[field][False].at[:10], by_field[field].get(True), by_field[field][False])
        for field, word in FIELDS.items()
        if field in by_field
    )
