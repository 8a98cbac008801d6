"""Charts that are their own table: a label, a number, and a bar as long as the number is large."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from archive.authority.units import units
from archive.records import Status
from search import Tally
from search.characters.dictionary import by_sound
from webapp.browsing.contexts import Bar, Chart, StatisticsPage
from webapp.contexts import Address
from webapp.languages import Words, counted, phrase

_STATES: Final = {
    Status.VERIFIED: phrase("已有人核对"),
    Status.ACCEPTED: phrase("机器识读，没有疑点"),
    Status.FLAGGED: phrase("有字待核对"),
}
Key = TypeVar("Key")
_FIVE: Final = 5
"""Years of age in one bar."""


def statistics_page(tally: Tally) -> StatisticsPage:
    """All charts; places and units in the order of sounds and of the authority, never of size."""
    return StatisticsPage(
        tally.people, (years_chart(tally), _ages(tally), _counties(tally), _units(tally), _states(tally))
    )


def years_chart(tally: Tally) -> Chart:
    """How many fell in each year, years of which there is nobody included."""
    people = {int(year): count for year, count in tally.labels["year"].items()}
    span: Sequence[int] = range(min(people), max(people) + 1) if people else ()
    if len(span) > 2 * len(people) + 20:
        span = sorted(people)  # one misread year far away would leave nearly all of the chart blank
    bars = _bars({year: people.get(year, 0) for year in span}, str, _year_address)
    words = phrase("名册没有记下牺牲年份。")
    if people:
        first, last = min(people), max(people)
        words = phrase(
            "名册所记的牺牲年份，最早 %(first)s 年，最晚 %(last)s 年。只知道一段年份的，各年都计入。",
            first=first,
            last=last,
        )
    return Chart("years", phrase("历年牺牲"), words, phrase("年"), bars, True, "browsing.year")


def _ages(tally: Tally) -> Chart:
    known = sum(tally.ages.values())
    first = min(tally.ages, default=0) // _FIVE * _FIVE
    groups = dict.fromkeys(range(first, max(tally.ages, default=0) + 1, _FIVE), 0) if known else {}
    for age, count in tally.ages.items():
        groups[age // _FIVE * _FIVE] += count
    words = counted("生年与牺牲年份都清楚的有 %(num)s 人，按两个年份相减；其余的人年龄无从知道。", known)
    bars = _bars(groups, lambda start: f"{start}—{start + _FIVE - 1}", None)
    return Chart("ages", phrase("牺牲时的年龄"), words, phrase("岁"), bars, True)


def _counties(tally: Tally) -> Chart:
    people = tally.labels["county"]
    words = counted("籍贯分属 %(num)s 个县市，按音序排列；县名依名册所印。", len(people))
    bars = _bars({name: people[name] for name in sorted(people, key=by_sound)}, str, _name_address)
    return Chart("counties", phrase("籍贯所在县"), words, phrase("县"), bars, False, "browsing.place")


def _units(tally: Tally) -> Chart:
    names = dict.fromkeys(unit.name for unit in units().values())
    people = {name: tally.of("unit", name) for name in names if tally.of("unit", name)}
    others = len(tally.labels["unit"]) - len(people)
    words = counted("渤海区各部队，依建制先后；另有名册所印的 %(num)s 种番号未列，见“部队”。", others)
    bars = _bars(people, str, _name_address)
    return Chart("units", phrase("部队"), words, phrase("部队"), bars, False, "browsing.unit")


def _states(tally: Tally) -> Chart:
    people = {state: tally.of("state", state) for state in _STATES}
    everybody = f"{tally.people:,}"
    words = counted("%(all)s 人中，有 %(num)s 人至少一处字迹待核对。", people[Status.FLAGGED], all=everybody)
    bars = _bars(people, _STATES.__getitem__, lambda state: {"state": str(state)})
    return Chart("states", phrase("核对"), words, phrase("状态"), bars, False, "public.results")


def _bars(
    people: Mapping[Key, int], words: Callable[[Key], Words], address: Callable[[Key], Address] | None
) -> tuple[Bar, ...]:
    most = max(people.values(), default=0) or 1
    return tuple(
        Bar(words(key), count, round(100 * count / most, 2), address(key) if address and count else None)
        for key, count in people.items()
    )


def _year_address(year: int) -> Address:
    return {"year": str(year)}


def _name_address(name: str) -> Address:
    return {"name": name}
