"""Figures that may have been read for one another: another figure makes another date, and no list of words objects.

Of 52,000 figures on rendered pages none that the first reader was sure of was wrong, and of the few that it was not,
one in ten. What it took for 〇 never was: it knows that sign badly, and hesitates between its many forms.
"""

from __future__ import annotations

from typing import Final

from ingest.pages import Glyph

_CHINESE: Final = frozenset("一二三四五六七八九十廿卅")
_ARABIC: Final = frozenset("0123456789")
_CLEAR: Final = 0.9
"""Score from which a figure is what it was read as."""
_CLEARER: Final = 0.95
"""Score from which it is, where the runner-up is a figure of its kind, too."""
_CLEAREST: Final = 0.995
"""The same of 0 to 9 where the runner-up is more than a trace: on 17,000 fields of heavy pages 36 had such a figure
above 0.985, and two of these were wrong (3 that read as 8); of 500 Chinese ones above 0.95 none was."""
_TRACE: Final = 0.002
"""Score up to which a runner-up is a mere trace."""
_LEAD: Final = 5.0
"""Lead in print, of those that are held against it (廿, 卅), from which one is what it was read as."""
_HESITATED: Final = 0.03
"""Score of a runner-up of its kind from which one may be that though its strokes were counted: of 56, three were."""
_STROKE_MORE: Final = 0.005
"""Score of 二 as the runner-up from which what was read as 三 may be that with a stroke of dirt: of 27, four were."""


def is_unclear(glyph: Glyph) -> bool:
    """Whether a character is a figure that may have been another one."""
    if glyph.char == "三" and glyph.other == "二" and glyph.other_score >= _STROKE_MORE:
        return True
    kind = next((figures for figures in (_CHINESE, _ARABIC) if glyph.char in figures), None)
    if kind and not glyph.rival and glyph.other in kind and glyph.other_score >= _HESITATED:
        return True
    if kind is None or (glyph.rival and glyph.lead >= _LEAD):
        return False
    if glyph.other not in kind:
        return glyph.score < _CLEAR
    return glyph.score < (_CLEAREST if kind is _ARABIC and glyph.other_score >= _TRACE else _CLEARER)
