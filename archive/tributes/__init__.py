"""Remembrance: flowers, words, and what families know, kept in `tributes.db` beside the archive.

Nothing here ever changes the archive. What visitors write waits for an archivist's word.
"""
