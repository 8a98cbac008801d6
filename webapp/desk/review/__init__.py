"""Where readings are settled: the queue of doubts, and three ways of going through it: page, strip and wall."""

from flask import Blueprint

from webapp.desk.review import cell, deciding, page, pictures, start, strip, wall

blueprint = Blueprint("review", __name__, url_prefix="/review")
for way in (start, page, strip, wall, cell, deciding, pictures):
    blueprint.register_blueprint(way.blueprint)

__all__ = ["blueprint"]
