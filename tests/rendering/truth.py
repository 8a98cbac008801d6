"""What a page truly says: the form that measurements read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of one entry: the printed text, what it means, where its ink stands.

    `box` is None where nothing is printed, or where no single box holds just this field.
    """

    text: str
    value: str | None
    box: Box | None = None

    def at(self, box: Box | None) -> Field:
        """The same field, standing at `box`; a blank stands nowhere."""
        return replace(self, box=box if self.text else None)

    def as_json(self) -> dict[str, Any]:
        """`{text, value, box}` with the box as x, y, width, height."""
        return {"text": self.text, "value": self.value, "box": _as_list(self.box)}


@dataclass(frozen=True, slots=True)
class Record:
    """One entry's fields; `extent` frames the whole entry where its fields have no boxes (prose)."""

    fields: dict[str, Field]
    extent: Box | None = None

    def moved(self, place: Callable[[Box], Box]) -> Record:
        """The entry where `place` carries it."""
        fields = {
            name: replace(field, box=place(field.box)) if field.box else field for name, field in self.fields.items()
        }
        return Record(fields, place(self.extent) if self.extent else None)

    def as_json(self) -> dict[str, Any]:
        """Field names to their JSON; the extent as `_box`."""
        record: dict[str, Any] = {name: field.as_json() for name, field in self.fields.items()}
        if self.extent:
            record["_box"] = _as_list(self.extent)
        return record


@dataclass(frozen=True, slots=True)
class PageTruth:
    """One scan and its entries in reading order.

    `rotated` is how many degrees counter-clockwise the upright page was turned.
    """

    scan: str
    layout: str
    damage: str
    rotated: int
    records: tuple[Record, ...]

    def as_json(self) -> dict[str, Any]:
        """One element of truth.json."""
        return {
            "scan": self.scan,
            "layout": self.layout,
            "damage": self.damage,
            "rotated": self.rotated,
            "records": [record.as_json() for record in self.records],
        }


def hull(boxes: list[Box]) -> Box | None:
    """The smallest box round all `boxes`, None round nothing."""
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _as_list(box: Box | None) -> list[float] | None:
    if box is None:
        return None
    left, top, right, bottom = box
    return [round(left, 1), round(top, 1), round(right - left, 1), round(bottom - top, 1)]
