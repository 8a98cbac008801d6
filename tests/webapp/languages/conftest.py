"""The archive of tests/webapp/browsing, whose pages are of every kind."""

from tests.webapp.browsing.conftest import folder

__all__ = ["folder"]
