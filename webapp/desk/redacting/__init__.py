"""Regions of pages that the public does not see: which there are, drawing one, showing one again."""

from webapp.desk.redacting.views import blueprint

__all__ = ["blueprint"]
