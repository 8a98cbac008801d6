from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

from flask.testing import FlaskClient

LINK = re.compile(r'(?:href|src)="([^"]*)"')
ENDLESS = ("/search",)
"""Of these only the page itself is looked at: there is no end of questions."""


def test_every_link_leads_to_a_page_of_the_site_and_none_outside(visitor: FlaskClient) -> None:
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop()
        answer = visitor.get(address)
        assert answer.status_code in (200, 302), unquote(address)
        if answer.mimetype != "text/html" or address.startswith(ENDLESS):
            continue
        assert "style=" not in answer.text, unquote(address)
        for link in map(unescape, LINK.findall(answer.text)):
            parts = urlsplit(urljoin(f"http://localhost{address}", link))
            assert parts.netloc == "localhost", (unquote(address), link)
            following = parts.path + (f"?{parts.query}" if parts.query else "")
            if following not in seen:
                seen.add(following)
                # The days before and after go round the whole year.
                if not following.startswith("/days/") or following in ("/days/03-11", "/days/03-12", "/days/03-13"):
                    waiting.append(following)
    assert len(seen) > 100
    assert {"/places/", "/units/", "/years/", "/surnames/", "/rosters/", "/map", "/statistics"} <= seen


def test_nothing_here_takes_more_than_a_question(visitor: FlaskClient) -> None:
    rules = visitor.application.url_map.iter_rules()
    own = [rule for rule in rules if rule.endpoint.startswith(("browsing.", "machines."))]
    assert own
    assert all((rule.methods or set()) <= {"GET", "HEAD", "OPTIONS"} for rule in own)


def test_no_page_sets_a_cookie(visitor: FlaskClient) -> None:
    for address in ("/", "/places/", "/statistics", "/rosters/huimin"):
        assert "Set-Cookie" not in visitor.get(address).headers
