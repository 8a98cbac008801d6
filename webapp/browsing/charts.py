"""Charts that are their own table: a label, a number, and a bar as long as the number is large."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from archive.authority.units import units
from archive.bilingual import Both
from archive.records import Status
from search import Tally
from search.characters.dictionary import by_sound
from webapp.browsing.contexts import Bar, Chart, StatisticsPage
from webapp.contexts import Address

_PEOPLE: Final = Both("人数", "People")
_STATES: Final = {
    Status.VERIFIED: Both("已有人核对", "checked by a person"),
    Status.ACCEPTED: Both("机器识读，没有疑点", "read by machine, without doubt"),
    Status.FLAGGED: Both("有字待核对", "something still to be checked"),
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
    counted = {int(year): count for year, count in tally.labels["year"].items()}
    span: Sequence[int] = range(min(counted), max(counted) + 1) if counted else ()
    if len(span) > 2 * len(counted) + 20:
        span = sorted(counted)  # one misread year far away would leave nearly all of the chart blank
    bars = _bars({year: counted.get(year, 0) for year in span}, lambda year: Both(f"{year}"), _year_address)
    words = Both("名册没有记下牺牲年份。", "The rosters tell no year of death.")
    if counted:
        first, last = min(counted), max(counted)
        words = Both(
            f"名册所记的牺牲年份，最早 {first} 年，最晚 {last} 年。只知道一段年份的，各年都计入。",
            f"Years of death from {first} to {last}. Where only a span of years is known, each of them counts.",
        )
    return Chart("years", Both("牺牲年份", "Years of death"), words, Both("年", "Year"), bars, True, "browsing.year")


def _ages(tally: Tally) -> Chart:
    known = sum(tally.ages.values())
    first = min(tally.ages, default=0) // _FIVE * _FIVE
    groups = dict.fromkeys(range(first, max(tally.ages, default=0) + 1, _FIVE), 0) if known else {}
    for age, count in tally.ages.items():
        groups[age // _FIVE * _FIVE] += count
    words = Both(
        f"生年与牺牲年份都清楚的有 {known:,} 人，按两个年份相减；其余的人年龄无从知道。",
        f"Both years are known of {known:,} people; the age is the difference. The age of the others cannot be told.",
    )
    bars = _bars(groups, lambda start: Both(f"{start}—{start + _FIVE - 1}"), None)
    return Chart("ages", Both("牺牲时的年龄", "Age at death"), words, Both("岁", "Years of age"), bars, True)


def _counties(tally: Tally) -> Chart:
    counted = tally.labels["county"]
    words = Both(
        f"籍贯分属 {len(counted)} 个县市，按音序排列；县名依名册所印。",
        f"People of {len(counted)} counties, in the order of their sounds, under the names that the rosters print.",
    )
    bars = _bars({name: counted[name] for name in sorted(counted, key=by_sound)}, Both, _name_address)
    return Chart(
        "counties", Both("籍贯", "Native counties"), words, Both("县", "County"), bars, False, "browsing.place"
    )


def _units(tally: Tally) -> Chart:
    names = dict.fromkeys(unit.name for unit in units().values())
    counted = {name: tally.of("unit", name) for name in names if tally.of("unit", name)}
    others = len(tally.labels["unit"]) - len(counted)
    words = Both(
        f"渤海区各部队，依建制先后；另有名册所印的 {others:,} 种番号未列，见“部队”。",
        f"Units of the Bohai forces, in their historical order; {others:,} other names are listed under Units.",
    )
    bars = _bars(counted, Both, _name_address)
    return Chart("units", Both("部队", "Units"), words, Both("部队", "Unit"), bars, False, "browsing.unit")


def _states(tally: Tally) -> Chart:
    counted = {state: tally.of("state", state) for state in _STATES}
    flagged = counted[Status.FLAGGED]
    words = Both(
        f"{tally.people:,} 人中，有 {flagged:,} 人至少一处字迹待核对。",
        f"Of {tally.people:,} people, {flagged:,} have at least one reading that a person must still look at.",
    )
    bars = _bars(counted, _STATES.__getitem__, lambda state: {"state": str(state)})
    return Chart("states", Both("核对", "Checking"), words, Both("状态", "State"), bars, False, "public.results")


def _bars(
    counted: Mapping[Key, int], words: Callable[[Key], Both], address: Callable[[Key], Address] | None
) -> tuple[Bar, ...]:
    most = max(counted.values(), default=0) or 1
    return tuple(
        Bar(words(key), count, round(100 * count / most, 2), address(key) if address and count else None)
        for key, count in counted.items()
    )


def _year_address(year: int) -> Address:
    return {"year": str(year)}


def _name_address(name: str) -> Address:
    return {"name": name}
