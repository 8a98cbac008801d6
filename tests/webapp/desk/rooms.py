"""Every page of the desk, over a specimen of an archive."""

from __future__ import annotations

from tests.webapp.desk.specimen import Specimen
from webapp.desk.help.tasks import TASKS


def pages(specimen: Specimen) -> tuple[str, ...]:
    """Their addresses, as an administrator sees them."""
    one, other = specimen.id(1), specimen.id(1, second=True)
    return (
        "/",
        "/open/ledgers",
        "/open/failed",
        "/open/loose",
        "/review/",
        "/review/?roster=lin&field=name",
        f"/review/page/{specimen.first}/1",
        f"/review/strip/{specimen.first}/1/name",
        "/review/wall",
        "/review/wall?char=年&field=dates",
        "/structure/",
        "/structure/rosters/lin",
        f"/structure/{specimen.first}/1",
        "/keying/",
        "/keying/1",
        "/linking/",
        f"/linking/pair/{one}/{other}",
        "/linking/decided",
        "/authorities/places/?q=临邑",
        "/authorities/units/new",
        "/authorities/places/record/临邑县",
        "/replacing/?find=排长&to=连长",
        "/replacing/?find=没有这样的字",
        "/replacing/strokes",
        "/importing/",
        "/incoming",
        "/incoming?state=refused",
        "/incoming/matches",
        "/redactions",
        f"/redactions/{specimen.first}/1",
        "/accounts",
        "/account",
        "/help/",
        *(f"/help/{task.name}" for task in TASKS),
        "/nowhere",
    )
