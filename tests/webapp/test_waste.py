"""What a page was made of is gone with it: nobody waits while waste is looked for."""

from __future__ import annotations

import gc

import pytest
from flask import Flask

from archive.folder import DataFolder
from webapp import create_public_site


@pytest.fixture(scope="module")
def site(indexed: DataFolder) -> Flask:
    return create_public_site(indexed)


@pytest.mark.parametrize("address", ["/search?q=赵&page={}", "/search?q=不在此处{}", "/martyrs/{}"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_page_leaves_next_to_nothing_to_look_for(site: Flask, address: str, language: str) -> None:
    client = site.test_client()
    people = [link.split('"')[0] for link in client.get("/search?q=赵").text.split('href="/martyrs/')[1:]]
    told = people if "martyrs" in address else ["1", "2"]
    pages = [f"{language}{address.format(each)}" for each in told]
    client.get(pages.pop())  # templates are read, tables too
    gc.collect()
    gc.disable()
    try:
        assert client.get(pages.pop()).status_code == 200
        # The request and answer of the test client are some; a page is hundreds.
        assert gc.collect() < 60
    finally:
        gc.enable()
