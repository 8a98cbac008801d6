from __future__ import annotations

from collections.abc import Callable

Read = Callable[..., str]


def test_the_wall_goes_by_sound_and_tells_nobodys_number(read: Read) -> None:
    page = read("/surnames/")
    wall = page[page.index('class="wall"') :]
    places = [wall.index(f">{name} <") for name in ("李", "吕", "欧阳", "孙", "王", "张", "赵")]
    assert places == sorted(places)
    assert ">Lü<" in wall
    assert "人" not in wall[: wall.index("</main>")]


def test_the_wall_goes_by_strokes_too(read: Read) -> None:
    page = read("/surnames/?by=strokes")
    assert page.index("4画") < page.index(">王 <") < page.index("7画") < page.index(">李 <")
    read("/surnames/?by=size", 400)


def test_a_surname_leads_to_its_people(read: Read) -> None:
    page = read("/surnames/欧阳")
    assert "欧阳成" in page
    assert "Ouyang" in page
    assert "王德胜" not in page


def test_a_doubtful_name_is_shown_as_doubtful(read: Read) -> None:
    assert "待核对" in read("/surnames/赵")


def test_a_surname_that_nobody_bears_is_not_there(read: Read) -> None:
    read("/surnames/乌", 404)
