from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from flask.testing import FlaskClient

Read = Callable[..., str]


def test_written_forms_of_one_unit_are_counted_together(read: Read) -> None:
    page = read("/units/")
    assert "渤海纵队第七师</a>" in page
    assert "2 人" in page
    assert page.index("渤海纵队第七师") < page.index("名册所印的其他单位") < page.index("民兵")


def test_a_unit_tells_what_it_belonged_to_its_other_names_and_its_people(read: Read) -> None:
    page = read("/units/渤海纵队第七师")
    for told in ("隶属", "渤海纵队", "渤纵七师", "待证", "王德胜", "李秀英"):
        assert told in page


def test_a_short_form_leads_to_the_full_name(visitor: FlaskClient) -> None:
    answer = visitor.get("/units/渤纵7师")
    assert answer.status_code == 302
    assert unquote(answer.location) == "/units/渤海纵队第七师"


def test_a_known_unit_of_which_nobody_was_read_says_so(read: Read) -> None:
    assert "名册中还没有读到这支部队的人" in read("/units/渤海军区")


def test_a_unit_that_nobody_knows_is_not_there(read: Read) -> None:
    read("/units/乌有团", 404)
    read("/units/?page=2", 404)
