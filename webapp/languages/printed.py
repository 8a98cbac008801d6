"""What a roster prints on a page in English: marked as Chinese, and how a name is read beside it."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup, escape

from search.characters.romanized import romanized
from search.characters.romanized_places import romanized_place
from webapp.languages.catalogues import reads_english
from webapp.languages.words import Words

_HAN: Final = re.compile(
    # Characters and what stands among them: a gap, ditto marks, full-width marks and brackets.
    r"[〇々〆㐀-䶿一-鿿豈-﫿𠀀-𳍿](?:[\d\w\s□〃（）《》“”、，。；：·—-]*[〇々〃□㐀-䶿一-鿿豈-﫿𠀀-𳍿）》。])?"
)


def printed(words: Words) -> Markup:
    """Words in which Chinese may stand; on an English page the Chinese among them says that it is."""
    text = str(words)
    if not reads_english():
        return escape(text)
    marked, end = Markup(), 0
    for found in _HAN.finditer(text):
        marked += escape(text[end : found.start()]) + Markup('<span lang="zh-Hans">{}</span>').format(found.group())
        end = found.end()
    return marked + escape(text[end:])


def sound(name: Words) -> str:
    """How a name is read, for a reader of English; "" for others, and for what is no name in characters."""
    return romanized(str(name)) if reads_english() else ""


def place_sound(place: Words) -> str:
    """How the name of a place is read, likewise."""
    return romanized_place(str(place)) if reads_english() else ""
