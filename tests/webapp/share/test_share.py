"""The card, the certificate and the code by which a person's page is passed on."""

from __future__ import annotations

import logging
import re
import shutil
import socket
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import cv2
import pypdfium2
import pytest
from flask.testing import FlaskClient
from PIL import Image

from archive.folder import DataFolder
from tests.webapp.small_archive import SmallArchive
from webapp import create_public_site
from webapp.share import certificate, typefaces
from webapp.share.card import HEIGHT, WIDTH, card
from webapp.share.certificate import as_pdf
from webapp.share.qr import qr_svg
from webapp.share.typefaces import for_text

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def visitor(small: SmallArchive, tmp_path: Path) -> FlaskClient:
    folder = DataFolder(shutil.copytree(small.folder.root, tmp_path / "data"))
    return create_public_site(folder).test_client()


def test_the_card_shows_a_name_on_a_picture_of_the_size_that_other_sites_ask_for(
    visitor: FlaskClient, small: SmallArchive
) -> None:
    answer = visitor.get(f"/martyrs/{small.id(1)}/card.png")
    with Image.open(BytesIO(answer.data)) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        dark = sum(picture.convert("L").histogram()[:90])
    assert dark > 5000
    assert len(answer.data) < 100_000


def test_the_page_names_its_card_and_tells_only_what_is_certain(visitor: FlaskClient, small: SmallArchive) -> None:
    page = visitor.get(f"/martyrs/{small.id(1)}").text
    told = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', page))
    assert told["og:title"] == "王德胜烈士 · 渤海英烈名录"
    assert told["og:url"] == f"http://localhost/martyrs/{small.id(1)}"
    assert told["og:image"] == f"http://localhost/martyrs/{small.id(1)}/card.png"
    assert told["og:description"].startswith("王德胜，男，1923年生")


def test_a_name_in_doubt_is_put_on_no_card_and_in_no_frame(visitor: FlaskClient, small: SmallArchive) -> None:
    page = visitor.get(f"/martyrs/{small.id(2)}").text
    assert "og:image" not in page
    assert "烈士 · 渤海英烈名录" not in page
    for what in ("card.png", "certificate.pdf"):
        assert visitor.get(f"/martyrs/{small.id(2)}/{what}").status_code == 404
    assert visitor.get("/martyrs/nobody/card.png").status_code == 404


def test_without_a_typeface_there_is_no_card_and_one_line_says_so(
    small: SmallArchive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(typefaces, "_FOLDERS", ())
    typefaces.serifs.cache_clear()
    try:
        folder = DataFolder(shutil.copytree(small.folder.root, tmp_path / "data"))
        with caplog.at_level(logging.WARNING):
            visitor = create_public_site(folder).test_client()
        assert len(caplog.records) == 1
        assert "no share cards" in caplog.records[0].getMessage()
        assert "og:image" not in visitor.get(f"/martyrs/{small.id(1)}").text
        assert visitor.get(f"/martyrs/{small.id(1)}/card.png").status_code == 404
    finally:
        typefaces.serifs.cache_clear()


def test_a_character_that_no_typeface_knows_leaves_the_card_out() -> None:
    assert for_text("王德胜") is not None
    assert for_text("王\U0003fffd胜") is None
    assert card("王\U0003fffd胜", "", "", "渤海英烈名录") is None


def test_a_long_name_and_a_long_life_stay_on_the_card() -> None:
    drawn = card("阿卜杜拉·買買提·吐爾遜江", "", "生前任渤海军区" * 60, "渤海英烈名录")
    assert drawn
    with Image.open(BytesIO(drawn)) as picture:
        edge = picture.convert("L").crop((WIDTH - 40, 0, WIDTH, HEIGHT))
        assert len(set(edge.tobytes())) == 1


def test_the_certificate_is_one_page_with_the_name_and_says_that_it_is_no_official_one(
    visitor: FlaskClient, small: SmallArchive
) -> None:
    answer = visitor.get(f"/martyrs/{small.id(1)}/certificate.pdf")
    assert answer.mimetype == "application/pdf"
    document = pypdfium2.PdfDocument(answer.data)
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    words = document[0].get_textpage().get_text_range()
    for told in ("王德胜", "1947年3月", "惠民县英名录", "不是烈士证明书"):
        assert told in words


def test_a_certificate_fetches_nothing_from_anywhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>SECRET</text></svg>')
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        pdf = as_pdf(f'<img src="http://127.0.0.1:{port}/a.png"><img src="{secret.as_uri()}"><p>words</p>')
        with pytest.raises(TimeoutError):
            asked.append(str(server.accept()))
    assert asked == []
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "words" in text
    assert "SECRET" not in text


def test_while_others_have_certificates_set_nobody_waits_long(
    visitor: FlaskClient, small: SmallArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate, "_PATIENCE", 0.01)
    with certificate._ONE_AT_A_TIME:
        answer = visitor.get(f"/martyrs/{small.id(1)}/certificate.pdf")
    assert answer.status_code == 503
    assert "请过片刻再试一次" in answer.text
    assert visitor.get(f"/martyrs/{small.id(1)}/certificate.pdf").status_code == 200


def test_whoever_has_a_certificate_or_a_card_still_is_told_so_and_nothing_is_set_again(
    visitor: FlaskClient, small: SmallArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    had = {what: visitor.get(f"/martyrs/{small.id(1)}/{what}") for what in ("certificate.pdf", "card.png", "code.svg")}
    assert {answer.headers["Cache-Control"] for answer in had.values()} == {"public, no-cache"}
    for work in ("as_pdf", "card", "qr_svg"):
        monkeypatch.delattr(f"webapp.share.views.{work}")
    for what, answer in had.items():
        asked = {"If-None-Match": answer.headers["ETag"]}
        assert visitor.get(f"/martyrs/{small.id(1)}/{what}", headers=asked).status_code == 304


def test_a_certificate_does_not_make_broken_photographs_pass_for_whole_ones() -> None:
    program = (
        "from PIL import ImageFile; from webapp.share.certificate import as_pdf; "
        "as_pdf('<p>words</p>'); print(ImageFile.LOAD_TRUNCATED_IMAGES)"
    )
    done = subprocess.run(  # noqa: S603 - the program above
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_the_code_is_a_picture_of_its_own_that_carries_the_address_of_the_page(
    visitor: FlaskClient, small: SmallArchive
) -> None:
    for language in ("", "/en"):
        address = f"{language}/martyrs/{small.id(1)}"
        assert f'src="{address}/code.svg"' in visitor.get(address).text
        code = visitor.get(f"{address}/code.svg")
        assert code.mimetype == "image/svg+xml"
        assert code.data == qr_svg(f"http://localhost{address}")
        assert b"style=" not in code.data
    assert visitor.get("/martyrs/nobody/code.svg").status_code == 404


def test_a_telephone_reads_the_code_of_the_certificate(visitor: FlaskClient, small: SmallArchive) -> None:
    for row in (1, 4, 5, 6, 7):
        answer = visitor.get(f"/martyrs/{small.id(row)}/certificate.pdf")
        picture = pypdfium2.PdfDocument(answer.data)[0].render(scale=3).to_numpy()
        read, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
        assert read == f"http://localhost/martyrs/{small.id(row)}"


def test_what_is_shared_of_an_english_page_is_english(visitor: FlaskClient, small: SmallArchive) -> None:
    page = visitor.get(f"/en/martyrs/{small.id(1)}").text
    assert f'<link rel="canonical" href="http://localhost/en/martyrs/{small.id(1)}">' in page
    assert '<meta property="og:title" content="王德胜, martyr · Roll of the Fallen of Bohai">' in page
    assert "Fell in March 1947 at 莱芜." in page
    answer = visitor.get(f"/en/martyrs/{small.id(1)}/certificate.pdf")
    assert answer.headers["Content-Language"] == "en"
    words = "".join(pypdfium2.PdfDocument(answer.data)[0].get_textpage().get_text_range().split())
    for told in ("王德胜", "WángDéshèng", "March1947", "noofficialcertificate"):
        assert told in words
    cards = {visitor.get(f"{prefix}/martyrs/{small.id(1)}/card.png").data for prefix in ("", "/en")}
    assert len(cards) == 2
