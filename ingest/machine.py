"""The machine as the desk asks it, handed down by the door."""

from __future__ import annotations

from archive.folder import DataFolder
from archive.review.machine import Machine
from ingest.corrections import plan_sent, settle_decided, take_sent
from ingest.glyphs import seen
from ingest.knowledge import KNOWLEDGE
from ingest.meaning import meant


def machine(folder: DataFolder) -> Machine:
    """What is asked of it; the same for every archive."""
    return Machine(meant, seen, settle_decided, KNOWLEDGE, plan_sent, take_sent)
