"""The archivists' desk: a site of its own behind accounts, never a part of the public one.

One room a subject, each with a `blueprint` that `app.py` lists. Every view says by `access.needs` who may call it.
"""

from webapp.desk.app import create_desk

__all__ = ["create_desk"]
