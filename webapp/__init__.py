"""Showing: the commemorative site.

A view fetches, makes a context, renders. This package reads the archive and searches it; it
never imports `ingest`, and nothing in it writes.
"""

from webapp.app import create_app

__all__ = ["create_app"]
