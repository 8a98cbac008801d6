"""What of one person may be shared: nothing that is not certain is put on a card or in a frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from flask import url_for

from webapp.contexts import PersonPage
from webapp.languages import phrase
from webapp.languages.printed import sound
from webapp.share.typefaces import for_text

SITE: Final = phrase("渤海英烈名录")
"""The name of the site."""


@dataclass(frozen=True, slots=True)
class Shareable:
    """`address` is the page's own; `framed`: the name is sure, and a typeface is here that sets it and the life."""

    address: str
    title: str
    description: str
    framed: bool


def shareable(page: PersonPage) -> Shareable:
    """What of this person may be shared."""
    address = url_for("public.martyr", id=page.id, _external=True)
    life = str(page.life) if page.life else ""
    name = str(page.name.words) if page.name.certain else ""
    return Shareable(
        address=address,
        title=str(phrase("%(name)s烈士 · 渤海英烈名录", name=name) if name else SITE),
        description=life if name else "",
        framed=bool(name) and for_text(name + sound(name) + life) is not None,
    )
