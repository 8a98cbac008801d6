"""The card and the certificate of one person."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, url_for

from archive.records import Person
from webapp.contexts import PersonPage
from webapp.headers import name_the_file
from webapp.languages.printed import sound
from webapp.persons import person_page
from webapp.share.card import card
from webapp.share.certificate import as_pdf
from webapp.share.person import SITE, shareable
from webapp.share.qr import qr_inline, qr_svg
from webapp.shelf import person_known_as, sheets_of

_DAY = 86_400

blueprint = Blueprint("share", __name__)


@blueprint.get("/martyrs/<id>/code.svg")
def code(id: str) -> Response:
    """The address of the person's page as a QR code."""
    person = person_known_as(id)
    if person is None:
        abort(404)
    address = url_for("public.martyr", id=person.id, _external=True)
    return _kept(Response(qr_svg(address), mimetype="image/svg+xml"))


@blueprint.get("/martyrs/<id>/card.png")
def share_card(id: str) -> Response:
    """The card; 404 where the name is in doubt or cannot be set."""
    page = _page(id)
    drawn = None
    if shareable(page).framed:
        life = str(page.life) if page.life else ""
        drawn = card(str(page.name.words), sound(page.name.words), life, str(SITE))
    if drawn is None:
        abort(404)
    return _kept(Response(drawn, mimetype="image/png"))


@blueprint.get("/martyrs/<id>/certificate.pdf")
def certificate(id: str) -> Response:
    """The certificate; 404 where the name is in doubt or cannot be set."""
    page = _page(id)
    shared = shareable(page)
    if not shared.framed:
        abort(404)
    answer = Response(
        as_pdf(render_template("share/certificate.html", page=page, shared=shared, qr=qr_inline(shared.address)))
    )
    answer.mimetype = "application/pdf"
    name_the_file(answer, f"{page.id}.pdf", f"{page.name.words}.pdf")
    return _kept(answer)


def _kept(answer: Response) -> Response:
    answer.cache_control.public = True
    answer.cache_control.max_age = _DAY
    return answer


def _page(id: str) -> PersonPage:
    person: Person | None = person_known_as(id)
    if person is None:
        abort(404)
    return person_page(person, sheets_of(person.entries), url_for("public.martyr", id=person.id))
