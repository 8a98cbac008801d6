"""The words for what speaks against a reading, shared by those who notice and the one who weighs."""

from __future__ import annotations

from enum import StrEnum


class Doubt(StrEnum):
    """What was noticed about a reading; `ingest.doubt` says how much each weighs."""

    IMPOSSIBLE_DATE = "impossible date"
    NOT_A_DATE = "not a date"
    CENTURY_ASSUMED = "century assumed"
    LUNAR = "lunar date"
    VAGUE = "vaguer than printed"
    IMPROBABLE_YEAR = "improbable year"
    ORDER_OF_DATES = "order of dates"
    IMPOSSIBLE_AGE = "impossible age"
    ZERO_INFERRED = "〇 inferred"
    ZERO_MISSING = "〇 may be missing"
    DASH_INFERRED = "一 inferred from a dash"
    NO_NAME = "no name"
    NAME_LENGTH = "unusual length of a name"
    NAME_CHARACTER = "not a character of names"
    RARE_SURNAME = "rare surname"
    ILLEGIBLE = "illegible glyph"
    NOT_A_SEX = "neither 男 nor 女"
    BROKEN_WORD = "牺 without 牲"
    MAYBE_DITTO = "may be a ditto mark"
    DITTO_OF_NOTHING = "nothing above the ditto"
    DITTO_OF_DOUBT = "ditto of a doubtful reading"
    DITTO_OVER_GROUP = "ditto across a group heading"
    DITTO_IN_PART = "ditto in part"
    NOT_SPLIT = "cell not split"
    SPLIT_GUESSED = "split guessed"
    CELL_SPANS_COLUMNS = "cell spans columns"
    CELL_SPANS_ROWS = "cell spans rows"
    HEADING_GUESSED = "heading guessed"
    CELL_ABSENT = "cell missing"
    CONFUSED = "confused in this roster"
