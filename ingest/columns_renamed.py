"""What the print of a column means once a person said that the column is for another field."""

from __future__ import annotations

from archive.records import Reading
from archive.structure import Meaning
from ingest.doubt import SURE_FLAG, WEIGHTS
from ingest.parse import ditto, values


def meaning(field: str, reading: Reading) -> Meaning:
    """What `reading` means in `field`; a ditto mark means there what it meant in the column as it was read."""
    is_mark = field != "name" and ditto.find(reading.text, digits_mean=True) is not None
    told = values.understand(field, (reading.value or "") if is_mark else reading.text)
    against = any(WEIGHTS[doubt] <= SURE_FLAG for doubt in told.doubts)
    return Meaning(told.value, against or (is_mark and told.value is None) or (field == "name" and told.value is None))
