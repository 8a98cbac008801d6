"""A life in one sentence, and for machines: told only from facts that may be relied on."""

from __future__ import annotations

from typing import Final

from archive.bilingual import Both
from archive.records import Person, Reading
from webapp.dates import DateWords, date_words, iso_date
from webapp.facts import coherent

_MEMBER: Final = ("党员", "团员")
_ILLNESS: Final = ("病故", "病逝", "病亡")
_IN_ENGLISH: Final = {"男": "male", "女": "female"}
_SEX: Final = {"男": "https://schema.org/Male", "女": "https://schema.org/Female"}


def life_of(person: Person) -> Both | None:
    """The person's life in a sentence of each language; None where no fact tells of it."""
    facts = coherent(person)
    zh, en = _chinese(facts), _english(facts)
    if not zh:
        return None
    return Both((_value(facts, "name") or "这位烈士") + "，" + zh, en)


def linked_data(person: Person, identity: str, address: str) -> dict[str, object]:
    """A schema.org Person, of trusted facts only.

    `identity` is an absolute address that stands for the person in every language, `address` that of the page.
    """
    facts = coherent(person)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Person",
        "@id": identity,
        "url": address,
    }
    for key, field in (
        ("name", "name"),
        ("alternateName", "alias"),
        ("jobTitle", "position"),
        ("award", "honors"),
    ):
        if field in facts:
            data[key] = facts[field].value
    for key, field in (("birthDate", "birth"), ("deathDate", "death")):
        date = iso_date(facts[field].value or "") if field in facts else None
        if date:
            data[key] = date
    for key, field in (("homeLocation", "native_place"), ("deathPlace", "death_place")):
        if field in facts:
            data[key] = {"@type": "Place", "name": facts[field].value}
    if "unit" in facts:
        data["affiliation"] = {"@type": "Organization", "name": facts["unit"].value}
    if "sex" in facts and facts["sex"].value in _SEX:
        data["gender"] = _SEX[facts["sex"].value]
    return data


def _chinese(facts: dict[str, Reading]) -> str:
    sentences = [clauses for clauses in (_origin(facts), _service(facts), _end(facts)) if clauses]
    if len(sentences) > 1 and sentences[0] == [_value(facts, "sex")]:
        # 男 by itself is no sentence.
        sentences[:2] = [sentences[0] + sentences[1]]
    return "".join(f"{'，'.join(clauses)}。" for clauses in sentences)


def _origin(facts: dict[str, Reading]) -> list[str]:
    clauses = []
    if sex := _value(facts, "sex"):
        clauses.append(sex)
    if born := _date(facts, "birth"):
        clauses.append(f"{born.zh}生")
    if home := _value(facts, "native_place"):
        clauses.append(home if home.endswith("人") else f"{home}人")
    return clauses


def _service(facts: dict[str, Reading]) -> list[str]:
    clauses = []
    if joined := _date(facts, "enlisted"):
        clauses.append(f"{joined.zh}{'入伍' if in_the_army(facts) else '参加革命'}")
    if (party := _value(facts, "political_status")).endswith(_MEMBER):
        clauses.append(party)
    unit, position = _value(facts, "unit"), _value(facts, "position")
    if position:
        clauses.append(f"生前任{unit}{position}")
    elif unit:
        clauses.append(f"生前单位为{unit}")
    return clauses


def _end(facts: dict[str, Reading]) -> list[str]:
    died, place = _date(facts, "death"), _value(facts, "death_place")
    clauses = []
    if died or place:
        where = f"在{place}" if place else ""
        clauses.append((died.zh if died else "") + where + ("病故" if of_illness(facts) else "牺牲"))
    if grave := _value(facts, "burial_place"):
        clauses.append(f"安葬于{grave}")
    return clauses


def _english(facts: dict[str, Reading]) -> str:
    sentences = []
    born, home = _date(facts, "birth"), _value(facts, "native_place")
    sex = _IN_ENGLISH.get(_value(facts, "sex"), "")
    origin = [sex, f"born {born.when}" if born else "", f"a native of {home}" if home else ""]
    if any(origin):
        sentences.append(", ".join(filter(None, (_value(facts, "name") or "This martyr", *origin))))
    if joined := _date(facts, "enlisted"):
        joined_what = "the army" if in_the_army(facts) else "the revolution"
        sentences.append(f"Joined {joined_what} {joined.when}")
    if (party := _value(facts, "political_status")).endswith(_MEMBER):
        sentences.append(f"A member of the {'Party' if party.endswith(_MEMBER[0]) else 'Youth League'}")
    unit, position = _value(facts, "unit"), _value(facts, "position")
    if unit or position:
        sentences.append("Served" + (f" in {unit}" if unit else "") + (f" as {position}" if position else ""))
    died, place = _date(facts, "death"), _value(facts, "death_place")
    if died or place:
        verb = "Died of illness" if of_illness(facts) else "Fell"
        sentences.append(verb + (f" {died.when}" if died else "") + (f" at {place}" if place else ""))
    if grave := _value(facts, "burial_place"):
        sentences.append(f"Buried at {grave}")
    return "".join(f"{sentence}. " for sentence in sentences).strip()


def in_the_army(facts: dict[str, Reading]) -> bool:
    """Whether the roster asks when its people enlisted, and not when they joined the revolution."""
    return "入伍" in facts["enlisted"].heading


def of_illness(facts: dict[str, Reading]) -> bool:
    """Whether an illness ended this life, and no battle."""
    return any(word in _value(facts, "death_cause") for word in _ILLNESS)


def _value(facts: dict[str, Reading], field: str) -> str:
    return (facts[field].value or "") if field in facts else ""


def _date(facts: dict[str, Reading], field: str) -> DateWords | None:
    return date_words(_value(facts, field))
