"""The card and the certificate of one person."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, url_for

from webapp.contexts import PersonPage
from webapp.drawn import drawn
from webapp.headers import name_the_file
from webapp.languages.printed import sound
from webapp.persons import person_page
from webapp.share.card import card
from webapp.share.certificate import as_pdf
from webapp.share.person import SITE, Shareable, shareable
from webapp.share.qr import qr_inline, qr_svg
from webapp.shelf import person_known_as, sheets_of

blueprint = Blueprint("share", __name__)


@blueprint.get("/martyrs/<id>/code.svg")
def code(id: str) -> Response:
    """The address of the person's page as a QR code."""
    person = person_known_as(id)
    if person is None:
        abort(404)
    address = url_for("public.martyr", id=person.id, _external=True)
    return drawn((address,), lambda: qr_svg(address), "image/svg+xml")


@blueprint.get("/martyrs/<id>/card.png")
def share_card(id: str) -> Response:
    """The card; 404 where the name is in doubt or cannot be set."""
    page = _framed(id)[0]
    told = (str(page.name.words), sound(page.name.words), str(page.life) if page.life else "", str(SITE))

    def draw() -> bytes:
        return card(*told) or abort(404)

    return drawn(told, draw, "image/png")


@blueprint.get("/martyrs/<id>/certificate.pdf")
def certificate(id: str) -> Response:
    """The certificate; 404 where the name is in doubt or cannot be set."""
    page, shared = _framed(id)
    sheet = render_template("share/certificate.html", page=page, shared=shared, qr=qr_inline(shared.address))
    answer = drawn((sheet,), lambda: as_pdf(sheet), "application/pdf")
    name_the_file(answer, f"{page.id}.pdf", f"{page.name.words}.pdf")
    return answer


def _framed(id: str) -> tuple[PersonPage, Shareable]:
    """What is told of a person, and how, whose name may be framed; 404 where there is nobody, or it may not."""
    person = person_known_as(id)
    if person is None:
        abort(404)
    page = person_page(person, sheets_of(person.entries), url_for("public.martyr", id=person.id, _external=True))
    shared = shareable(page)
    if not shared.framed:
        abort(404)
    return page, shared
