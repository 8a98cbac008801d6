"""A question as an address carries it: from parameters to `Search`, and back."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from archive.bilingual import Both
from archive.errors import UsageError
from archive.records import Status
from search import SORTS, Filters, Search
from search.characters.fold import fold
from search.index.standing import SEXES
from search.questions.question import LAST_YEAR
from webapp.languages import Words, in_english, phrase, told

ON_A_PAGE: Final = 20
"""People on a page."""
MOST_ON_A_PAGE: Final = 100
"""People that a program may ask for at once."""
LAST_PAGE: Final = 999_999_999
MONTHS: Final = 12
DAYS: Final = 31
_LEAP: Final = 2000
"""A year that has every day."""
_BY_RELEVANCE: Final = SORTS[0]
_IN_ORDER: Final = (
    *("q", "county", "township", "unit", "from", "to", "month", "day"),
    *("sex", "roster", "state", "surname", "sort", "slips", "page"),
)
"""The parameters as addresses carry them: one question has one address, so that its page is kept once."""


class Refused(UsageError):  # noqa: N818 - says what is so; "Error" would add nothing
    """An address carries what cannot be asked; `words` say so to a visitor."""

    def __init__(self, words: Words) -> None:
        super().__init__(in_english(words))
        self.words = words


def asked(given: Mapping[str, str], limit: int = ON_A_PAGE) -> Search:
    """What the parameters of an address ask for, `limit` people a page; raises Refused. Blank ones ask nothing."""
    told = {name: words for name, value in given.items() if (words := value.strip())}
    page = whole_number("page", told.get("page", "1"), 1, LAST_PAGE)
    since, until = _years(told)
    month, day = _day(told)
    return Search(
        words=" ".join(told.get("q", "").split()),
        filters=Filters(
            county=_label("county", told),
            unit=_label("unit", told),
            roster=_label("roster", told),
            surname=_label("surname", told),
            township=_label("township", told),
            since=since,
            until=until,
            month=month,
            day=day,
            sex=one_of("sex", told.get("sex", ""), SEXES),
            state=one_of("state", told.get("state", ""), [*Status]),
        ),
        sort=one_of("sort", told.get("sort", ""), SORTS) or _BY_RELEVANCE,
        slips=bool(one_of("slips", told.get("slips", ""), ["1"])),
        limit=limit,
        offset=(page - 1) * limit,
    )


def _years(told: Mapping[str, str]) -> tuple[int | None, int | None]:
    """The first and the last year; raises Refused where nothing can lie between them."""
    since, until = _number("from", told, LAST_YEAR), _number("to", told, LAST_YEAR)
    if since and until and since > until:
        raise Refused(phrase("年份写反了：从 %(since)s 年到 %(until)s 年。", since=since, until=until))
    return since, until


def _day(told: Mapping[str, str]) -> tuple[int | None, int | None]:
    """The month and, with it, the day; raises Refused for a day that no year has."""
    month, day = _number("month", told, MONTHS), _number("day", told, DAYS)
    if day and not month:
        raise Refused(phrase("网址中的 day 要与 month 同用。"))
    if month and day and day > monthrange(_LEAP, month)[1]:
        raise Refused(phrase("没有 %(month)s 月 %(day)s 日这一天。", month=month, day=day))
    return month, day


def parameters(search: Search) -> dict[str, str]:
    """The parameters that `asked` makes `search` of, without those that ask nothing or the usual."""
    filters, page = search.filters, page_of(search)
    told = {
        "q": search.words,
        "county": filters.county,
        "township": filters.township,
        "unit": filters.unit,
        "from": _written(filters.since),
        "to": _written(filters.until),
        "month": _written(filters.month),
        "day": _written(filters.day),
        "sex": filters.sex,
        "roster": filters.roster,
        "state": filters.state,
        "surname": filters.surname,
        "sort": "" if search.sort == _BY_RELEVANCE else search.sort,
        "slips": "1" if search.slips else "",
        "page": str(page) if page > 1 else "",
    }
    return {name: told[name] for name in _IN_ORDER if told[name]}


def around(address: Mapping[str, str], name: str) -> tuple[dict[str, str], dict[str, str]]:
    """The parameters of a question that stand before one of that name, and those that stand after it."""
    place = _IN_ORDER.index(name)
    before, after = _IN_ORDER[:place], _IN_ORDER[place + 1 :]
    return _those(address, before), _those(address, after)


def _those(address: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: address[name] for name in names if name in address}


def asks(search: Search) -> bool:
    """Whether anybody is asked for: filters without words are a question too."""
    return bool(search.words) or search.filters != Filters()


def page_of(search: Search) -> int:
    """The page that a question asks for, from 1."""
    return search.offset // search.limit + 1


def turned_to(search: Search, page: int) -> Search:
    """The same question, on another page."""
    return replace(search, offset=(page - 1) * search.limit)


def whole_number(name: str, words: str, least: int, most: int) -> int:
    """A whole number that an address carries as `name`; raises Refused where it is none of `least` to `most`."""
    # int() would take ９, 1_0 and +1 too.
    if words.isascii() and words.isdigit() and len(words) < 10 and least <= int(words) <= most:
        return int(words)
    raise Refused(phrase("网址中的 %(name)s 应是 %(least)s 到 %(most)s 的整数。", name=name, least=least, most=most))


def one_of(name: str, words: str, known: Collection[str]) -> str:
    """One of the words that `name` may be, or ""; raises Refused where it is neither."""
    if not words or words in known:
        return words
    either = told(Both("、".join(known), " or ".join(known)))
    raise Refused(phrase("网址中的 %(name)s 只能是 %(known)s。", name=name, known=either))


def _label(name: str, told: Mapping[str, str]) -> str:
    """Words that may be any, for what nobody is called finds nobody; "" if there is nothing in them to look for."""
    words = told.get(name, "")
    return words if fold(words) else ""


def _written(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(name: str, told: Mapping[str, str], most: int) -> int | None:
    return whole_number(name, told[name], 1, most) if name in told else None
