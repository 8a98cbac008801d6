"""For machines: the sitemap, what robots may read, and rosters as IIIF manifests."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, request, url_for

from webapp.browsing import iiif, sitemap
from webapp.browsing.books import leaves_in, roster_known_as
from webapp.languages.addresses import in_other_language
from webapp.shelf import archive, counts, shelf

blueprint = Blueprint("machines", __name__)

_ROBOTS = """User-agent: *
Disallow: {search}
Disallow: {english}
Disallow: {api}
Sitemap: {sitemap}
"""


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Everything may be read but lists of answers, of which there is no end."""
    words = _ROBOTS.format(
        search=url_for("public.results"),
        english=in_other_language(url_for("public.results")),
        api=url_for("api.openapi").rpartition("/")[0] + "/",
        sitemap=url_for("machines.sitemap_index", _external=True),
    )
    return Response(words, mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap_index() -> Response:
    """Names the parts of the sitemap."""
    names = sitemap.parts(shelf().tally(shelf().folder), counts().persons)
    return Response(sitemap.index_xml(names), mimetype="application/xml")


@blueprint.get("/sitemap-<part>.xml")
def sitemap_part(part: str) -> Response:
    """One part of the sitemap."""
    found = sitemap.addresses(part, shelf().tally(shelf().folder), archive())
    if not found:
        abort(404)
    return Response(sitemap.part_xml(found), mimetype="application/xml")


@blueprint.get("/iiif/rosters/<id>/manifest.json")
@blueprint.get("/iiif/loose-pages/manifest.json", defaults={"id": None})
def manifest(id: str | None) -> Response:
    """A roster, or the pages that belong to none, for viewers of books."""
    made = iiif.manifest(
        url_for("machines.manifest", id=id, _external=True),
        url_for("browsing.roster", id=id, _external=True),
        roster_known_as(id),
        leaves_in(id),
        lambda leaf: url_for("pieces.page", sha256=leaf.sha256, number=leaf.number, _external=True),
    )
    return Response(current_app.json.dumps(made), content_type=iiif.TYPE)


@blueprint.after_app_request
def open_to_viewers(response: Response) -> Response:
    """As the Presentation API asks, so that viewers on other sites may show a book and read its pictures."""
    if request.endpoint in ("machines.manifest", "pieces.page"):
        response.headers["Access-Control-Allow-Origin"] = "*"
    return response
