"""What of one person may be shared: nothing that is not certain is put on a card or in a frame."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from markupsafe import Markup

from webapp.contexts import PersonPage
from webapp.share.qr import qr_svg
from webapp.share.typefaces import for_text


@dataclass(frozen=True, slots=True)
class Shareable:
    """`address` is the page's own; `framed`: the name is sure, and a typeface is here that sets it and the life."""

    address: str
    title: str
    description: str
    qr: Markup
    framed: bool


def shareable(page: PersonPage) -> Shareable:
    """What of this person may be shared."""
    address = url_for("public.martyr", id=page.id, _external=True)
    life = str(page.life) if page.life else ""
    name = str(page.name.words) if page.name.certain else ""
    return Shareable(
        address=address,
        title=f"{name}烈士 · 渤海英烈名录" if name else "渤海英烈名录",
        description=life if name else "",
        qr=qr_svg(address, "本页网址的二维码 QR code of this page"),
        framed=bool(name) and for_text(name + life) is not None,
    )
