from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.characters.romanized_places import romanized_place


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("惠民县", "Huìmín Xiàn"),
        ("惠民县沙窝乡小赵庄", "Huìmín Xiàn Shāwō Xiāng Xiǎozhàozhuāng"),
        ("利津县西宋公社东吕家屯", "Lìjīn Xiàn Xīsòng Gōngshè Dōnglǚjiātún"),
        ("渤海行政区第四专区", "Bóhǎi Xíngzhèngqū Dìsì Zhuānqū"),
        ("振华县四区", "Zhènhuá Xiàn Sì Qū"),
        ("滨县", "Bīn Xiàn"),
        ("李市村", "Lǐshìcūn"),
        ("惠民县区家庄", "Huìmín Xiàn Qūjiāzhuāng"),
        ("莱芜战役", "Láiwú Zhànyì"),
        ("西安", "Xī’ān"),
        ("惠民县店子乡下赵屯", "Huìmín Xiàn Diànzi Xiāng Xiàzhàotún"),
        ("惠民县店子乡店子村", "Huìmín Xiàn Diànzi Xiāng Diànzicūn"),
        ("淄博工矿特区", "Zībógōngkuàng Tèqū"),
        ("孟村回族自治县", "Mèngcūn Huízú Zìzhìxiàn"),
        ("专区", "Zhuānqū"),
    ],
)
def test_what_kind_of_place_it_is_stands_apart_but_in_villages(name: str, spelled: str) -> None:
    assert romanized_place(name) == spelled


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("乐陵县", "Làolíng Xiàn"),
        ("单县", "Shàn Xiàn"),
        ("單縣", "Shàn Xiàn"),
        ("长山县", "Chángshān Xiàn"),
        ("山东省济阳县", "Shāndōng Shěng Jǐyáng Xiàn"),
        ("东阿县", "Dōng’ē Xiàn"),
        ("益都县", "Yìdū Xiàn"),
        ("邹长县", "Zōucháng Xiàn"),
        ("涡阳县", "Guōyáng Xiàn"),
    ],
)
def test_names_that_a_dictionary_reads_otherwise_are_read_as_they_are_there(name: str, spelled: str) -> None:
    assert romanized_place(name) == spelled


def test_what_cannot_be_read_stays_a_gap() -> None:
    assert romanized_place("商河县□□乡") == "Shānghé Xiàn □□ Xiāng"
    assert not romanized_place("□□")
    assert not romanized_place("")


@given(st.text(alphabet="惠民县沙窝乡省市区□庄a1 ，", max_size=12))
def test_any_text_is_spelled_without_a_character_left(text: str) -> None:
    assert not any("一" <= char <= "鿿" for char in romanized_place(text))
