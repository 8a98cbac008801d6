"""A page of every kind that the site and the kiosk have."""

from __future__ import annotations

from urllib.parse import quote

from archive.folder import DataFolder
from archive.store import ArchiveReader


def of_site(folder: DataFolder) -> tuple[str, ...]:
    """Of the public site, over the archive of tests/webapp/browsing."""
    ids, sheet = _known(folder)
    return tuple(
        quote(address, safe="/?&=")
        for address in (
            *(
                "/",
                "/about",
                "/nothing",
                "/search",
                "/search?q=王",
                "/search?q=王&sex=男&from=1940",
                "/search?county=惠民县&from=1947&to=1947",
                "/search?township=惠民县/沙窝乡&month=3&day=12",
                "/search?q=甲乙丙丁",
            ),
            *("/search?page=x", "/places/", "/places/惠民县", "/places/惠民县/沙窝乡", "/places/渤海行政区第四专区"),
            *("/units/", "/units/渤海纵队第七师", "/years/", "/years/1947", "/years/1947?month=5", "/surnames/"),
            *(
                "/surnames/?by=strokes",
                "/surnames/王",
                "/days/",
                "/days/03-12",
                "/days/09-30",
                "/days/",
                "/map",
                "/statistics",
            ),
            *("/rosters/", "/rosters/huimin", "/rosters/huimin/1", "/loose-pages", "/loose-pages/1"),
            *(f"/martyrs/{id}" for id in ids),
            *(f"/pages/{sheet}/1", f"/pages/{sheet}/1?row=1", f"/pages/{sheet}/1?row=7&field=name"),
            *(f"/martyrs/{ids[0]}/remembrance", f"/martyrs/{ids[0]}/family"),
            "/kin",
        )
    )


def of_kiosk(folder: DataFolder) -> tuple[str, ...]:
    """Of a kiosk over the same."""
    ids, sheet = _known(folder)
    return tuple(
        quote(address, safe="/?&=")
        for address in (
            *("/", "/about", "/nothing", "/kiosk/keys", "/kiosk/keys?typed=w", "/kiosk/keys?typed=zzz"),
            *("/kiosk/surnames", "/kiosk/surnames?order=strokes", "/kiosk/surnames/王", "/kiosk/places"),
            *("/kiosk/places/惠民县", "/kiosk/places/惠民县/沙窝乡", "/search?q=王", "/search?q=甲乙丙丁"),
            *(f"/martyrs/{id}" for id in ids),
            f"/pages/{sheet}/1?row=1",
        )
    )


def _known(folder: DataFolder) -> tuple[tuple[str, ...], str]:
    """The ids of a certain and of a doubtful person, and the hash of their scan."""
    with ArchiveReader.open(folder) as archive:
        people = archive.persons(archive.person_ids(0, 100)).values()
    first = next(one for one in people if one.entries[0].entry.row == 1)
    last = next(one for one in people if one.entries[0].entry.row == 7)
    return (first.id, last.id), first.entries[0].sha256
