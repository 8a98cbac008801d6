"""What is measured of a page is measured once."""

from __future__ import annotations

import pytest

from ingest.rectify import lit
from ingest.rectify.lit import Lit
from tests.ingest.paper import ROSTER, ruled

MEASURES = {"character": "character_height", "slant": "find_slant", "runs_across": "runs_across"}


@pytest.mark.parametrize("measure", MEASURES)
def test_a_page_is_measured_when_it_is_first_asked_for_that_and_never_again(
    measure: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    plain = getattr(lit, MEASURES[measure])
    monkeypatch.setattr(lit, MEASURES[measure], lambda *seen: asked.append(seen) or plain(*seen))
    page = Lit(ruled(ROSTER).pixels)
    assert not asked
    assert getattr(page, measure) == getattr(page, measure)
    assert len(asked) == 1
