"""By what the people found can be sifted: how many there are of each county, unit, year and so on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.bilingual import Both
from archive.records import Status
from search import Results, Search
from webapp.asking import around, parameters, turned_to
from webapp.contexts import Address, Choice, Chosen, Facet
from webapp.dates import MONTHS, date_words
from webapp.languages import Words, phrase, told

_LABELS: Final[Mapping[str, Words]] = {
    "county": phrase("县"),
    "township": phrase("乡镇、村庄"),
    "unit": phrase("所属部队"),
    "year": phrase("牺牲年份"),
    "month": phrase("牺牲月份"),
    "day": phrase("牺牲日"),
    "sex": phrase("性别"),
    "roster": phrase("所出名册"),
    "state": phrase("核对状态"),
    "surname": phrase("姓"),
}
_COUNTED: Final = ("county", "township", "unit", "year", "month", "sex", "roster", "state")
_WORDS: Final[Mapping[tuple[str, str], Words]] = {
    ("sex", "男"): phrase("男"),
    ("sex", "女"): phrase("女"),
    ("state", Status.VERIFIED): phrase("已核对"),
    ("state", Status.ACCEPTED): phrase("机器识读"),
    ("state", Status.FLAGGED): phrase("待核对"),
}
_SET_BY: Final[Mapping[str, tuple[str, ...]]] = {
    **{kind: (kind,) for kind in _LABELS},
    "county": ("county", "township"),
    "year": ("from", "to"),
    "month": ("month", "day"),
}
"""The parameters of each filter, and of what lies within it: a county's township, a month's day."""
_SHOWN: Final = {"year": 12, "month": 12}
_SHOWN_OF_OTHERS: Final = 6
"""Choices in view; the rest are folded away, unless hardly any."""
_HARDLY_ANY: Final = 2


def facets_of(search: Search, found: Results) -> tuple[Facet, ...]:
    """Every kind of label that tells the people found apart, or that was chosen; the chosen label first."""
    address = parameters(turned_to(search, 1))
    facets = (_facet(search, address, kind, found.facets.get(kind, {})) for kind in _COUNTED)
    return tuple(facet for facet in facets if len(facet.shown) > 1 or any(one.chosen for one in facet.shown))


def chosen_of(search: Search) -> tuple[Chosen, ...]:
    """The filters of a question, each with the address of the same question without it."""
    address = parameters(turned_to(search, 1))
    told = {kind: _words(search, kind, label) for kind in _LABELS if (label := _chosen(search, kind))}
    return tuple(Chosen(_LABELS[kind], words, _without(address, kind)) for kind, words in told.items())


def _facet(search: Search, address: Address, kind: str, counted: Mapping[str, int]) -> Facet:
    chosen, without = _chosen(search, kind), _without(address, kind)
    before, after = around(without, _SET_BY[kind][0])
    choices = [
        Choice(
            words=_words(search, kind, label),
            count=count,
            chosen=label == chosen,
            address=without if label == chosen else {**before, **_sets(kind, label), **after},
        )
        for label, count in counted.items()
    ]
    choices.sort(key=lambda choice: not choice.chosen)
    shown = _SHOWN.get(kind, _SHOWN_OF_OTHERS)
    if len(choices) <= shown + _HARDLY_ANY:
        shown = len(choices)
    return Facet(kind, _LABELS[kind], tuple(choices[:shown]), tuple(choices[shown:]))


def _chosen(search: Search, kind: str) -> str:
    """The label that is asked for; years as EDTF, from one to another."""
    if kind != "year":
        return str(getattr(search.filters, kind) or "")
    first, last = ("" if year is None else f"{year:04}" for year in (search.filters.since, search.filters.until))
    return first if first == last else f"{first or '..'}/{last or '..'}"


def _sets(kind: str, label: str) -> Mapping[str, str]:
    """The parameters that sift by a label; a year as from itself to itself."""
    if kind == "year":
        year = str(int(label))
        return {"from": year, "to": year}
    return {kind: label}


def _without(address: Address, kind: str) -> Address:
    """The question without one of its filters and what lies within that."""
    return {name: words for name, words in address.items() if name not in _SET_BY[kind]}


def _words(search: Search, kind: str, label: str) -> Words:
    if kind == "year":
        date = date_words(label)
        return told(date.both()) if date else label
    if kind == "month":
        return told(Both(f"{label}月", MONTHS[int(label) - 1]))
    if kind == "day":
        return told(Both(f"{label}日", label))
    if kind == "township":
        return _way_words(search, label)
    return _WORDS.get((kind, label), label)


def _way_words(search: Search, way: str) -> str:
    """A place within a county, told without the county or township that is chosen already."""
    above = next((one for one in (search.filters.township, search.filters.county) if way.startswith(f"{one}/")), "")
    return way.removeprefix(f"{above}/").replace("/", "")
