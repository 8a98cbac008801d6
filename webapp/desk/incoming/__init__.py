"""What comes from outside: what visitors wrote, waiting for a word, and families who look for kin."""

from webapp.desk.incoming.views import blueprint

__all__ = ["blueprint"]
