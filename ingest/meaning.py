"""What somebody's words for a reading mean where they stand: one rule for tables of corrections and for the desk."""

from __future__ import annotations

import unicodedata

from archive.records import DATE_FIELDS, Reading
from archive.review.machine import Cause, Said, Unclear
from ingest.parse import dates, ditto, groups, values


def plain(text: str) -> str:
    """A text in NFC, without blanks round it."""
    return unicodedata.normalize("NFC", text.strip())


def meant(key: str, reading: Reading, said: Said) -> tuple[str, str | None]:
    """The text and the value that somebody decides for, of the reading under `key`; raises Unclear.

    What the reading says already, or the machine read there, means what it means there. A place joins what the
    headings over its entry put before it.
    """
    words = plain(said.text)
    same = next((each for each in (reading, reading.machine) if each and plain(each.text) == words), None)
    text = same.text if same else words
    if not text and not same and (key == "name" or not said.why):
        raise Unclear(
            Cause.BLANK,
            "its text is blank; □ is for what nobody can read; of a cell that is blank on paper say so under why",
        )
    if said.value:
        if key in DATE_FIELDS and not dates.is_edtf(said.value):
            raise Unclear(Cause.NO_DATE, f"{said.value!r} is no date; write 1947, 1947-03, 1947-03-12 or 1946/1947")
        return text, said.value
    if same:
        return text, same.value
    if key != "name" and ditto.find(text, digits_mean=True):
        return text, _of_ditto(reading)
    meaning = values.understand(key, text)
    if key != "native_place":
        return text, meaning.value
    return text, _under_the_same_headings(reading, meaning.value or "")


def _of_ditto(reading: Reading) -> str | None:
    """What a ditto mark means where the machine took it for one too."""
    read = reading.machine or reading
    if ditto.find(read.text, digits_mean=False) is None:
        raise Unclear(Cause.DITTO, "it is a ditto mark now; write what it means under value")
    return read.value


def _under_the_same_headings(reading: Reading, place: str) -> str | None:
    """The place with what the headings over the entry, or its roster, put before the place as it was read."""
    read = reading.machine or reading
    own = values.understand("native_place", read.text).value or ""
    whole = read.value or ""
    return groups.rejoined(whole.removesuffix(own) if whole.endswith(own) else "", place) or None
