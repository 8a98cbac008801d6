"""Showing: the commemorative site.

A view fetches, makes a context, renders. This package reads the archive and searches it; it
never imports `ingest`, and nothing in it writes but `tributes`, which only the public site installs.
"""

from webapp.app import create_app, create_public_site

__all__ = ["create_app", "create_public_site"]
