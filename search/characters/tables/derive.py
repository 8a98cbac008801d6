"""Makes the derived character tables of this folder from public reference files.

    python -m search.characters.tables.derive REFERENCE STROKES NOTO UMING

REFERENCE is a folder with `opencc_TSCharacters.txt` (OpenCC), `Unihan_Variants.txt` (Unicode),
`pycorrector_same_stroke.txt` and `contr4l_xingjin.txt` (look-alike characters). STROKES is the file
`Unicode/Collate/CJK/Stroke.pm` that comes with Perl (Debian: perl-modules). NOTO and UMING are the typefaces
`NotoSerifCJK-Regular.ttc` and `uming.ttc` (Debian: fonts-noto-cjk, fonts-arphic-uming). `surnames.csv` is written by
hand and not touched. The same files give the same bytes.
"""

from __future__ import annotations

import base64
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC
from PIL import ImageFont

from search.characters.tables.glyphs import SIZE, alike, rows_of

FOLDS_HEAD = """\
# Characters that are one and the same for a search: the form kept, then the forms folded into it.
# Derived by `python -m search.characters.tables.derive`; do not edit by hand. Sources:
#   OpenCC, TSCharacters and the configuration jp2t (github.com/BYVoid/OpenCC), Apache-2.0
#   Unihan_Variants.txt, kSemanticVariant, kZVariant and kSpecializedSemanticVariant (unicode.org), Unicode License v3
#   OWN_FOLDS in derive.py
"""
LOOKALIKES_HEAD = """\
# Characters easily misread for one another, in folded form: a character, then those that look like it.
# Derived by `python -m search.characters.tables.derive`; do not edit by hand. Sources:
#   pycorrector, same_stroke.txt (github.com/shibing624/pycorrector), Apache-2.0
#   contr4l/SimilarCharacter, xingjin (github.com/contr4l/SimilarCharacter), MIT
#   Unihan_Variants.txt, kSpoofingVariant (unicode.org), Unicode License v3
#   glyphs of Noto Serif CJK and AR PL UMing laid one over the other, glyphs.py
#   OWN_LOOKALIKES in derive.py
"""

STROKES_HEAD = """\
# Characters in the order of dictionaries by strokes: the number of strokes, then the characters that have it,
# in the order of their radicals.
# Derived by `python -m search.characters.tables.derive`; do not edit by hand. Source:
#   Unicode CLDR, collation zh-stroke (cldr.unicode.org), Unicode License v3, as in Perl's Unicode::Collate
"""

SIMPLIFIED_IN_NOTO = 2
"""The number of the face for simplified Chinese in the file."""

GLYPHS_HEAD = """\
# What characters look like: a character, then 48 numbers of one byte with a sign, as Base64. The scalar product of
# two rows, divided by their lengths, says how alike two characters are.
# Derived by `python -m search.characters.tables.derive`; do not edit by hand. Sources:
#   glyphs of Noto Serif CJK (SIL Open Font License 1.1) and AR PL UMing (Arphic Public License), told in glyphs.py
"""

OWN_FOLDS = {"鳯": "凤", "逹": "达", "卋": "世", "爲": "为", "甦": "苏", "甯": "宁"}
"""Variant forms met in printed rosters that no source lists."""

OWN_LOOKALIKES = (
    "高商 民氏 性牲 未末朱 士土 己已巳 千干于 王玉主壬 大太犬 日曰 田由甲申 人入八 天夫 元无 刀力 "
    "戊戌戍 毛手 午牛 今令 兰三 広广厂 贝见 风凤 孔扎 卢户 住往佳 治冶 洪淇 季李 杏李 任仕 "
    "刘列 孙孔 陈阵 杨扬 赵越 宋宗 梁粱 候侯 崔雀 郑邓 孟盂 史吏 魏巍 苏办 祥样 林材 春舂 荣菜 "
    "清请 滨宾 沾沽 惠蕙 博搏 桓恒 垦恳 利和 棣隶 阳阴 淄缁 益盖"
)
"""Groups of characters that readers of printed rosters confuse, or whose printed forms differ by a stroke."""


def main(reference: Path, strokes: Path, noto: Path, uming: Path) -> None:
    """Writes all tables but `surnames.csv` beside this file."""
    here = Path(__file__).parent
    folds = derive_folds(reference)
    faces = [ImageFont.truetype(noto, SIZE, index=SIMPLIFIED_IN_NOTO), ImageFont.truetype(uming, SIZE)]
    write(here / "folds.csv", FOLDS_HEAD, grouped((kept, folded) for folded, kept in folds.items()))
    kept = [char for char in map(chr, range(0x4E00, 0xA000)) if common(char) and char not in folds]
    rows = rows_of(kept, faces)
    write(here / "glyphs.csv", GLYPHS_HEAD, dict(zip(kept, map(in_base64, rows), strict=True)))
    write(here / "lookalikes.csv", LOOKALIKES_HEAD, grouped(derive_lookalikes(reference, folds, alike(kept, rows))))
    write(here / "strokes.csv", STROKES_HEAD, derive_strokes(strokes))


def derive_folds(reference: Path) -> dict[str, str]:
    """Character → the form kept for it; characters that are kept as they are do not appear."""
    simpler = simplifications(reference)
    simpler |= japanese_forms()
    for folded, kept in variants(reference, simpler):
        simpler.setdefault(folded, kept)
    simpler |= OWN_FOLDS
    return {char: end for char in simpler if (end := followed(char, simpler)) != char}


def simplifications(reference: Path) -> dict[str, str]:
    """OpenCC's traditional → simplified characters.

    Where OpenCC keeps an uncommon character in its own form first (喆 喆 哲), the second form is
    taken: a search that is too wide loses nobody. Common ones stay (沈 and 沉 are two surnames).
    Less common other forms go to the first (鍾 钟 锺).
    """
    simpler: dict[str, str] = {}
    for key, values in rows(reference / "opencc_TSCharacters.txt"):
        forms = [form for form in values.split() if form != key]
        keeps_itself = values.split()[0] == key and common(key)
        if not forms or keeps_itself or not single(key, *forms):
            continue
        simpler[key] = forms[0]
        for other in forms[1:]:
            if rarity(other)[0] > 0:
                simpler.setdefault(other, forms[0])
    return simpler


def japanese_forms() -> dict[str, str]:
    """Japanese forms that are no characters of their own in Chinese (徳, 恵, 勲)."""
    convert = OpenCC("jp2t").convert
    forms = ((char, convert(char)) for char in map(chr, range(0x4E00, 0xA000)) if not common(char))
    return {char: form for char, form in forms if form != char and len(form) == 1}


def variants(reference: Path, simpler: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Uncommon characters and the common one that Unihan calls the same; common ones never merge."""
    wanted = {"kSemanticVariant", "kZVariant", "kSpecializedSemanticVariant"}
    same: defaultdict[str, set[str]] = defaultdict(set)
    for char, kind, others in unihan(reference):
        if kind in wanted:
            for other in others:
                same[char].add(followed(other, simpler))
                same[other].add(followed(char, simpler))
    for char in sorted(same):
        kept = sorted(filter(common, same[char]), key=rarity)
        if kept and not common(char):
            yield char, kept[0]


def derive_lookalikes(
    reference: Path, folds: Mapping[str, str], in_print: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Pairs of folded characters that look alike, both ways round."""
    groups = [line.split() for line in lines(reference / "pycorrector_same_stroke.txt")]
    groups += [[char, other] for char, others in rows(reference / "contr4l_xingjin.txt", " ") for other in others]
    groups += [
        [char, other] for char, kind, others in unihan(reference) if kind == "kSpoofingVariant" for other in others
    ]
    groups += [list(group) for group in OWN_LOOKALIKES.split()]
    groups += [[char, other] for char, others in in_print.items() for other in others]
    for group in groups:
        folded = dict.fromkeys(folds.get(char, char) for char in group if single(char))
        yield from permutations(folded, 2)


def in_base64(row: NDArray[np.float32]) -> str:
    """A row of numbers, its largest as 127."""
    return base64.b64encode(np.round(row * 127 / np.abs(row).max()).astype(np.int8).tobytes()).decode()


def derive_strokes(file: Path) -> dict[str, str]:
    """Number of strokes → the characters of the basic plane that have it, in order.

    The file lists code points in order; U+FDD0 with U+28nn stands before the characters of nn strokes.
    """
    listed: defaultdict[str, str] = defaultdict(str)
    count = ""
    for word in file.read_text(encoding="utf-8").partition("__DATA__")[2].partition("__END__")[0].split():
        if word.startswith("FDD0-28"):
            count = str(int(word.removeprefix("FDD0-28"), 16))
        elif len(word) == 4 and "\u3400" <= chr(int(word, 16)) <= "\u9fff":
            listed[count] += chr(int(word, 16))
    return dict(listed)


def followed(char: str, steps: Mapping[str, str]) -> str:
    """Where the chain of steps from `char` ends; a ring ends at its most common member."""
    seen = [char]
    while (following := steps.get(seen[-1])) is not None:
        if following in seen:
            return min(seen[seen.index(following) :], key=rarity)
        seen.append(following)
    return seen[-1]


def rarity(char: str) -> tuple[int, str]:
    """Sorts the characters of GB 2312's first level before its second and both before all others."""
    try:
        first_byte = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 2, char
    return (0 if first_byte < 0xD8 else 1), char


def common(char: str) -> bool:
    """Whether GB 2312, the 6,763 characters of everyday print, has the character."""
    return rarity(char)[0] < 2


def single(*forms: str) -> bool:
    """Whether every form is one character, not a description of a character."""
    return all(len(form) == 1 for form in forms)


def unihan(reference: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Character, property and the characters it points to."""
    for line in lines(reference / "Unihan_Variants.txt"):
        code, kind, targets = line.split("\t")
        yield from_code(code), kind, [from_code(target.split("<")[0]) for target in targets.split()]


def from_code(code: str) -> str:
    """`U+5CEF` → 峯."""
    return chr(int(code.removeprefix("U+"), 16))


def rows(path: Path, separator: str = "\t") -> Iterator[tuple[str, str]]:
    """The first column and the rest of every line that has both."""
    for line in lines(path):
        key, found, rest = line.partition(separator)
        if found and rest.strip():
            yield key, rest.strip()


def lines(path: Path) -> Iterator[str]:
    """Lines that are neither empty nor comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """First member → all second members, both in code order."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for key, member in pairs:
        groups[key].add(member)
    return {key: "".join(sorted(groups[key])) for key in sorted(groups)}


def write(path: Path, head: str, groups: Mapping[str, str]) -> None:
    """One group a line, under the file's head."""
    path.write_text(head + "".join(f"{key},{members}\n" for key, members in groups.items()), encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
