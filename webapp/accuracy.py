"""How accurate the roll is, as far as samples that people keyed again tell, field by field."""

from __future__ import annotations

from collections.abc import Iterable

from archive.bilingual import field_label
from archive.keying import Accuracy
from archive.records import FIELDS
from webapp.contexts import FieldAccuracy
from webapp.languages import told


def accuracies(figures: Iterable[Accuracy]) -> tuple[FieldAccuracy, ...]:
    """What the last finished sample of each field told, in the order in which people read fields."""
    by_field: dict[str, dict[bool, Accuracy]] = {}
    for each in figures:
        by_field.setdefault(each.field, {})[each.accepted] = each
    return tuple(
        FieldAccuracy(
            told(field_label(field)), by_field[field][False].at[:10], by_field[field].get(True), by_field[field][False]
        )
        for field in FIELDS
        if field in by_field
    )
