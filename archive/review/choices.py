"""What else a reading may be, from the evidence that is stored with it."""

from __future__ import annotations

from collections.abc import Iterator

from archive.records import Reading


def runners_up(reading: Reading) -> list[str]:
    """The other texts that readers saw, or that people found printed elsewhere for the same: likeliest first."""
    read = reading.machine or reading
    likeliest = sorted(read.votes, key=lambda vote: -vote.confidence)
    texts = [*([reading.machine.text] if reading.machine else []), *(vote.text for vote in likeliest)]
    return [text for text in dict.fromkeys(texts) if text != reading.text]


def confusions(reading: Reading) -> Iterator[str]:
    """The characters of a reading that may be another one, each as "高→商": 高 is read, another reader saw 商."""
    for text in runners_up(reading):
        if len(text) == len(reading.text):
            differing = [(one, other) for one, other in zip(reading.text, text, strict=True) if one != other]
            if len(differing) == 1:
                yield "→".join(differing[0])
