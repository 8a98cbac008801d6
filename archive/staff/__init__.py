"""The archivists: their accounts, what each may do, and who sits at the desk, kept in `desk.db`.

A database of its own beside the archive, so that a published snapshot or the public site never holds it.
"""
