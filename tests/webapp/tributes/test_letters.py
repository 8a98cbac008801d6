from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from archive.folder import DataFolder
from archive.store import ArchiveReader
from archive.tributes import gifts
from archive.tributes.gifts import LARGEST_FILE
from archive.tributes.limits import LETTERS
from archive.tributes.moderation import accept, refuse, waiting
from archive.tributes.store import TributesClosed, TributeStore
from archive.tributes.values import Content, Correction, KinNotice, Memory, Photograph, Words
from tests.webapp.small_archive import SmallArchive
from tests.webapp.tributes.conftest import Someone
from webapp import create_public_site

HOSTILE = Path(__file__).resolve().parents[4] / "shared" / "hostile"
LETTERS_OF_EACH_KIND = {
    "words": {"text": "永远怀念您", "signed": "侄孙"},
    "correction": {"field": "birth", "should_be": "一九二二年腊月", "why": "家谱第三页", "contact": "微信 甲乙丙"},
    "memory": {"text": "他爱唱戏。\r\n\r\n\r\n\r\n走的那天下雪。", "signed": "侄孙", "contact": "微信 甲乙丙"},
}
SEEN = {"words": "永远怀念您", "correction": "一九二二年腊月", "memory": "走的那天下雪。"}


def photograph(kind: str = "JPEG") -> BytesIO:
    told = Image.Exif()
    told[0x0110] = "Camera 3000"
    data = BytesIO()
    Image.new("RGB", (40, 30), "white").save(data, kind, exif=told)
    data.seek(0)
    return data


def letter(folder: DataFolder) -> Content:
    """The one letter that waits."""
    (found,) = waiting(folder)
    return found.content


@pytest.mark.parametrize("kind", LETTERS_OF_EACH_KIND)
def test_a_letter_is_seen_once_it_is_accepted_and_its_contact_never(
    folder: DataFolder, someone: Someone, kind: str
) -> None:
    answer = someone.sends(kind, **LETTERS_OF_EACH_KIND[kind])
    assert answer.status_code == 303
    assert "已经收到" in someone.sees(answer.location)
    assert SEEN[kind] not in someone.sees()
    (found,) = waiting(folder)
    accept(folder, [found.id], "李梅")
    page = someone.sees()
    assert SEEN[kind] in page
    assert "甲乙丙" not in page
    refuse(folder, [found.id], "李梅", "家属要求撤下")
    assert SEEN[kind] not in someone.sees()


def test_an_accepted_correction_stands_beside_the_fact_and_changes_no_archive(
    folder: DataFolder, someone: Someone
) -> None:
    before = folder.database.read_bytes()
    someone.sends("correction", **LETTERS_OF_EACH_KIND["correction"])
    assert letter(folder) == Correction(someone.id, "birth", "1923年", "一九二二年腊月", "家谱第三页")
    accept(folder, [1], "李梅")
    page = someone.sees()
    fact = page[page.index("<dt>出生年月") : page.index("<dt>籍贯")]
    assert "1923年" in fact
    assert "一九二二年腊月" in fact
    assert "亲属补正，经核实" in fact
    assert "家谱第三页" not in page
    assert folder.database.read_bytes() == before
    with ArchiveReader.open(folder) as archive:
        assert archive.corrections([someone.id]) == {}


def test_what_a_family_knows_beyond_the_roster_stands_by_itself(folder: DataFolder, someone: Someone) -> None:
    given = LETTERS_OF_EACH_KIND["correction"] | {"field": "burial_place", "should_be": "村东老坟"}
    someone.sends("correction", **given)
    accept(folder, [1], "李梅")
    page = someone.sees()
    assert "村东老坟" in page[page.index("亲属补充") :]


def test_of_a_doubtful_fact_the_form_says_that_it_is_doubtful(site: Flask, small: SmallArchive) -> None:
    form = Someone(site.test_client(), small.id(2)).sees(f"/martyrs/{small.id(2)}/family")
    assert "姓名（现为：李□成（待核对））" in form


def test_a_photograph_is_seen_by_nobody_before_it_is_accepted(folder: DataFolder, someone: Someone) -> None:
    someone.sends("photograph", photograph=(photograph(), "a.jpg"), caption="参军前", contact="微信 甲乙丙")
    gift = letter(folder)
    assert isinstance(gift, Photograph)
    address = f"/gifts/{gift.sha256}.jpg"
    assert someone.client.get(address).status_code == 404
    accept(folder, [1], "李梅")
    answer = someone.client.get(address)
    assert answer.mimetype == "image/jpeg"
    assert b"Camera 3000" not in answer.data
    assert address in someone.sees()
    refuse(folder, [1], "李梅", "认错了人")
    assert someone.client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "请先选一张照片"),
        (b"GIF89a....", "不是 JPEG、PNG 或 WebP 照片"),
        (photograph().getvalue()[:300], "已损坏"),
        (b"<?php system('id');", "不是 JPEG、PNG 或 WebP 照片"),
    ],
)
def test_what_is_no_photograph_is_told_in_one_sentence(
    folder: DataFolder, someone: Someone, data: bytes, sentence: str
) -> None:
    answer = someone.sends("photograph", photograph=(BytesIO(data), "../../a.jpg"), contact="微信 甲乙丙")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="微信 甲乙丙"' in answer.text
    assert waiting(folder) == []
    assert not folder.gifts.exists() or not list(folder.gifts.iterdir())


def test_a_file_that_is_too_large_is_told_in_one_sentence(folder: DataFolder, someone: Someone) -> None:
    for size in (LARGEST_FILE + 1, LARGEST_FILE + (2 << 20)):
        answer = someone.sends("photograph", photograph=(BytesIO(b"x" * size), "a.jpg"), contact="微信 甲乙丙")
        assert answer.status_code in (413, 422)
        assert "不超过 12 MB" in answer.text
    assert waiting(folder) == []


if HOSTILE.is_dir():

    @pytest.mark.parametrize(
        "name",
        [
            "pil_png_decompression_dos.png",
            "pil_decompression_bomb.gif",
            "pil_truncated_jpeg.jpg",
            "made_zero_bytes.png",
        ],
    )
    def test_a_hostile_file_does_not_hurt_the_site(folder: DataFolder, someone: Someone, name: str) -> None:
        file = (HOSTILE / name).read_bytes()
        answer = someone.sends("photograph", photograph=(BytesIO(file), name), contact="微信 甲乙丙")
        assert answer.status_code in (303, 422)
        assert someone.sees()


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        ("words", {"text": " \n "}, "请写下留言"),
        ("words", {"text": "长" * 501}, "请不要超过 500 字"),
        ("correction", {"field": "nonsense", "should_be": "x", "why": "x", "contact": "x"}, "请选择要补正的项目"),
        ("correction", {"field": "birth", "should_be": "1922", "why": "", "contact": "x"}, "请写明依据"),
        ("correction", {"field": "birth", "should_be": "1922", "why": "家谱"}, "请留下联系方式"),
        ("memory", {"text": "", "contact": "x"}, "请写下您的回忆"),
    ],
)
def test_a_form_that_lacks_something_comes_back_with_what_was_written(
    folder: DataFolder, someone: Someone, kind: str, given: dict[str, str], sentence: str
) -> None:
    answer = someone.sends(kind, signed="侄孙甲", **given)
    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert sentence in answer.text
    assert waiting(folder) == []
    if kind != "correction":
        assert "侄孙甲" in answer.text


def test_what_visitors_write_is_shown_as_words_and_never_run(folder: DataFolder, someone: Someone) -> None:
    someone.sends("words", text="<script>alert(1)</script>{{ 7*7 }}\u202e\x00好", signed='"><img src=x>')
    assert letter(folder) == Words("<script>alert(1)</script>{{ 7*7 }}好", '"><img src=x>')
    accept(folder, [1], "李梅")
    page = someone.sees()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}好" in page
    assert "<img src=x>" not in page


def test_line_breaks_of_a_memory_stay(folder: DataFolder, someone: Someone) -> None:
    someone.sends("memory", **LETTERS_OF_EACH_KIND["memory"])
    assert letter(folder) == Memory("他爱唱戏。\n\n走的那天下雪。", "侄孙")


def test_letters_beyond_the_limit_are_not_kept(folder: DataFolder, someone: Someone) -> None:
    answers = [someone.sends("words", text=f"第{number}次") for number in range(LETTERS.visitor + 1)]
    assert [answer.status_code for answer in answers] == [303] * LETTERS.visitor + [429]
    assert len(waiting(folder)) == LETTERS.visitor


def test_a_kin_notice_is_shown_without_its_contact_once_it_is_accepted(folder: DataFolder, someone: Someone) -> None:
    answer = someone.sends(
        "/kin", name="赵无名", place="惠民", years="1946-1948", words="左手有疤", contact="微信 甲乙丙"
    )
    assert "您的寻亲启事已经收到" in someone.sees(answer.location)
    assert letter(folder) == KinNotice("赵无名", "惠民", "1946-1948", "左手有疤")
    assert "左手有疤" not in someone.sees("/kin")
    accept(folder, [1], "李梅")
    page = someone.sees("/kin")
    assert "左手有疤" in page
    assert "甲乙丙" not in page


def test_who_is_in_the_roll_already_is_led_to_at_once(folder: DataFolder, someone: Someone) -> None:
    answer = someone.sends("/kin", name="王德胜", place="小赵庄", contact="微信 甲乙丙")
    page = someone.sees(answer.location)
    assert "名录里现在就有相符的人" in page
    assert f'<li><a href="/martyrs/{someone.id}"><span class="name">王德胜</span></a>，沙窝乡小赵庄</li>' in page
    assert someone.client.get(answer.location).location == "/kin"
    assert f"/martyrs/{someone.id}" not in someone.sees("/kin")


def test_a_kin_notice_wants_a_name_and_a_contact(someone: Someone) -> None:
    for given in ({"name": "", "contact": "x"}, {"name": "王"}):
        assert someone.sends("/kin", **given).status_code == 422


def test_a_photograph_whose_letter_cannot_be_stored_is_not_left_lying(
    folder: DataFolder, someone: Someone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> int:
        raise TributesClosed("the disk is full")

    monkeypatch.setattr(TributeStore, "leave", full)
    answer = someone.sends("photograph", photograph=(photograph(), "a.jpg"), contact="微信 甲乙丙")
    assert answer.status_code == 503
    assert list(folder.gifts.iterdir()) == []


def test_a_site_that_starts_clears_away_photographs_of_which_no_letter_speaks(folder: DataFolder) -> None:
    lying = gifts.keep(folder, photograph())
    create_public_site(folder)
    assert not folder.gift(lying).exists()
